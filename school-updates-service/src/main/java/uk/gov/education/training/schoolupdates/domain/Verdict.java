package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;

/** What the rules say to a change that someone reports. */
public sealed interface Verdict {

    /** What is reported is known already. */
    Verdict UNCHANGED = new Accepted(List.of());

    /**
     * It happens, to all of these people or to none.
     *
     * @param changes the reported change first, then what it means for others; one event each. Empty if what is
     *     reported is known already
     */
    record Accepted(List<Changed> changes) implements Verdict {}

    /** It doesn't happen, for all of these reasons. */
    record Refused(List<Reason> reasons) implements Verdict {}

    /** @param after the participant as the change leaves them */
    record Changed(ParticipantChange change, Participant after) {}

    static Verdict accepted(ParticipantChange change, Participant after) {
        return new Accepted(List.of(new Changed(change, after)));
    }

    static Verdict refused(String field, String detail) {
        return new Refused(List.of(new Reason(field, detail)));
    }
}
