package uk.gov.education.training.providerapi.domain.participants;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a participant stands in a training on a given day. */
public enum ParticipantStatus {
    JOINING,
    ACTIVE,
    LEAVING,
    LEFT;

    /**
     * The first rule that applies, in this order: deferred or withdrawn training has ended; completed training stays
     * active for ever; training with an end is being left, and is left from that day itself; training that begins later
     * is being joined.
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
