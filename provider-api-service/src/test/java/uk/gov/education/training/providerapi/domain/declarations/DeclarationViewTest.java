package uk.gov.education.training.providerapi.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** Tests the view of declarations about Priya for Amber and its successor Bracken. */
class DeclarationViewTest {

    private static final UUID STATEMENT = id(60);
    private static final UUID CLAWBACK_STATEMENT = id(61);

    private static ParticipantFactsFixture started() {
        return ect().trainedBy(AMBER, "2025-09-01", null)
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z");
    }

    private static DeclarationView seen(ParticipantFactsFixture given) {
        List<DeclarationView> seen = DeclarationView.of(AMBER, given.facts());
        assertThat(seen).hasSize(1);
        return seen.getFirst();
    }

    // the fields

    @Test
    void declarationIsShownAsItWasMade() {
        assertThat(seen(started()))
                .isEqualTo(new DeclarationView(
                        id(500),
                        PRIYA,
                        DeclarationType.STARTED,
                        Role.ECT,
                        Instant.parse("2025-10-06T09:00:00Z"),
                        null,
                        DeclarationState.SUBMITTED,
                        Instant.parse("2025-10-06T10:00:01Z"),
                        id(40),
                        2025,
                        null,
                        null,
                        false,
                        "training-event-attended",
                        "Amber Training"));
    }

    @Test
    void deliveryPartnerAndCohortAreThoseAtSubmission() {
        DeclarationView seen = seen(started().inCohort(2026, CohortReason.CARRIED_OVER));

        assertThat(seen.cohort()).isEqualTo(2025);
        assertThat(seen.deliveryPartnerId()).isEqualTo(id(40));
    }

    /** A declaration shows its statement once it has one, unless it will never be paid. */
    @ParameterizedTest(name = "decided {0}, voided {1}: {2}")
    @CsvSource({
        "SUBMITTED, false, SUBMITTED, false",
        "ELIGIBLE, false, ELIGIBLE, true",
        "PAYABLE, false, PAYABLE, true",
        "PAID, false, PAID, true",
        "SUBMITTED, true, VOIDED, false",
        "ELIGIBLE, true, VOIDED, false",
        "PAYABLE, true, VOIDED, false",
        "VOIDED, true, VOIDED, false",
        "PAID, true, AWAITING_CLAWBACK, true",
        "AWAITING_CLAWBACK, true, AWAITING_CLAWBACK, true",
        "CLAWED_BACK, true, CLAWED_BACK, true",
    })
    void voidingShowsInTheStateAtOnce(
            DeclarationState decided, boolean voided, DeclarationState shown, boolean withStatement) {
        ParticipantFactsFixture given = started().settled(decided, STATEMENT, null);

        DeclarationView seen = seen(voided ? given.voided() : given);

        assertThat(seen.state()).isEqualTo(shown);
        assertThat(seen.statementId()).isEqualTo(withStatement ? STATEMENT : null);
    }

