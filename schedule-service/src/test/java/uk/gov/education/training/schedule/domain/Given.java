package uk.gov.education.training.schedule.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;

/** People, training and contract periods to decide about. */
public final class Given {

    public static final UUID PARTICIPANT = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");
    public static final UUID LEAD_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000001");
    public static final String NAME = "Tomas Lindqvist";
    public static final String EMAIL = "tomas.lindqvist@beechfield.example";
    public static final String TRN = "7654321";

    private static final UUID SCHOOL_PERIOD = UUID.fromString("11111111-0000-4000-8000-000000000011");
    private static final String URN = "100002";

    private Given() {}

    public static Participant participant(UUID id, Training... trainings) {
        return new Participant(
                id,
                TRN,
                NAME,
                null,
                null,
                Arrays.stream(trainings).map(Given::schoolPeriod).toList(),
                List.of(trainings),
                List.of(),
                List.of(),
                List.of());
    }

    /** What is left of a record that was merged into another. */
    public static Participant mergedAway(UUID id, UUID into) {
        return new Participant(
                id,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new IdChange(id, into, Instant.parse("2026-01-12T09:00:00Z"))));
    }

    private static SchoolPeriod schoolPeriod(Training training) {
        return new SchoolPeriod(
                SCHOOL_PERIOD,
                training.role(),
                URN,
                EMAIL,
                training.startedOn(),
                null,
                null,
                WorkingPattern.FULL_TIME,
                training.registeredAt(),
                training.registeredAt());
    }

    public static UUID training(int number) {
        return new UUID(0x2222222200004000L, 0x8000000000000000L + number);
    }

    public static Training providerLed(int number, int cohort, String startedOn, String registeredAt) {
        return training(
                number, Role.ECT, TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER, cohort, startedOn, registeredAt);
    }

    public static Training mentorTraining(int number, int cohort, String startedOn, String registeredAt) {
        return training(
                number, Role.MENTOR, TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER, cohort, startedOn, registeredAt);
    }

    public static Training schoolLed(int number, String startedOn, String registeredAt) {
        return training(number, Role.ECT, TrainingProgramme.SCHOOL_LED, null, null, startedOn, registeredAt);
    }

    /** As no school-updates-service may report it. */
    public static Training withoutCohort(Training training) {
        return new Training(
                training.id(),
                training.role(),
                training.schoolPeriodId(),
                training.schoolUrn(),
                training.programme(),
                training.leadProviderId(),
                null,
                null,
                training.partnershipId(),
                training.deliveryPartnerId(),
                training.startedOn(),
                training.finishedOn(),
                training.ending(),
                training.registeredAt());
    }

    private static Training training(
            int number,
            Role role,
            TrainingProgramme programme,
            @Nullable UUID leadProvider,
            @Nullable Integer cohort,
            String startedOn,
            String registeredAt) {
        return new Training(
                training(number),
                role,
                SCHOOL_PERIOD,
                URN,
                programme,
                leadProvider,
                cohort,
                cohort == null ? null : CohortReason.STANDARD,
                null,
                null,
                LocalDate.parse(startedOn),
                null,
                null,
                Instant.parse(registeredAt));
    }

    /** @param identifiers its schedules */
    static ContractPeriod contractPeriod(int year, String... identifiers) {
        return new ContractPeriod(
                year,
                LocalDate.of(year, 6, 1),
                LocalDate.of(year + 1, 5, 31),
                true,
                null,
                true,
                true,
                false,
                Arrays.stream(identifiers)
                        .map(identifier -> new Schedule(identifier, List.of()))
                        .toList());
    }
}
