package uk.gov.education.training.funding.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Statement.StatementStatus.OPEN;
import static uk.gov.education.training.events.Statement.StatementStatus.PAID;
import static uk.gov.education.training.events.Statement.StatementStatus.PAYABLE;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.APRIL;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.AUGUST;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.JANUARY;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.NOVEMBER;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.declaration;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.inductedEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.registeredEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.statement;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.withoutCohort;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.AwaitingClawback;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.ClawedBack;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Eligible;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Paid;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Payable;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/**
 * The effect of participant changes on payments: one test for each row of section 6 of the reference's
 * {@code funding.md}. Changes by lead providers or of contract periods do not affect the decision, so there the
 * participant stays the same.
 */
class ParticipantChangesAndMoneyTest {

    private static final UUID OTHER_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000002");
    private static final Instant LATER = Instant.parse("2026-01-15T10:00:00Z");

    private static final Map<UUID, DeclarationPayment> MONEY = Map.of(
            id(1), new Submitted(),
            id(2), new Eligible(APRIL),
            id(3), new Payable(JANUARY),
            id(4), new Paid(NOVEMBER),
            id(5), new Voided(JANUARY),
            id(6), new AwaitingClawback(NOVEMBER, APRIL),
            id(7), new ClawedBack(NOVEMBER, JANUARY));

