package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;

/** People to decide about. */
public final class Given {

    public static final UUID PARTICIPANT = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");
    public static final UUID LEAD_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000001");
    public static final UUID TRAINING = UUID.fromString("22222222-0000-4000-8000-000000000011");
    public static final String NAME = "Tomas Lindqvist";
    public static final String EMAIL = "tomas.lindqvist@beechfield.example";
    public static final String TRN = "7654321";

    private static final UUID SCHOOL_PERIOD = UUID.fromString("11111111-0000-4000-8000-000000000011");
    private static final UUID INDUCTION = UUID.fromString("77777777-0000-4000-8000-000000000011");
    private static final String URN = "100002";

    private Given() {}

    public static Participant participant(
            UUID id, List<SchoolPeriod> periods, List<Training> trainings, List<InductionPeriod> inductions) {
        return new Participant(id, TRN, NAME, null, null, periods, trainings, List.of(), inductions, List.of());
    }

    public static SchoolPeriod at(Role role, String registeredAt) {
        return new SchoolPeriod(
                SCHOOL_PERIOD,
                role,
                URN,
                EMAIL,
                LocalDate.of(2025, 9, 1),
                null,
                null,
                null,
                Instant.parse(registeredAt),
                Instant.parse(registeredAt));
    }

    public static Training training(Role role, String registeredAt) {
        return new Training(
                TRAINING,
                role,
                SCHOOL_PERIOD,
                URN,
                TrainingProgramme.PROVIDER_LED,
                LEAD_PROVIDER,
                2025,
                CohortReason.STANDARD,
                null,
                null,
                LocalDate.of(2025, 9, 1),
                null,
                null,
                Instant.parse(registeredAt));
    }

    public static InductionPeriod induction(String startedOn, @Nullable String finishedOn, String recordedAt) {
        return induction(startedOn, finishedOn, recordedAt, finishedOn == null ? null : recordedAt);
    }

    public static InductionPeriod induction(
            String startedOn, @Nullable String finishedOn, String recordedAt, @Nullable String endRecordedAt) {
        return new InductionPeriod(
                INDUCTION,
                LocalDate.parse(startedOn),
                finishedOn == null ? null : LocalDate.parse(finishedOn),
                null,
                finishedOn == null ? null : BigDecimal.ONE,
                Instant.parse(recordedAt),
                endRecordedAt == null ? null : Instant.parse(endRecordedAt));
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
}
