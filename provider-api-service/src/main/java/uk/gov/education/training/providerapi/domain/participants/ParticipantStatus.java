package uk.gov.education.training.providerapi.domain.participants;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A participant's status in a training on a day. */
public enum ParticipantStatus {
    JOINING,
    ACTIVE,
    LEAVING,
    LEFT;

    /**
     * Applies the first rule that matches, in this order: deferred or withdrawn training is left from its last day;
     * completed training stays active permanently; training with a last day is leaving before that day and left from
     * it; training that starts later is joining; all other training is active.
     *
     * @param interrupted whether the lead provider has deferred or withdrawn the training
     * @param finishedOn the last day of training, which an interruption brings forward
     * @param completedOn when induction was completed, or funding of a mentor's training ended
     */
    static ParticipantStatus on(
            LocalDate today,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            boolean interrupted,
            @Nullable LocalDate completedOn) {
        if (!interrupted && completedOn != null && (finishedOn == null || !completedOn.isAfter(finishedOn))) {
            return ACTIVE;
        }
        if (finishedOn != null) {
            return finishedOn.isAfter(today) ? LEAVING : LEFT;
        }
        return startedOn.isAfter(today) ? JOINING : ACTIVE;
    }
}
