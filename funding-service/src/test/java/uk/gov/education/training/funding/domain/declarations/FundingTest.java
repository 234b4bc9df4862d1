package uk.gov.education.training.funding.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Statement.StatementStatus.OPEN;
import static uk.gov.education.training.events.Statement.StatementStatus.PAID;
import static uk.gov.education.training.events.Statement.StatementStatus.PAYABLE;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.CONTRACT;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.DECLARATION;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.JANUARY;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.NOVEMBER;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.inductedEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.registeredEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.statement;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange.ClawbackAwaited;
import uk.gov.education.training.events.FundingChange.DeclarationClawedBack;
import uk.gov.education.training.events.FundingChange.DeclarationMadeEligible;
import uk.gov.education.training.events.FundingChange.DeclarationMadePayable;
import uk.gov.education.training.events.FundingChange.DeclarationPaid;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingChange.VoidingAccepted;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Eligible;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Paid;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;
import uk.gov.education.training.funding.domain.declarations.Funding.PaymentUpdate;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;

/** The published changes and the stored payments of a participant. */
class FundingTest {

    private static final UUID OTHER = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c02");
    private static final Declaration STARTED =
            FundingFixtures.declaration(DECLARATION, DeclarationType.STARTED, "2025-10-10T12:00:00Z");
    private static final Declaration VOIDED = STARTED.voided(Instant.parse("2025-11-20T12:00:00Z"));

    private static FundingScenario fundingScenario() {
        return new FundingScenario(statement(NOVEMBER, OPEN, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"));
    }

    @Test
    void everyStepIsPublishedOnce() {
        var fundingScenario = fundingScenario()
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED)
                .changeStatus(NOVEMBER, PAYABLE)
                .changeStatus(NOVEMBER, PAID)
                .declared(VOIDED)
                .changeStatus(JANUARY, PAYABLE)
                .changeStatus(JANUARY, PAID)
                .decide();

        assertThat(fundingScenario.published)
                .containsExactly(
                        new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                        new DeclarationMadeEligible(DECLARATION, NOVEMBER),
                        new DeclarationMadePayable(DECLARATION, NOVEMBER),
                        new DeclarationPaid(DECLARATION, NOVEMBER),
                        new ClawbackAwaited(DECLARATION, JANUARY),
                        new DeclarationClawedBack(DECLARATION, JANUARY));
        assertThat(fundingScenario.position)
                .isEqualTo(new FundingPosition(
                        PARTICIPANT,
                        new RoleFunding(LocalDate.of(2025, 9, 5), null, null),
                        null,
                        List.of(new DeclarationFunding(DECLARATION, DeclarationState.CLAWED_BACK, NOVEMBER, JANUARY))));
    }

    @Test
    void severalStepsArePublishedInOrder() {
        var fundingScenario = fundingScenario()
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED)
                .setStatus(NOVEMBER, PAYABLE)
                .setStatus(NOVEMBER, PAID)
                .declared(VOIDED);

        assertThat(fundingScenario.published)
                .endsWith(
                        new DeclarationMadeEligible(DECLARATION, NOVEMBER),
                        new DeclarationMadePayable(DECLARATION, NOVEMBER),
                        new DeclarationPaid(DECLARATION, NOVEMBER),
                        new ClawbackAwaited(DECLARATION, JANUARY));
    }

    @Test
    void onePersonIsPaidOnceForATypeInAnyOrder() {
        Declaration second = FundingFixtures.declaration(OTHER, DeclarationType.STARTED, "2025-10-12T12:00:00Z");

        assertThat(List.of(
                        fundingScenario().participant(inductedEct(PARTICIPANT)).declared(STARTED, second),
                        fundingScenario().participant(inductedEct(PARTICIPANT)).declared(second, STARTED),
                        fundingScenario()
                                .participant(inductedEct(PARTICIPANT))
                                .declared(second)
                                .declared(second, STARTED)))
                .allSatisfy(fundingScenario -> {
                    fundingScenario
                            .changeStatus(NOVEMBER, PAYABLE)
                            .changeStatus(NOVEMBER, PAID)
                            .decide();

                    assertThat(fundingScenario.payment(DECLARATION)).isInstanceOf(Paid.class);
                    assertThat(fundingScenario.payment(OTHER)).isInstanceOf(Voided.class);
                });
    }

