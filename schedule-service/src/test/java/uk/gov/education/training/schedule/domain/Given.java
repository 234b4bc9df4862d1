package uk.gov.education.training.schedule.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.WorkingPattern;

/** Participants, training and contract periods for the tests. */
public final class Given {

    public static final UUID PARTICIPANT = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");
    public static final UUID LEAD_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000001");
    public static final String NAME = "Tomas Lindqvist";
    public static final String EMAIL = "tomas.lindqvist@beechfield.example";
    public static final String TRN = "7654321";

    static final TrainingReports NOTHING_REPORTED = new TrainingReports(PARTICIPANT, List.of());

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

    /** Returns the snapshot of a merged record. */
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

    /** Copies training with another cohort reason. */
    static Training because(CohortReason reason, Training t) {
        return t.withCohortReason(reason);
    }

    /** Copies training that ended because of a change of lead provider. */
    static Training ended(String finishedOn, String reportedAt, Training t) {
        return t.withFinishedOn(LocalDate.parse(finishedOn))
                .withEnding(new Ending(EndReason.CHANGED_LEAD_PROVIDER, t.schoolUrn(), Instant.parse(reportedAt)));
    }

    /** Returns a mentor with mentorships. */
    static Participant mentor(List<Mentorship> mentorships, Training... trainings) {
        Participant person = participant(PARTICIPANT, trainings);
        return new Participant(
                person.id(),
                person.trn(),
                person.fullName(),
                null,
                null,
                person.schoolPeriods(),
                person.trainings(),
                mentorships,
                List.of(),
                List.of());
    }

    /** Returns a mentorship of the participant with an ECT. */
    static Mentorship mentorship(
            String startedOn,
            @Nullable String ectTrainingStartedOn,
            @Nullable String ectFirstMentoredOn,
            String registeredAt) {
        return new Mentorship(
                new UUID(6, 1),
                PARTICIPANT,
                new UUID(6, 2),
                URN,
                LocalDate.parse(startedOn),
                null,
                ectTrainingStartedOn == null ? null : LocalDate.parse(ectTrainingStartedOn),
                ectFirstMentoredOn == null ? null : LocalDate.parse(ectFirstMentoredOn),
                Instant.parse(registeredAt));
    }

    /** Returns training that school-updates-service never publishes. */
    public static Training withoutCohort(Training training) {
        return training.withCohort(null).withCohortReason(null);
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
                Instant.parse(registeredAt),
                Instant.parse(registeredAt));
    }

    /** Training reports without any report. */
    static ScheduleAssignments assign(Participant participant, Map<Integer, ContractPeriod> contractPeriods) {
        return ScheduleRules.assign(participant, NOTHING_REPORTED, contractPeriods);
    }

    /** @param identifiers the identifiers of its schedules */
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
