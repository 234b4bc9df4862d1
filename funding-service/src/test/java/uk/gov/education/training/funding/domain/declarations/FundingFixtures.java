package uk.gov.education.training.funding.domain.declarations;

import static uk.gov.education.training.testsupport.ParticipantFixtures.mentorTraining;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.schoolPeriod;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.testsupport.DeclarationFixtures;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/** Participants, declarations and statements for the tests. */
public final class FundingFixtures {

    public static final UUID TRAINING = ParticipantFixtures.training(0x11);
    public static final UUID CONTRACT = UUID.fromString("55555555-0000-4000-8000-000000000001");
    public static final UUID DECLARATION = UUID.fromString("99999999-0000-4000-8000-000000000001");
    public static final String REGISTERED = "2025-08-18T09:15:00Z";

    /** Statements of cohort 2025, named after their months. Each deadline is the end of the month before. */
    public static final UUID NOVEMBER = UUID.fromString("66666666-0000-4000-8000-000000002511");

    public static final UUID JANUARY = UUID.fromString("66666666-0000-4000-8000-000000002601");
    public static final UUID APRIL = UUID.fromString("66666666-0000-4000-8000-000000002604");
    public static final UUID AUGUST = UUID.fromString("66666666-0000-4000-8000-000000002608");

    private static final UUID INDUCTION = UUID.fromString("77777777-0000-4000-8000-000000000011");

    private FundingFixtures() {}

    public static Participant participant(
            UUID id, List<SchoolPeriod> periods, List<Training> trainings, List<InductionPeriod> inductions) {
        return ParticipantFixtures.participant(id)
                .withSchoolPeriods(periods)
                .withTrainings(trainings)
                .withInductionPeriods(inductions);
    }

    public static SchoolPeriod at(Role role, String registeredAt) {
        return schoolPeriod(training(role, registeredAt)).withWorkingPattern(null);
    }

    public static Training training(Role role, String registeredAt) {
        return role == Role.ECT
                ? providerLed(0x11, 2025, "2025-09-01", registeredAt)
                : mentorTraining(0x11, 2025, "2025-09-01", registeredAt);
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
        return DeclarationFixtures.declaration(id, training(role, REGISTERED), type, Instant.parse(declarationDate))
                .withSubmittedAt(Instant.parse(submittedAt))
                .withCreatedAt(Instant.parse(submittedAt));
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
}
