package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.STATEMENTS;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.TRAINING;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.inductedEct;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;

import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationChange.DeclarationsTakenOver;
import uk.gov.education.training.events.DeclarationChange.VoidingRequested;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingChange.ClawbackAwaited;
import uk.gov.education.training.events.FundingChange.DeclarationClawedBack;
import uk.gov.education.training.events.FundingChange.DeclarationMadeEligible;
import uk.gov.education.training.events.FundingChange.DeclarationMadePayable;
import uk.gov.education.training.events.FundingChange.DeclarationPaid;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingChange.VoidingAccepted;
import uk.gov.education.training.events.FundingChange.VoidingRefused;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.funding.domain.declarations.FundingFixtures;
import uk.gov.education.training.funding.store.DeclarationPayments;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.DeclarationFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** From a declaration to its payment or clawback, on a real broker and a real database. */
@ServiceIT
class SettleDeclarationsIT {

    private static final Instant RECORDED = Instant.parse("2025-09-05T10:00:00Z");
    private static final Instant SUBMITTED = Instant.parse("2025-10-10T12:00:00Z");
    private static final Instant VOIDED = Instant.parse("2025-11-20T12:00:00Z");

    @Inject
    Pool pool;

    @Inject
    SettleDeclarations settleDeclarations;

    @Inject
    DeclarationPayments payments;

