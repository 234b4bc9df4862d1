package uk.gov.education.training.funding.domain.declarations;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.TrainingProgramme;

/** Participants, declarations and statements for the tests. */
public final class Given {

    public static final UUID PARTICIPANT = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");
    public static final UUID LEAD_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000001");
    public static final UUID TRAINING = UUID.fromString("22222222-0000-4000-8000-000000000011");
    public static final UUID DELIVERY_PARTNER = UUID.fromString("44444444-0000-4000-8000-000000000001");
    public static final UUID CONTRACT = UUID.fromString("55555555-0000-4000-8000-000000000001");
    public static final UUID DECLARATION = UUID.fromString("99999999-0000-4000-8000-000000000001");
    public static final String REGISTERED = "2025-08-18T09:15:00Z";

    /** Statements of cohort 2025, named after their months. Each deadline is the end of the month before. */
    public static final UUID NOVEMBER = UUID.fromString("66666666-0000-4000-8000-000000002511");

    public static final UUID JANUARY = UUID.fromString("66666666-0000-4000-8000-000000002601");
    public static final UUID APRIL = UUID.fromString("66666666-0000-4000-8000-000000002604");
    public static final UUID AUGUST = UUID.fromString("66666666-0000-4000-8000-000000002608");
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
                Instant.parse(registeredAt),
                Instant.parse(registeredAt));
    }

    /** Registered on 18 August 2025, in induction recorded on 5 September: eligible from then. */
    public static Participant inductedEct(UUID id) {
        return participant(
                id,
                List.of(at(Role.ECT, REGISTERED)),
                List.of(training(Role.ECT, REGISTERED)),
                List.of(induction("2025-09-01", null, "2025-09-05T10:00:00Z")));
    }

    /** Registered on 18 August 2025, without any induction: not eligible. */
    public static Participant registeredEct(UUID id) {
        return participant(id, List.of(at(Role.ECT, REGISTERED)), List.of(training(Role.ECT, REGISTERED)), List.of());
    }

    /** Registered and eligible on 18 August 2025. */
    public static Participant mentor(UUID id) {
        return participant(
                id, List.of(at(Role.MENTOR, REGISTERED)), List.of(training(Role.MENTOR, REGISTERED)), List.of());
    }

    /** An ECT's declaration, submitted at its declaration date. */
    public static Declaration declaration(UUID id, DeclarationType type, String submittedAt) {
        return declaration(id, Role.ECT, type, submittedAt, submittedAt);
    }

    public static Declaration declaration(
            UUID id, Role role, DeclarationType type, String declarationDate, String submittedAt) {
        return new Declaration(
                id,
                TRAINING,
                LEAD_PROVIDER,
                role,
                2025,
                "ecf-standard-september",
                type,
                Instant.parse(declarationDate),
                "training-event-attended",
                null,
                DELIVERY_PARTNER,
                false,
                false,
                Instant.parse(submittedAt),
                Instant.parse(submittedAt),
                null);
    }

    public static OutputStatement statement(UUID id, StatementStatus status, String deadline) {
        return new OutputStatement(id, CONTRACT, status, LocalDate.parse(deadline));
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

    /** A record that was merged into another. */
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