    @Test
    void declarationAfterAVoidedOneIsPaid() {
        Declaration again = FundingFixtures.declaration(OTHER, DeclarationType.STARTED, "2025-10-12T12:00:00Z");
        Declaration voided = STARTED.voided(Instant.parse("2025-10-11T12:00:00Z"));

        var fundingScenario =
                fundingScenario().participant(inductedEct(PARTICIPANT)).declared(voided, again);

        assertThat(fundingScenario.payment(OTHER)).isInstanceOf(Eligible.class);
        assertThat(fundingScenario.payment(DECLARATION)).isInstanceOf(Voided.class);
    }

    @Test
    void submittedDeclarationHasNoEvent() {
        var fundingScenario =
                fundingScenario().participant(registeredEct(PARTICIPANT)).declared(STARTED);

        assertThat(fundingScenario.published).containsExactly(new EligibilityDecided(Role.ECT, null));
        assertThat(fundingScenario.position)
                .extracting(FundingPosition::declarations)
                .isEqualTo(List.of());
        assertThat(fundingScenario.payment(DECLARATION)).isEqualTo(new Submitted());
    }

    @Test
    void declarationInAnotherRoleStaysSubmitted() {
        var fundingScenario = fundingScenario()
                .participant(FundingFixtures.mentor(PARTICIPANT))
                .declared(STARTED);

        assertThat(fundingScenario.payment(DECLARATION)).isEqualTo(new Submitted());
    }

    @Test
    void openedStatementTakesWaitingDeclarations() {
        var fundingScenario = new FundingScenario(statement(NOVEMBER, PAID, "2025-10-31"))
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED);
        assertThat(fundingScenario.stored.get(DECLARATION).awaitingStatementSince())
                .isEqualTo("2025-10-10");

        fundingScenario.statements.put(JANUARY, statement(JANUARY, OPEN, "2025-12-31"));
        fundingScenario.decide();

