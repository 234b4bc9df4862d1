package uk.gov.education.training.schoolupdates.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;

/** An induction period as a row. */
record InductionPeriodRow(
        UUID id,
        UUID participantId,
        LocalDate startedOn,
        @Nullable LocalDate finishedOn,
        @Nullable InductionOutcome outcome) {

    static InductionPeriodRow of(Participant participant, InductionPeriod period) {
        return new InductionPeriodRow(
                period.id(), participant.id(), period.startedOn(), period.finishedOn(), period.outcome());
    }
}
