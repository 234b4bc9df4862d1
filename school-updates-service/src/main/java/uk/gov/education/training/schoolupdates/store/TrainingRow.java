package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

@Entity
@Table(name = "trainings")
class TrainingRow {

    @Id
    UUID id;

    UUID participantId;
    String role;
    UUID schoolPeriodId;
    String schoolUrn;
    LocalDate schoolStartedOn;

    @Nullable
    LocalDate schoolFinishedOn;

    String programme;

    @Nullable
    UUID leadProviderId;

    @Nullable
    Integer cohort;

    @Nullable
    UUID partnershipId;

    @Nullable
    UUID deliveryPartnerId;

    LocalDate startedOn;

    @Nullable
    LocalDate finishedOn;

    static TrainingRow of(Participant participant, Training training) {
        SchoolPeriod school = participant.schoolPeriods().stream()
                .filter(period -> period.id().equals(training.schoolPeriodId()))
                .findFirst()
                .orElseThrow();
        TrainingRow row = new TrainingRow();
        row.id = training.id();
        row.participantId = participant.id();
        row.role = Names.of(training.role());
        row.schoolPeriodId = training.schoolPeriodId();
        row.schoolUrn = training.schoolUrn();
        row.schoolStartedOn = school.startedOn();
        row.schoolFinishedOn = school.finishedOn();
        row.programme = Names.of(training.programme());
        row.leadProviderId = training.leadProviderId();
        row.cohort = training.cohort();
        row.partnershipId = training.partnershipId();
        row.deliveryPartnerId = training.deliveryPartnerId();
        row.startedOn = training.startedOn();
        row.finishedOn = training.finishedOn();
        return row;
    }
}
