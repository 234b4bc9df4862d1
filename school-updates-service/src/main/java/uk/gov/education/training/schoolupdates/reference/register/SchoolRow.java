package uk.gov.education.training.schoolupdates.reference.register;

import uk.gov.education.training.schoolupdates.domain.schools.RegisterEntry;

/**
 * A row of the schools file that can be used.
 *
 * @param line of the file, from 1
 */
record SchoolRow(long line, RegisterEntry entry) {

    String urn() {
        return entry.urn();
    }
}
