package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * The changes of an accepted report, all saved in one transaction. Each becomes an event.
 *
 * @param list the reported change first, then its effects on others; empty if the report says nothing new
 */
public record Changes(List<ChangedParticipant> list) {

    static final Changes NONE = new Changes(List.of());

    /** Accepts a report that changes one participant. */
    static Verdict<Changes> accepted(ParticipantChange change, Participant after) {
        return Verdict.accepted(new Changes(List.of(new ChangedParticipant(change, after))));
    }
}