        assertThat(fundingScenario.stored.get(DECLARATION))
                .isEqualTo(new StoredPayment(PARTICIPANT, new Eligible(JANUARY), null, null));
    }

    @Test
    void voidedPaidDeclarationAwaitsClawbackOnceAStatementOpens() {
        var fundingScenario = new FundingScenario(statement(NOVEMBER, OPEN, "2025-10-31"))
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED)
                .changeStatus(NOVEMBER, PAID)
                .declared(VOIDED);
        assertThat(fundingScenario.published).endsWith(new DeclarationPaid(DECLARATION, NOVEMBER));

        fundingScenario.statements.put(JANUARY, statement(JANUARY, OPEN, "2025-12-31"));
        fundingScenario.decide();

        assertThat(fundingScenario.published).endsWith(new ClawbackAwaited(DECLARATION, JANUARY));
    }

    /** Two records of one person were merged. */
    @Test
    void movedDeclarationIsPublishedAgainAndKeepsItsStatement() {
        var fundingScenario =
                new FundingScenario(statement(NOVEMBER, PAID, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"));
        fundingScenario.stored.put(DECLARATION, new StoredPayment(OTHER, new Paid(NOVEMBER), NOVEMBER, null));

        fundingScenario.participant(registeredEct(PARTICIPANT)).declared(STARTED);

        assertThat(fundingScenario.published)
                .containsExactly(new EligibilityDecided(Role.ECT, null), new DeclarationPaid(DECLARATION, NOVEMBER));
        assertThat(fundingScenario.stored.get(DECLARATION))
                .isEqualTo(new StoredPayment(PARTICIPANT, new Paid(NOVEMBER), NOVEMBER, null));
    }

    @Test
    void movedDeclarationPublishesItsStateAndTheNextStep() {
        var fundingScenario = new FundingScenario(statement(NOVEMBER, PAYABLE, "2025-10-31"));
        fundingScenario.stored.put(DECLARATION, new StoredPayment(OTHER, new Eligible(NOVEMBER), null, null));

        fundingScenario.participant(inductedEct(PARTICIPANT)).declared(STARTED);

        assertThat(fundingScenario.published)
                .endsWith(
                        new DeclarationMadeEligible(DECLARATION, NOVEMBER),
                        new DeclarationMadePayable(DECLARATION, NOVEMBER));
    }

    /** The service re-reads its published decisions after a database loss. */
    @Test
    void publishedStateWinsIfNoneIsStored() {
        var fundingScenario = fundingScenario()
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED)
                .changeStatus(NOVEMBER, PAID);
        var lost = new FundingScenario(statement(NOVEMBER, PAID, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"));
        lost.position = fundingScenario.position;

        lost.participant(inductedEct(PARTICIPANT)).declared(STARTED);

        assertThat(lost.published).isEmpty();
        assertThat(lost.payment(DECLARATION)).isEqualTo(new Paid(NOVEMBER));
    }

    @Test
    void publishedStateWinsOverARebuiltOne() {
        var published = fundingScenario().participant(inductedEct(PARTICIPANT)).declared(STARTED);
        var rebuilt = new FundingScenario(
                        statement(NOVEMBER, PAID, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"))
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED);
        assertThat(rebuilt.payment(DECLARATION)).isEqualTo(new Eligible(JANUARY));

        rebuilt.position = published.position;
        rebuilt.decide();

        assertThat(rebuilt.published).endsWith(new DeclarationMadePayable(DECLARATION, NOVEMBER));
    }

    @Test
    void declarationSettledBeforeADatabaseLossIsPaid() {
        var fundingScenario = fundingScenario()
                .participant(inductedEct(PARTICIPANT))
                .declared(STARTED)
                .changeStatus(NOVEMBER, PAYABLE);
        var lost = new FundingScenario(statement(NOVEMBER, PAID, "2025-10-31"));
        lost.position = fundingScenario.position;

        lost.participant(inductedEct(PARTICIPANT)).declared(STARTED);

        assertThat(lost.published).containsExactly(new DeclarationPaid(DECLARATION, NOVEMBER));
    }

    @Test
    void decisionsAboutDeclarationsNotYetReceivedAreKept() {
        var before = fundingScenario().participant(inductedEct(PARTICIPANT)).declared(STARTED).position;

        var outcome = Funding.decide(registeredEct(PARTICIPANT), List.of(), Map.of(), Map.of(), before);

        assertThat(outcome.changes()).containsExactly(new EligibilityDecided(Role.ECT, null));
        assertThat(outcome.position().declarations())
                .containsExactly(new DeclarationFunding(DECLARATION, DeclarationState.ELIGIBLE, NOVEMBER, null));
    }

    @Test
    void voidedDeclarationReceivedBeforeEligibilityIsCountedAndPublishedOnce() {
        var voided = STARTED.voided(Instant.parse("2025-10-11T12:00:00Z"));
        var fundingScenario =
                fundingScenario().participant(registeredEct(PARTICIPANT)).declared(voided);
        assertThat(fundingScenario.payment(DECLARATION)).isEqualTo(new Voided(null));

        fundingScenario.participant(inductedEct(PARTICIPANT));

        assertThat(fundingScenario.payment(DECLARATION)).isEqualTo(new Voided(NOVEMBER));
        assertThat(fundingScenario.published)
                .filteredOn(new VoidingAccepted(DECLARATION)::equals)
                .hasSize(1);
    }

    @Test
    void contractIsRecalculatedIfAStatementIsAffected() {
        assertThat(settled(null, new Submitted()).changedContract()).isEmpty();
        assertThat(settled(new Submitted(), new Voided(null)).changedContract()).isEmpty();
        assertThat(settled(new Submitted(), new Eligible(NOVEMBER)).changedContract())
                .contains(CONTRACT);
        assertThat(settled(new Eligible(NOVEMBER), new Voided(NOVEMBER)).changedContract())
                .contains(CONTRACT);
        assertThat(settled(new Eligible(NOVEMBER), new Eligible(NOVEMBER)).changedContract())
                .isEmpty();
    }

    @Test
    void unchangedStateIsNotSaved() {
        assertThat(settled(null, new Submitted()).isNew()).isTrue();
        assertThat(settled(new Submitted(), new Submitted()).isNew()).isFalse();
        assertThat(settled(new Submitted(), new Voided(null)).isNew()).isTrue();
    }

    private static PaymentUpdate settled(@Nullable DeclarationPayment before, DeclarationPayment now) {
        return new PaymentUpdate(
                PARTICIPANT,
                STARTED,
                now,
                null,
                CONTRACT,
                before == null ? null : new StoredPayment(PARTICIPANT, before, null, null));
    }
}