    @Test
    void undecidedDeclarationIsSubmittedUntilItIsVoided() {
        assertThat(seen(started()).state()).isEqualTo(DeclarationState.SUBMITTED);
        assertThat(seen(started().voided()).state()).isEqualTo(DeclarationState.VOIDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeclarationState.class,
            names = {"AWAITING_CLAWBACK", "CLAWED_BACK"})
    void clawbackShowsItsStatementAndTheOneThatPaid(DeclarationState state) {
        DeclarationView seen =
                seen(started().settled(state, STATEMENT, CLAWBACK_STATEMENT).voided());

        assertThat(seen.statementId()).isEqualTo(STATEMENT);
        assertThat(seen.clawbackStatementId()).isEqualTo(CLAWBACK_STATEMENT);
    }

    @Test
    void clawbackStatementIsUnknownUntilItIsDecided() {
        assertThat(seen(started()
                                .settled(DeclarationState.PAID, STATEMENT, null)
                                .voided())
                        .clawbackStatementId())
                .isNull();
    }

    @ParameterizedTest(name = "{0}, voided {1}, pupil premium {2}, sparsity {3}: {4}")
    @CsvSource({
        "SUBMITTED, false, true, true, false",
        "ELIGIBLE, false, true, true, false",
        "PAYABLE, false, true, true, false",
        "PAID, false, true, false, true",
        "PAID, false, false, true, true",
        "PAID, false, false, false, false",
        "PAID, true, true, false, true",
        "AWAITING_CLAWBACK, true, true, false, true",
        "CLAWED_BACK, true, false, true, true",
        "CLAWED_BACK, true, false, false, false",
        "VOIDED, true, true, true, false",
    })
    void upliftIsPaidWithTheDeclarationEvenAfterAClawback(
            DeclarationState state, boolean voided, boolean pupilPremium, boolean sparsity, boolean paid) {
        ParticipantFactsFixture given =
                started().uplifted(pupilPremium, sparsity).settled(state, STATEMENT, null);

        assertThat(seen(voided ? given.voided() : given).upliftPaid()).isEqualTo(paid);
    }

    @Test
    void ownDeclarationsAreAllShownInOrderOfArrival() {
        ParticipantFactsFixture given = started()
                .declared(AMBER, DeclarationType.RETAINED_1, "2026-01-06T09:00:00Z")
                .voided()
                .declared(AMBER, DeclarationType.RETAINED_1, "2026-01-07T09:00:00Z");

        assertThat(DeclarationView.of(AMBER, given.facts()))
                .extracting(DeclarationView::id)
                .containsExactly(id(500), id(501), id(502));
    }

    // other providers' declarations

    /** Amber trained Priya until December; Bracken trains her now. */
    private static ParticipantFactsFixture succeeded(@Nullable String bracken) {
        return ect().trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z")
                .trainedBy(BRACKEN, "2026-01-01", bracken);
    }

    private static List<UUID> seenBy(UUID provider, ParticipantFactsFixture given) {
        return DeclarationView.of(provider, given.facts()).stream()
                .map(DeclarationView::id)
                .toList();
    }

    @Test
    void predecessorsDeclarationShowsItsProvider() {
        DeclarationView seen =
                DeclarationView.of(BRACKEN, succeeded(null).facts()).getFirst();

        assertThat(seen.id()).isEqualTo(id(500));
        assertThat(seen.leadProviderName()).isEqualTo("Amber Training");
    }

    @ParameterizedTest(name = "decided {0}, voided {1}: seen {2}")
    @CsvSource({
        "SUBMITTED, false, true",
        "ELIGIBLE, false, true",
        "PAYABLE, false, true",
        "PAID, false, true",
        "ELIGIBLE, true, false",
        "PAID, true, false",
        "AWAITING_CLAWBACK, true, false",
        "CLAWED_BACK, true, false",
    })
    void anotherProvidersDeclarationIsSeenUnlessItIsVoided(DeclarationState state, boolean voided, boolean seen) {
        ParticipantFactsFixture declared = ect().trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z")
                .settled(state, STATEMENT, null)
                .trainedBy(BRACKEN, "2026-01-01", null);
        ParticipantFactsFixture given = voided ? declared.voided() : declared;

        assertThat(seenBy(BRACKEN, given)).isEqualTo(seen ? List.of(id(500)) : List.of());
        assertThat(seenBy(AMBER, given)).containsExactly(id(500));
    }

    /** The last day counts until its end in London. */
    @ParameterizedTest
    @CsvSource({
        "2025-03-01T09:00:00Z, true",
        "2025-07-30T09:00:00Z, true",
        "2025-07-31T22:59:59Z, true",
        "2025-07-31T23:00:00Z, false",
        "2025-09-01T09:00:00Z, false",
    })
    void anotherProvidersDeclarationIsSeenUpToTheEndOfOwnTraining(String date, boolean seen) {
        ParticipantFactsFixture given = ect().trainedBy(BRACKEN, "2025-06-01", "2025-07-31")
                .trainedBy(AMBER, "2025-08-01", null)
                .declared(AMBER, DeclarationType.STARTED, date);

        assertThat(seenBy(BRACKEN, given)).isEqualTo(seen ? List.of(id(500)) : List.of());
    }

    @Test
    void latestOwnTrainingSetsTheEnd() {
        ParticipantFactsFixture back = ect().trainedBy(BRACKEN, "2025-06-01", "2025-07-31")
                .trainedBy(AMBER, "2025-08-01", "2025-12-31")
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-01-05")
                .training(BRACKEN, ASHDOWN_PERIOD, "2026-01-05", null, true)
                .scheduled();

        assertThat(seenBy(BRACKEN, back)).containsExactly(id(500));
    }

    @Test
    void withdrawalEndsOwnTraining() {
        ParticipantFactsFixture withdrawn = ect().trainedBy(AMBER, "2025-09-01", null)
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z")
                .declared(AMBER, DeclarationType.RETAINED_1, "2025-10-07T09:00:00Z")
                .trainedBy(BRACKEN, "2025-09-01", null)
                .reported(TrainingStatus.WITHDRAWN, "other", "2025-10-06T08:00:00Z");

        assertThat(seenBy(BRACKEN, withdrawn)).containsExactly(id(500));
    }

    @Test
    void declarationInTheOtherRoleIsNotSeen() {
        ParticipantFactsFixture both = ect().at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2026-01-05")
                .training(AMBER, MENTOR_PERIOD, "2026-01-05", null, true)
                .scheduled()
                .declared(AMBER, DeclarationType.STARTED, "2026-01-20T09:00:00Z")
                .trainedBy(BRACKEN, "2026-01-01", null);

        assertThat(seenBy(BRACKEN, both)).isEmpty();
        assertThat(seenBy(AMBER, both)).containsExactly(id(500));
    }

    @Test
    void providerThatNeverTrainedThemSeesNothing() {
        ParticipantFactsFixture interested = ect().trainedBy(AMBER, "2025-09-01", null)
                .declared(AMBER, DeclarationType.STARTED, "2025-10-06T09:00:00Z")
                .training(BRACKEN, OAKFIELD_PERIOD, "2026-01-01", null, false);

        assertThat(seenBy(BRACKEN, interested)).isEmpty();
    }

    @Test
    void predecessorSeesSuccessorsDeclarationsAboutItsOwnPeriod() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .trainedBy(BRACKEN, "2026-01-01", null)
                .declared(BRACKEN, DeclarationType.STARTED, "2025-12-31T23:59:59Z")
                .declared(BRACKEN, DeclarationType.RETAINED_1, "2026-01-01T00:00:00Z");

        assertThat(seenBy(AMBER, given)).containsExactly(id(500));
    }
}
