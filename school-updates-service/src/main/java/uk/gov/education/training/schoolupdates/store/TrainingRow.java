package uk.gov.education.training.schoolupdates.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;

/** Training as a row. */
record TrainingRow(
        UUID id,
        UUID participantId,
        Role role,
        UUID schoolPeriodId,
        String schoolUrn,
        LocalDate schoolStartedOn,
        @Nullable LocalDate schoolFinishedOn,
        TrainingProgramme programme,
        @Nullable UUID leadProviderId,
        @Nullable Integer cohort,
        @Nullable UUID partnershipId,
        @Nullable UUID deliveryPartnerId,
        LocalDate startedOn,
        @Nullable LocalDate finishedOn) {

    static TrainingRow of(Participant participant, Training training) {
        SchoolPeriod schoolPeriod = participant.schoolPeriods().stream()
                .filter(period -> period.id().equals(training.schoolPeriodId()))
                .findFirst()
                .orElseThrow();
        return new TrainingRow(
                training.id(),
                participant.id(),
                training.role(),
                training.schoolPeriodId(),
                training.schoolUrn(),
                schoolPeriod.startedOn(),
                schoolPeriod.finishedOn(),
                training.programme(),
                training.leadProviderId(),
                training.cohort(),
                training.partnershipId(),
                training.deliveryPartnerId(),
                training.startedOn(),
                training.finishedOn());
    }
}
