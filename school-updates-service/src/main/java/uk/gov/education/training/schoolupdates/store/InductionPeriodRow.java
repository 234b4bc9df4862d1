package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;

@Entity
@Table(name = "induction_periods")
class InductionPeriodRow {

    @Id
    UUID id;

    UUID participantId;
    LocalDate startedOn;

    @Nullable
    LocalDate finishedOn;

    @Nullable
    String outcome;

    static InductionPeriodRow of(Participant participant, InductionPeriod period) {
        InductionPeriodRow row = new InductionPeriodRow();
        row.id = period.id();
        row.participantId = participant.id();
        row.startedOn = period.startedOn();
        row.finishedOn = period.finishedOn();
        row.outcome = period.outcome() == null ? null : Names.of(period.outcome());
        return row;
    }
}