    private final UUID id = UUID.randomUUID();
    private final UUID declaration = UUID.randomUUID();
    private final UUID leadProvider = UUID.randomUUID();
    private final UUID contract = UUID.randomUUID();
    private final UUID november = UUID.randomUUID();
    private final UUID january = UUID.randomUUID();
    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.FINANCE);
        run("insert into contracts (id, lead_provider_id, cohort, contract_type, recruitment_target, uplift_fee, "
                + "setup_fee) values ('" + contract + "', '" + leadProvider + "', 2025, 'ecf', 100, 100, 0)");
        openStatement(november, 11, 2025, "2025-10-31");
    }

    @Test
    void declarationOfEligibleParticipantGoesOnItsStatement() {
        publish(1, inductedEct(id));
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).hasSize(1));
        submit(1);

        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).hasSize(2));
        assertThat(decisions().getLast())
                .isEqualTo(new Message<>(
                        2,
                        SUBMITTED,
                        new DeclarationMadeEligible(declaration, november),
                        new FundingPosition(
                                id,
                                new RoleFunding(LocalDate.of(2025, 9, 5), null, null),
                                null,
                                List.of(new DeclarationFunding(
                                        declaration, DeclarationState.ELIGIBLE, november, null)))));
        get().body("declarations", hasSize(1))
                .body("declarations[0].declaration_id", equalTo(declaration.toString()))
                .body("declarations[0].declaration_type", equalTo("started"))
                .body("declarations[0].state", equalTo("eligible"))
                .body("declarations[0].statement_id", equalTo(november.toString()))
                .body("declarations[0].clawback_statement_id", nullValue());
        asOf("2025-10-10T11:59:59Z").body("declarations", hasSize(0));
    }

    @Test
    void storedDeclarationHasEverythingItsStatementNeeds() {
        publish(1, inductedEct(id));
        submit(1);

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        row("participant_id || ' ' || lead_provider_id || ' ' || cohort || ' ' || role || ' ' || "
                                + "declaration_type || ' ' || state || ' ' || statement_id"))
                .isEqualTo(id + " " + leadProvider + " 2025 ect started eligible " + november));
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(STATEMENTS, november.toString()))
                .isNotEmpty());
    }

    @Test
    void declarationWaitsForItsParticipant() {
        submit(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select count(*) from facts where key = '" + id + "'"))
                        .isEqualTo(1L));
        assertThat(decisions()).isEmpty();

        publish(1, inductedEct(id));

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november));
    }

    @Test
    void inductionMakesEarlierDeclarationEligible() {
        publish(1, FundingFixtures.registeredEct(id));
        submit(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(row("state")).isEqualTo("submitted"));
        get().body("declarations[0].state", equalTo("submitted"));

        publish(2, inductedEct(id));

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, null),
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november));
    }

    @Test
    void duplicateDeliveryIsPublishedOnce() {
        publish(1, inductedEct(id));
        submit(1);
        submit(1);
        publish(1, inductedEct(id));
        submit(2);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select max(version) from facts where key = '" + id + "' and topic = 'declarations'"))
                .isEqualTo(2L));

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november));
    }

    @Test
    void declarationVoidedBeforePaymentIsVoided() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        makePayable(november);
        settle();
        awaitState("payable");

        voidDeclaration(2);

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november),
                new DeclarationMadePayable(declaration, november),
                new VoidingAccepted(declaration));
        get().body("declarations[0].state", equalTo("voided"))
                .body("declarations[0].voided_at", equalTo(VOIDED.toString()))
                .body("declarations[0].statement_id", nullValue());
        assertThat(row("statement_id")).isEqualTo(november.toString());
    }

    @Test
    void declarationVoidedAfterPaymentIsClawedBack() {
        openStatement(january, 1, 2026, "2025-12-31");
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        makePayable(november);
        settle();
        assertThat(authorise(november)).isEqualTo(1);
        settle();
        awaitState("paid");

        voidDeclaration(2);
        awaitState("awaiting-clawback");
        get().body("declarations[0].statement_id", equalTo(november.toString()))
                .body("declarations[0].clawback_statement_id", equalTo(january.toString()));
        makePayable(january);
        settle();
        assertThat(authorise(january)).isEqualTo(1);
        settle();

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november),
                new DeclarationMadePayable(declaration, november),
                new DeclarationPaid(declaration, november),
                new ClawbackAwaited(declaration, january),
                new DeclarationClawedBack(declaration, january));
    }

    /** The voiding arrives during the authorisation: it waits, and then finds the declaration paid. */
    @Test
    void voidingDuringAuthorisationWaitsForIt() {
        openStatement(january, 1, 2026, "2025-12-31");
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        var commit = new CompletableFuture<Void>();
        var counted = new CompletableFuture<Integer>();
        var authorised = pool.withTransaction(
                        tx -> authorise(tx, november).invoke(counted::complete).chain(() -> Uni.createFrom()
                                .completionStage(commit)))
                .subscribeAsCompletionStage();
        assertThat(counted.join()).isEqualTo(1);

        voidDeclaration(2);
        await().atMost(SOON).untilAsserted(() -> assertThat(waitForStatements()).isEqualTo(1L));
        assertThat(row("state")).isEqualTo("eligible");
        commit.complete(null);
        authorised.join();

        awaitState("awaiting-clawback");
        assertThat(publishedChanges())
                .endsWith(
                        new DeclarationMadePayable(declaration, november),
                        new DeclarationPaid(declaration, november),
                        new ClawbackAwaited(declaration, january));
    }

    /** The lead provider requests voiding during the authorisation of the last statement. */
    @Test
    void voidingRequestAfterLastPaymentIsRefused() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        var commit = new CompletableFuture<Void>();
        var counted = new CompletableFuture<Integer>();
        var authorised = pool.withTransaction(
                        tx -> authorise(tx, november).invoke(counted::complete).chain(() -> Uni.createFrom()
                                .completionStage(commit)))
                .subscribeAsCompletionStage();
        assertThat(counted.join()).isEqualTo(1);

        requestVoiding(2);
        await().atMost(SOON).untilAsserted(() -> assertThat(waitForStatements()).isEqualTo(1L));
        commit.complete(null);
        authorised.join();

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november),
                new DeclarationMadePayable(declaration, november),
                new DeclarationPaid(declaration, november),
                new VoidingRefused(declaration));
        assertThat(decisions().getLast().snapshot().declarations())
                .containsExactly(new DeclarationFunding(declaration, DeclarationState.PAID, november, null, VOIDED));
        assertThat(row("awaiting_statement_since")).isNull();

        // It stays refused, even if another statement opens later.
        openStatement(january, 1, 2026, "2025-12-31");
        settle();
        publish(2, FundingFixtures.registeredEct(id));
        await().atMost(SOON).untilAsserted(() -> assertThat(publishedChanges()).hasSize(6));
        assertThat(row("state")).isEqualTo("paid");
    }

    @Test
    void voidingRequestBeforeLastPaymentIsAcceptedAndNothingIsPaid() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        makePayable(november);
        settle();

        requestVoiding(2);

        awaitState("voided");
        assertThat(authorise(november)).isZero();
        assertThat(publishedChanges()).endsWith(new VoidingAccepted(declaration));
        // The lead provider then voids it: nothing changes.
        publish(
                3,
                id,
                started().withVoidingRequestedAt(VOIDED).voided(VOIDED),
                new DeclarationVoided(declaration, leadProvider));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select max(version) from facts where key = '" + id + "' and topic = 'declarations'"))
                .isEqualTo(3L));
        assertThat(publishedChanges()).endsWith(new VoidingAccepted(declaration));
    }

    @Test
    void declarationThatPaymentDidNotSettleIsNotPaid() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        makePayable(november);
        settle();
        run("update statements set status = 'paid', paid_at = now(), paid_breakdown = '{}' where id = '" + november
                + "'");

        settle();
        publish(2, FundingFixtures.registeredEct(id));

        await().atMost(SOON).untilAsserted(() -> assertThat(publishedChanges()).hasSize(4));
        assertThat(row("state")).isEqualTo("payable");
    }

    /** The declaration arrives during the authorisation: it is not lost between two statements. */
    @Test
    void declarationDuringAuthorisationGoesOnTheNextStatement() {
        openStatement(january, 1, 2026, "2025-12-31");
        makePayable(november);
        publish(1, inductedEct(id));
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).hasSize(1));
        var commit = new CompletableFuture<Void>();
        var counted = new CompletableFuture<Integer>();
        var authorised = pool.withTransaction(
                        tx -> authorise(tx, november).invoke(counted::complete).chain(() -> Uni.createFrom()
                                .completionStage(commit)))
                .subscribeAsCompletionStage();
        assertThat(counted.join()).isZero();

        submit(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(waitForStatements()).isEqualTo(1L));
        commit.complete(null);
        authorised.join();

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, january));
    }

    @Test
    void lateDeclarationIsPayableAtOnceAndPaid() {
        openStatement(january, 1, 2026, "2025-12-31");
        makePayable(november);
        publish(1, inductedEct(id));
        submit(1);

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november),
                new DeclarationMadePayable(declaration, november));
        assertThat(authorise(november)).isEqualTo(1);
        settle();
        awaitState("paid");
    }

    @Test
    void payableStatementTakesWaitingDeclarations() {
        run("delete from statements where id = '" + november + "'");
        publish(1, inductedEct(id));
        submit(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("awaiting_statement_since")).isEqualTo("2025-10-10"));

        // In one SQL statement, or a sweep could find it open.
        run("insert into statements (id, contract_id, month, year, fee_type, status, deadline_date, payment_date) "
                + "values ('" + november + "', '" + contract + "', 11, 2025, 'output', 'payable', '2025-10-31', "
                + "'2025-11-25')");
        settle();

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, november),
                new DeclarationMadePayable(declaration, november));
        assertThat(row("awaiting_statement_since")).isNull();
    }

    @Test
    void openedStatementTakesWaitingDeclarations() {
        authorise(november);
        publish(1, inductedEct(id));
        submit(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("awaiting_statement_since")).isEqualTo("2025-10-10"));

        openStatement(january, 1, 2026, "2025-12-31");
        settle();

        awaitPublishedChanges(
                new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                new DeclarationMadeEligible(declaration, january));
        assertThat(row("awaiting_statement_since")).isNull();
    }

    /**
     * Like a crash after the change of status: nothing starts the sweep, and more declarations wait than fit in one
     * batch.
     */
    @Test
    void sweepSettlesAllDeclarationsAfterACrash() {
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            UUID person = UUID.randomUUID();
            people.add(person);
            publish(1, inductedEct(person));
            submit(1, person, declared(UUID.randomUUID(), Role.ECT, DeclarationType.STARTED, SUBMITTED));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onStatement("eligible")).isEqualTo(450L));

        makePayable(november);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onStatement("payable")).isEqualTo(450L));
        settle();
        await().atMost(SOON).untilAsserted(() -> assertThat(query("select count(*) from outbox"))
                .isEqualTo(0L));
        var keys = people.stream().map(UUID::toString).toList();
        assertThat(topics.records(FUNDING_DECISIONS.name()).stream().filter(record -> keys.contains(record.key())))
                .hasSize(3 * 450);
    }

    @Test
    void failingParticipantDoesNotBlockOthers() {
        var stuck = UUID.randomUUID();
        publish(1, inductedEct(id));
        submit(1);
        publish(1, inductedEct(stuck));
        submit(1, stuck, declared(UUID.randomUUID(), Role.ECT, DeclarationType.STARTED, SUBMITTED));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onStatement("eligible")).isEqualTo(2L));
        run("update facts set snapshot = 'no JSON' where key = '" + stuck + "' and topic = 'declarations'");

        makePayable(november);
        settle();

        awaitState("payable");
        assertThat(onStatement("eligible")).isEqualTo(1L);
        run("delete from declaration_payments where participant_id = '" + stuck + "'");
    }

    @Test
    void declarationsOfMergedParticipantMoveAndStayOnTheirStatements() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        authorise(november);
        settle();
        awaitState("paid");
        var into = UUID.randomUUID();
        publish(1, FundingFixtures.registeredEct(into));

        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(2, VOIDED, new DuplicateMerged(id, into), mergedRecord(id, into, VOIDED)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("participant_id")).isEqualTo(into.toString()));
        topics.publish(
                DECLARATIONS,
                into.toString(),
                new Message<>(1, VOIDED, new DeclarationsTakenOver(id), new Declarations(into, List.of(started()))));
        topics.publishRaw(DECLARATIONS.name(), id.toString(), Map.of(), null);

        await().atMost(SOON).untilAsserted(() -> assertThat(publishedChanges(into))
                .containsExactly(new EligibilityDecided(Role.ECT, null), new DeclarationPaid(declaration, november)));
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.records(FUNDING_DECISIONS.name()).stream()
                        .filter(record -> id.toString().equals(record.key()))
                        .toList())
                .last()
                .extracting(record -> record.value() == null)
                .isEqualTo(true));
        assertThat(row("participant_id || ' ' || state || ' ' || statement_id")).isEqualTo(into + " paid " + november);
    }

    /** The remaining participant's snapshot comes first, and the merged record still changes before its tombstone. */
    @Test
    void remainingParticipantGetsDeclarationsEvenIfItsSnapshotComesFirst() {
        publish(1, inductedEct(id));
        submit(1);
        awaitState("eligible");
        var into = UUID.randomUUID();
        publish(1, inductedEct(into));
        topics.publish(
                DECLARATIONS,
                into.toString(),
                new Message<>(1, VOIDED, new DeclarationsTakenOver(id), new Declarations(into, List.of(started()))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("participant_id")).isEqualTo(into.toString()));
        publish(2, FundingFixtures.registeredEct(id));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("participant_id")).isEqualTo(id.toString()));

        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(3, VOIDED, new DuplicateMerged(id, into), mergedRecord(id, into, VOIDED)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row("participant_id")).isEqualTo(into.toString()));
        makePayable(november);
        settle();

        await().atMost(SOON).untilAsserted(() -> assertThat(publishedChanges(into))
                .endsWith(new DeclarationMadePayable(declaration, november)));
    }

    @Test
    void deletedParticipantKeepsOnlyDeclarationsOnStatements() {
        var submittedOnly = UUID.randomUUID();
        publish(1, FundingFixtures.registeredEct(id));
        submit(1, id, declared(submittedOnly, Role.ECT, DeclarationType.STARTED, SUBMITTED));
        await().atMost(SOON).untilAsserted(() -> assertThat(query("select count(*) from declaration_payments where "
                        + "declaration_id = '" + submittedOnly + "'"))
                .isEqualTo(1L));

        topics.publishRaw(PARTICIPANT_CHANGES.name(), id.toString(), Map.of(), null);

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select count(*) from declaration_payments where " + "participant_id = '" + id + "'"))
                .isEqualTo(0L));
    }

    @Test
    void completedDeclarationEndsMentorFundingUntilItIsVoided() {
        var completed = declared(declaration, Role.MENTOR, DeclarationType.COMPLETED, SUBMITTED);
        publish(1, FundingFixtures.mentor(id));
        submit(1, id, completed);

        await().atMost(SOON).untilAsserted(() -> get().body("mentor.ended_on", equalTo("2025-10-10")));
        get().body("mentor.end_reason", equalTo("completed_declaration_received"))
                .body("trainings[0].finished_on", equalTo("2025-10-10"));
        asOf("2025-10-10T11:59:59Z").body("mentor.ended_on", nullValue()).body("trainings[0].finished_on", nullValue());

        publish(2, id, completed.voided(VOIDED), new DeclarationVoided(declaration, leadProvider));

        await().atMost(SOON).untilAsserted(() -> get().body("mentor.ended_on", nullValue()));
        get().body("trainings[0].finished_on", nullValue()).body("mentor.eligible", equalTo(true));
        awaitPublishedChanges(
                new EligibilityDecided(Role.MENTOR, LocalDate.of(2025, 8, 18)),
                new FundingChange.MentorFundingEnded(LocalDate.of(2025, 10, 10), "completed_declaration_received"),
                new DeclarationMadeEligible(declaration, november),
                new FundingChange.MentorFundingReopened(),
                new VoidingAccepted(declaration));
    }

    private Declaration started() {
        return declared(declaration, Role.ECT, DeclarationType.STARTED, SUBMITTED);
    }

    private Declaration declared(UUID declarationId, Role role, DeclarationType type, Instant at) {
        return DeclarationFixtures.declaration(
                declarationId,
                FundingFixtures.training(role, FundingFixtures.REGISTERED).withLeadProviderId(leadProvider),
                type,
                at);
    }

    private void submit(long version) {
        submit(version, id, started());
    }

    private void submit(long version, UUID participant, Declaration submitted) {
        publish(
                version,
                participant,
                submitted,
                new DeclarationSubmitted(
                        submitted.id(),
                        TRAINING,
                        leadProvider,
                        submitted.role(),
                        submitted.type(),
                        submitted.declarationDate()));
    }

    private void voidDeclaration(long version) {
        publish(version, id, started().voided(VOIDED), new DeclarationVoided(declaration, leadProvider));
    }

    private void requestVoiding(long version) {
        publish(version, id, started().withVoidingRequestedAt(VOIDED), new VoidingRequested(declaration, leadProvider));
    }

    private void publish(long version, UUID participant, Declaration declared, DeclarationChange change) {
        topics.publish(
                DECLARATIONS,
                participant.toString(),
                new Message<>(
                        version,
                        declared.isVoided() ? VOIDED : SUBMITTED,
                        change,
                        new Declarations(participant, List.of(declared))));
    }

    private void publish(long version, Participant participant) {
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(
                        version,
                        RECORDED,
                        new EctRegistered(
                                "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, leadProvider),
                        participant));
    }

    private void openStatement(UUID statement, int month, int year, String deadline) {
        run("insert into statements (id, contract_id, month, year, fee_type, deadline_date, payment_date) values ('"
                + statement + "', '" + contract + "', " + month + ", " + year + ", 'output', '" + deadline
                + "', date '" + deadline + "' + 25)");
    }

    /** Does what authorising a payment does, but publishes nothing about the statement. */
    private void makePayable(UUID statement) {
        run("update statements set status = 'payable' where id = '" + statement + "'");
    }

    private int authorise(UUID statement) {
        return pool.withTransaction(tx -> authorise(tx, statement)).await().indefinitely();
    }

    private Uni<Integer> authorise(SqlConnection tx, UUID statement) {
        return tx.query("select id from statements where id = '" + statement + "' for update")
                .execute()
                .chain(() -> tx.query("update statements set status = 'paid', paid_at = now(), paid_breakdown = '{}' "
                                + "where id = '" + statement + "'")
                        .execute())
                .chain(() -> payments.markSettledBy(tx, statement));
    }

    private void settle() {
        settleDeclarations.settle(new Cause(VOIDED, Traces.begin())).await().indefinitely();
    }

    private void awaitState(String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(row("state")).isEqualTo(state));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select count(*) from outbox where key = '" + id + "'"))
                        .isEqualTo(0L));
    }

    private void awaitPublishedChanges(FundingChange... changes) {
        await().atMost(SOON).untilAsserted(() -> assertThat(publishedChanges()).containsExactly(changes));
    }

    private List<FundingChange> publishedChanges() {
        return publishedChanges(id);
    }

    private List<FundingChange> publishedChanges(UUID participant) {
        return topics.messages(FUNDING_DECISIONS, participant.toString()).stream()
                .map(Message::change)
                .toList();
    }

    private List<Message<FundingChange, FundingPosition>> decisions() {
        return topics.messages(FUNDING_DECISIONS, id.toString());
    }

    /** The number of transactions that wait for a lock on a statement. */
    private Object waitForStatements() {
        return query("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and "
                + "datname = current_database() and query like '%for share of statements%'");
    }

    private Object onStatement(String state) {
        return query("select count(*) from declaration_payments where statement_id = '" + november + "' and state = '"
                + state + "'");
    }

    private Object row(String columns) {
        return query("select max((select " + columns + " from declaration_payments where declaration_id = '"
                + declaration + "')::text)");
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .indefinitely();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private ValidatableResponse get() {
        return given().auth()
                .oauth2(token)
                .get("/api/v1/participants/" + id + "/funding")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse asOf(String time) {
        return given().auth()
                .oauth2(token)
                .header(RequestTime.HEADER, time)
                .get("/api/v1/participants/" + id + "/funding")
                .then()
                .statusCode(200);
    }
}
