package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;

@Entity
@Table(name = "school_periods")
class SchoolPeriodRow {

    @Id
    UUID id;

    UUID participantId;
    String role;
    String schoolUrn;
    String email;
    LocalDate startedOn;

    @Nullable
    LocalDate finishedOn;

    static SchoolPeriodRow of(Participant participant, SchoolPeriod period) {
        SchoolPeriodRow row = new SchoolPeriodRow();
        row.id = period.id();
        row.participantId = participant.id();
        row.role = Names.of(period.role());
        row.schoolUrn = period.schoolUrn();
        row.email = period.email();
        row.startedOn = period.startedOn();
        row.finishedOn = period.finishedOn();
        return row;
    }
}