    static Stream<Arguments> changesThatLeaveMoneyAlone() {
        return Stream.of(
                change("Withdraw (provider)", ParticipantChangesAndMoneyTest::same),
                change("Defer (provider)", ParticipantChangesAndMoneyTest::same),
                change("Resume (provider)", ParticipantChangesAndMoneyTest::same),
                change("Change schedule, same cohort", ParticipantChangesAndMoneyTest::same),
                change("Change cohort (provider): the training", ParticipantChangesAndMoneyTest::same),
                change("Change cohort (school): later training", later(training -> inCohort(training, 2026))),
                change("Schedule/cohort change refused", ParticipantChangesAndMoneyTest::same),
                change(
                        "School moves trainee to another provider",
                        ended(EndReason.CHANGED_LEAD_PROVIDER, training -> by(training, OTHER_PROVIDER))),
                change("New provider's view", later(training -> by(training, OTHER_PROVIDER))),
                change(
                        "Switch to school-led",
                        ended(
                                EndReason.CHANGED_TO_SCHOOL_LED,
                                training -> programme(training, TrainingProgramme.SCHOOL_LED))),
                change("Switch to school-led before training began", ParticipantChangesAndMoneyTest::neverBegan),
                change("Switch back to provider-led", ended(EndReason.CHANGED_TO_PROVIDER_LED, training -> training)),
                change("School transfer", ParticipantChangesAndMoneyTest::transferred),
                change("Induction period ended", ParticipantChangesAndMoneyTest::inductionEnded),
                change("Cohort frozen", ParticipantChangesAndMoneyTest::same),
                change("Registration undone", ParticipantChangesAndMoneyTest::neverBegan),
                change("School's uplift status changes", ParticipantChangesAndMoneyTest::same));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesThatLeaveMoneyAlone")
    void changeLeavesDeclarationsAlone(String change, UnaryOperator<Participant> after) {
        var fundingScenario = everyKindOfMoney();

        fundingScenario.participant(after.apply(inductedEct(PARTICIPANT)));

        assertThat(fundingScenario.published).as(change).isEmpty();
        MONEY.forEach((id, payment) -> assertThat(fundingScenario.payment(id))
                .as(change)
                .isEqualTo(id.equals(id(1)) ? new Payable(JANUARY) : payment));
    }

    @Test
    void inductionMakesSubmittedDeclarationsEligibleOnTheNextStatement() {
        var fundingScenario = new FundingScenario(
                        statement(NOVEMBER, PAYABLE, "2025-10-31"),
                        statement(JANUARY, OPEN, "2025-12-31"),
                        statement(APRIL, OPEN, "2026-03-31"))
                .participant(registeredEct(PARTICIPANT))
                .declared(declaration(id(1), DeclarationType.STARTED, "2025-09-03T10:00:00Z"));
        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Submitted());

        fundingScenario.participant(FundingFixtures.participant(
                PARTICIPANT,
                List.of(FundingFixtures.at(Role.ECT, FundingFixtures.REGISTERED)),
                List.of(FundingFixtures.training(Role.ECT, FundingFixtures.REGISTERED)),
                List.of(FundingFixtures.induction("2025-09-01", null, "2025-11-10T10:00:00Z"))));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Eligible(JANUARY));
    }

    @Test
    void mentorCompletedLeavesTheOtherDeclarationsAlone() {
        var fundingScenario = new FundingScenario(
                        statement(NOVEMBER, OPEN, "2025-10-31"), statement(AUGUST, OPEN, "2026-07-31"))
                .participant(FundingFixtures.mentor(PARTICIPANT))
                .declared(mentors(1, DeclarationType.STARTED, "2025-10-10T10:00:00Z"));

        fundingScenario.declared(
                mentors(1, DeclarationType.STARTED, "2025-10-10T10:00:00Z"),
                mentors(2, DeclarationType.COMPLETED, "2026-06-30T10:00:00Z"));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Eligible(NOVEMBER));
        assertThat(fundingScenario.payment(id(2))).isEqualTo(new Eligible(AUGUST));
    }

    @Test
    void voidedMentorCompletionClawsBackOnlyThatDeclaration() {
        var started = mentors(1, DeclarationType.STARTED, "2025-10-10T10:00:00Z");
        var completed = mentors(2, DeclarationType.COMPLETED, "2025-10-20T10:00:00Z");
        var fundingScenario = new FundingScenario(
                        statement(NOVEMBER, OPEN, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"))
                .participant(FundingFixtures.mentor(PARTICIPANT))
                .declared(started, completed)
                .changeStatus(NOVEMBER, PAYABLE)
                .changeStatus(NOVEMBER, PAID);

        fundingScenario.declared(started, completed.voided(Instant.parse("2025-11-20T10:00:00Z")));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Paid(NOVEMBER));
        assertThat(fundingScenario.payment(id(2))).isEqualTo(new AwaitingClawback(NOVEMBER, JANUARY));
    }

    @Test
    void mentorFundingThatEndedKeepsBackdatedDeclarationsEligible() {
        var fundingScenario = new FundingScenario(statement(AUGUST, OPEN, "2026-07-31"))
                .participant(FundingFixtures.mentor(PARTICIPANT))
                .declared(mentors(2, DeclarationType.COMPLETED, "2026-06-30T10:00:00Z"));

        fundingScenario.declared(
                mentors(2, DeclarationType.COMPLETED, "2026-06-30T10:00:00Z"),
                declaration(
                        id(1), Role.MENTOR, DeclarationType.STARTED, "2025-10-10T10:00:00Z", "2026-07-02T10:00:00Z"));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Eligible(AUGUST));
    }

    @Test
    void cohortFrozenUnpaidOnesCanBeVoided() {
        var started = declaration(id(1), DeclarationType.STARTED, "2025-10-10T10:00:00Z");
        var fundingScenario = new FundingScenario(statement(NOVEMBER, OPEN, "2025-10-31"))
                .participant(inductedEct(PARTICIPANT))
                .declared(started)
                .changeStatus(NOVEMBER, PAYABLE);

        fundingScenario.declared(started.voided(LATER));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Voided(NOVEMBER));
    }

    @Test
    void cohortFrozenPaidOnesAreClawedBackOnlyByAStatementWhoseDeadlineHasNotPassed() {
        var started = declaration(id(1), DeclarationType.STARTED, "2025-10-10T10:00:00Z");
        var fundingScenario = new FundingScenario(
                        statement(NOVEMBER, OPEN, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"))
                .participant(inductedEct(PARTICIPANT))
                .declared(started)
                .changeStatus(NOVEMBER, PAYABLE)
                .changeStatus(NOVEMBER, PAID);

        fundingScenario.declared(started.voided(LATER));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Paid(NOVEMBER));
    }

    @Test
    void changeCohortMakesLaterDeclarationsCountInTheNewOne() {
        var fundingScenario = new FundingScenario(statement(NOVEMBER, OPEN, "2025-10-31"));
        fundingScenario.participant(inductedEct(PARTICIPANT));

        // This scenario has no statement of cohort 2026.
        fundingScenario.declared(inCohort(declaration(id(1), DeclarationType.STARTED, "2025-10-10T10:00:00Z"), 2026));

        assertThat(fundingScenario.payment(id(1))).isEqualTo(new Submitted());
    }

    private static Arguments change(String row, UnaryOperator<Participant> after) {
        return Arguments.of(row, after);
    }

    private static FundingScenario everyKindOfMoney() {
        var fundingScenario = new FundingScenario(
                statement(NOVEMBER, PAID, "2025-10-31"),
                statement(JANUARY, PAYABLE, "2025-12-31"),
                statement(APRIL, OPEN, "2026-03-31"));
        fundingScenario.participant(inductedEct(PARTICIPANT));
        MONEY.forEach((id, payment) ->
                fundingScenario.stored.put(id, new StoredPayment(PARTICIPANT, payment, NOVEMBER, null)));
        List<Declaration> declared = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            var submitted =
                    declaration(id(number), List.of(DeclarationType.values()).get(number), "2025-10-10T10:00:00Z");
            declared.add(number >= 5 ? submitted.voided(Instant.parse("2025-12-20T10:00:00Z")) : submitted);
        }
        fundingScenario.declared(declared.toArray(Declaration[]::new));
        fundingScenario.published.clear();
        return fundingScenario;
    }

    private static Declaration mentors(int number, DeclarationType type, String at) {
        return declaration(id(number), Role.MENTOR, type, at, at);
    }

    private static UUID id(int number) {
        return new UUID(0x9999_0000_0000_4000L, number);
    }

    private static Declaration inCohort(Declaration from, int cohort) {
        return from.withCohort(cohort);
    }

    private static Participant same(Participant participant) {
        return participant;
    }

    /** The training continues, and another training is registered. */
    private static UnaryOperator<Participant> later(UnaryOperator<Training> other) {
        return participant -> with(participant, null, other);
    }

    /** The training ends, and another training is registered. */
    private static UnaryOperator<Participant> ended(EndReason reason, UnaryOperator<Training> other) {
        return participant -> with(participant, reason, other);
    }

    private static Participant with(Participant from, @Nullable EndReason reason, UnaryOperator<Training> other) {
        Training first = from.trainings().getFirst();
        List<Training> trainings = new ArrayList<>();
        trainings.add(reason == null ? first : finished(first, LocalDate.of(2026, 1, 14), reason));
        trainings.add(other.apply(first));
        return participant(from, from.schoolPeriods(), trainings, from.inductionPeriods());
    }

    private static Participant neverBegan(Participant from) {
        return participant(
                from,
                from.schoolPeriods(),
                List.of(finished(
                        from.trainings().getFirst(), LocalDate.of(2025, 8, 31), EndReason.CHANGED_TO_SCHOOL_LED)),
                from.inductionPeriods());
    }

    private static Participant transferred(Participant from) {
        SchoolPeriod first = from.schoolPeriods().getFirst();
        Ending ending = new Ending(EndReason.JOINED_ANOTHER_SCHOOL, "100003", LATER);
        return participant(
                from,
                List.of(
                        first.withFinishedOn(LocalDate.of(2026, 1, 14)).withEnding(ending),
                        first.withId(id(77))
                                .withSchoolUrn("100003")
                                .withStartedOn(LocalDate.of(2026, 1, 15))
                                .withRegisteredAt(LATER)
                                .withCreatedAt(LATER)),
                List.of(finished(
                        from.trainings().getFirst(), LocalDate.of(2026, 1, 14), EndReason.JOINED_ANOTHER_SCHOOL)),
                from.inductionPeriods());
    }

    private static Participant inductionEnded(Participant from) {
        InductionPeriod first = from.inductionPeriods().getFirst();
        return participant(
                from,
                from.schoolPeriods(),
                from.trainings(),
                List.of(new InductionPeriod(
                        first.id(),
                        first.startedOn(),
                        LocalDate.of(2026, 1, 14),
                        InductionOutcome.PASS,
                        null,
                        first.recordedAt(),
                        LATER)));
    }

    private static Participant participant(
            Participant from, List<SchoolPeriod> periods, List<Training> trainings, List<InductionPeriod> inductions) {
        return from.withSchoolPeriods(periods).withTrainings(trainings).withInductionPeriods(inductions);
    }

    private static Training finished(Training from, LocalDate on, EndReason reason) {
        return ParticipantFixtures.finished(from, on, reason, LATER);
    }

    private static Training by(Training from, UUID leadProvider) {
        return another(from).withLeadProviderId(leadProvider);
    }

    private static Training inCohort(Training from, int cohort) {
        return another(from).withCohort(cohort);
    }

    private static Training programme(Training from, TrainingProgramme programme) {
        return withoutCohort(another(from)).withProgramme(programme).withLeadProviderId(null);
    }

    private static Training another(Training like) {
        return like.withId(id(88)).withRegisteredAt(LATER).withCreatedAt(LATER);
    }
}
