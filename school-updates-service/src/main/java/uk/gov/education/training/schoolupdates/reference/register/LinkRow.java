package uk.gov.education.training.schoolupdates.reference.register;

import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink;

/**
 * A row of the links file that links a school to a successor.
 *
 * @param line of the file, from 1
 */
record LinkRow(long line, String urn, String successorUrn, SuccessorLink.Kind kind) {

    static LinkRow of(long line, SuccessorLink link) {
        return new LinkRow(line, link.urn(), link.successorUrn(), link.kind());
    }
}
