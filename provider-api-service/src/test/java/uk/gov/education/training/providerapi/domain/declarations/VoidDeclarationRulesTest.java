package uk.gov.education.training.providerapi.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.statement;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.fields;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationChange.VoidingRequested;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.VerdictAssertions;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.VoidPending;

class VoidDeclarationRulesTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45Z");
    private static final UUID STARTED = id(500);

    private static ParticipantFactsFixture started() {
        return ect().trainedBy(AMBER, "2025-09-01", null)
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z");
    }

    private static ParticipantFactsFixture paid() {
        return started().settled(DeclarationState.PAID, id(60), null);
    }

    private static Optional<Verdict<DeclarationOutcome>> voidIt(
            UUID provider, ParticipantFactsFixture given, Statement... unpaid) {
        return VoidDeclarationRules.decide(provider, given.facts(), STARTED, List.of(unpaid), AT);
    }

    private static void assertRefused(Optional<Verdict<DeclarationOutcome>> verdict) {
        assertThat(verdict).hasValueSatisfying(refused -> assertThat(fields(refused))
                .containsExactly("participant_declaration_id"));
    }

    /** Two open statements: if one is paid meanwhile, the other can still claw the payment back. */
    private static final Statement[] TWO_LEFT = {
        statement(AMBER, 2025, FeeType.OUTPUT, "2026-03-31"), statement(AMBER, 2025, FeeType.OUTPUT, "2026-07-31")
    };

    private static void assertPending(Optional<Verdict<DeclarationOutcome>> verdict) {
        assertThat(verdict).hasValueSatisfying(asked -> assertThat(accepted(asked))
                .isInstanceOfSatisfying(VoidPending.class, pending -> assertThat(
                                pending.request().orElseThrow().change())
                        .isEqualTo(new VoidingRequested(STARTED, AMBER))));
    }

    @Test
    void voidNearTheLastPaymentIsLeftToFundingService() {
        Statement last = statement(AMBER, 2025, FeeType.OUTPUT, "2026-03-31");
        for (ParticipantFactsFixture given : List.of(
                started(),
                started().settled(DeclarationState.ELIGIBLE, id(60), null),
                started().settled(DeclarationState.PAYABLE, id(60), null))) {
            assertPending(voidIt(AMBER, given));
            assertPending(voidIt(AMBER, given, last));
            assertThat(voidIt(AMBER, given, TWO_LEFT).map(VerdictAssertions::accepted))
                    .containsInstanceOf(Changed.class);
        }
        assertPending(voidIt(AMBER, paid(), last));
        assertThat(voidIt(AMBER, paid(), TWO_LEFT).map(VerdictAssertions::accepted))
                .containsInstanceOf(Changed.class);
    }

    @Test
    void fundingServiceIsAskedOnceUntilItDecides() {
        ParticipantFactsFixture asked = started().askedToVoid(AT.minusSeconds(5));

        assertThat(voidIt(AMBER, asked).map(VerdictAssertions::accepted))
                .contains(new VoidPending(STARTED, AT.minusSeconds(5), Optional.empty()));
        assertThat(VoidDeclarationRules.decidedByFunding(asked.facts(), STARTED, AT.minusSeconds(5)))
                .isEmpty();
        assertThat(voidIt(AMBER, asked, TWO_LEFT).map(VerdictAssertions::accepted))
                .containsInstanceOf(Changed.class);
    }

    @Test
    void refusedVoidKeepsTheDeclarationAndCanBeRequestedAgain() {
        ParticipantFactsFixture refused = started()
                .askedToVoid(AT.minusSeconds(5))
                .settled(DeclarationState.PAID, id(60), null)
                .refusedToVoid(AT.minusSeconds(5));

        assertRefused(VoidDeclarationRules.decidedByFunding(refused.facts(), STARTED, AT.minusSeconds(5)));
        assertThat(VoidDeclarationRules.granted(
                        refused.facts().declarations(), refused.facts().funding()))
                .isEmpty();
        assertRefused(voidIt(AMBER, refused));
        assertPending(voidIt(AMBER, refused, statement(AMBER, 2025, FeeType.OUTPUT, "2026-03-31")));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, false",
        "ELIGIBLE, false",
        "PAYABLE, false",
        "PAID, false",
        "VOIDED, true",
        "AWAITING_CLAWBACK, true",
        "CLAWED_BACK, true"
    })
    void voidedAndClawedBackStatesGrantTheVoid(DeclarationState state, boolean granted) {
        ParticipantFactsFixture asked = started().askedToVoid(AT).settled(state, id(60), null);

        assertThat(VoidDeclarationRules.granted(
                        asked.facts().declarations(), asked.facts().funding()))
                .hasSize(granted ? 1 : 0);
        assertThat(VoidDeclarationRules.granted(
                        asked.voided().facts().declarations(), asked.facts().funding()))
                .isEmpty();
        assertThat(VoidDeclarationRules.granted(
                        started().facts().declarations(), asked.facts().funding()))
                .isEmpty();
    }

    @Test
    void voidedDeclarationKeepsTheTimeOfTheVoid() {
        ParticipantFactsFixture given = started().declared(AMBER, DeclarationType.RETAINED_1, "2026-01-06T09:00:00Z");

        assertThat(voidIt(AMBER, given, TWO_LEFT).map(VerdictAssertions::accepted))
                .contains(new Changed(
                        STARTED,
                        new DeclarationVoided(STARTED, AMBER),
                        given.facts().declarations().voided(STARTED, AT)));
        assertThat(given.facts().declarations().voided(STARTED, AT).declarations())
                .extracting(declaration -> Optional.ofNullable(declaration.voidedAt()))
                .containsExactly(Optional.of(AT), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "AMBER, 2025, OUTPUT, 2026-02-16, true",
        "AMBER, 2025, OUTPUT, 2026-08-31, true",
        "AMBER, 2025, OUTPUT, 2026-02-15, false",
        "AMBER, 2025, SERVICE, 2026-03-31, false",
        "AMBER, 2024, OUTPUT, 2026-03-31, false",
        "BRACKEN, 2025, OUTPUT, 2026-03-31, false",
    })
    void paidDeclarationNeedsAnUnpaidOutputStatementOfProviderAndCohortDueTodayOrLater(
            String provider, int cohort, FeeType feeType, String deadline, boolean voided) {
        Statement statement = statement(provider.equals("AMBER") ? AMBER : BRACKEN, cohort, feeType, deadline);

        Optional<Verdict<DeclarationOutcome>> verdict = voidIt(AMBER, paid(), statement);

        if (voided) {
            assertPending(verdict);
            assertThat(voidIt(AMBER, paid(), statement, statement).map(VerdictAssertions::accepted))
                    .containsInstanceOf(Changed.class);
        } else {
            assertRefused(verdict);
        }
    }

    @Test
    void paidDeclarationWithoutAClawbackStatementCannotBeVoided() {
        assertRefused(voidIt(AMBER, paid()));
    }

    @Test
    void paymentIsClawedBackInTheDeclaredCohort() {
        ParticipantFactsFixture moved = paid().inCohort(2026, CohortReason.CARRIED_OVER);

        assertRefused(voidIt(AMBER, moved, statement(AMBER, 2026, FeeType.OUTPUT, "2026-03-31")));
        assertThat(voidIt(AMBER, moved, TWO_LEFT).map(VerdictAssertions::accepted))
                .containsInstanceOf(Changed.class);
    }

    @Test
    void todayIsTheDayInLondon() {
        List<Statement> july = List.of(statement(AMBER, 2025, FeeType.OUTPUT, "2026-07-31"));

        assertThat(VoidDeclarationRules.decide(
                                AMBER, paid().facts(), STARTED, july, Instant.parse("2026-07-31T22:59:59Z"))
                        .map(VerdictAssertions::accepted))
                .containsInstanceOf(VoidPending.class);
        assertRefused(VoidDeclarationRules.decide(
                AMBER, paid().facts(), STARTED, july, Instant.parse("2026-07-31T23:00:00Z")));
    }

    /** Voiding is final in every state and cannot be repeated. */
    @ParameterizedTest
    @EnumSource(DeclarationState.class)
    void declarationIsVoidedOnce(DeclarationState state) {
        ParticipantFactsFixture voided = started().settled(state, id(60), null).voided();

        assertRefused(voidIt(AMBER, voided, TWO_LEFT));
    }

    @Test
    void anotherProvidersDeclarationIsNotFound() {
        ParticipantFactsFixture moved = started().trainedBy(BRACKEN, "2026-01-01", null);

        assertThat(voidIt(BRACKEN, moved)).isEmpty();
        assertThat(voidIt(AMBER, moved, TWO_LEFT).map(VerdictAssertions::accepted))
                .containsInstanceOf(Changed.class);
    }

    @Test
    void unknownDeclarationIsNotFound() {
        assertThat(VoidDeclarationRules.decide(AMBER, started().facts(), id(999), List.of(), AT))
                .isEmpty();
    }

    @Test
    void withdrawnTrainingOrAClosedCohortDoesNotPreventAVoid() {
        ParticipantFactsFixture withdrawn = ect().trainedBy(AMBER, "2021-09-01", "2023-07-31")
                .inCohort(2021, CohortReason.STANDARD)
                .declared(AMBER, DeclarationType.STARTED, "2021-10-06T09:00:00Z")
                .reported(TrainingStatus.WITHDRAWN, "other", "2022-01-12T10:00:00Z");

        assertPending(voidIt(AMBER, withdrawn));
    }
}
