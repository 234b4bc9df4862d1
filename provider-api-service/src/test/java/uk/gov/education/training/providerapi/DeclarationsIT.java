package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
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
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.ParticipantChange.TrnCorrected;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ContractPeriodFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Amber declares Priya's training in October 2025. Bracken is another lead provider. */
@ServiceIT
class DeclarationsIT {

    private static final Instant NOW = Instant.parse("2025-10-20T10:00:00Z");
    private static final String DATE = "2025-10-06T09:00:00Z";
    /** The number of the service's database connections. */
    private static final int CONNECTIONS = 16;

    private static final List<String> TYPES =
            List.of("started", "retained-1", "retained-2", "retained-3", "retained-4", "completed");

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final UUID statement = UUID.randomUUID();
    private final Participant priya = OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Priya Okafor");

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;
    private String brackensToken;

    @BeforeEach
    void publishPriyaTrainedByAmber() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        brackensToken = TestTokens.issue(Scope.LEAD_PROVIDER, bracken);
        // A newer version than in other tests, where contract periods have no milestones.
        contractPeriod(2, 2025, null);
        contractPeriod(1, 2021, Instant.parse("2025-06-16T00:00:00Z"));
        publishName(amber, "Amber Training");
        publishName(bracken, "Bracken Training");
        register(priya);
    }

    // facts

    private void contractPeriod(long version, int year, @Nullable Instant frozenAt) {
        List<Milestone> milestones = TYPES.stream()
                .map(type -> new Milestone(type, LocalDate.of(year, 9, 1), null))
                .toList();
        topics.publish(
                Topics.CONTRACT_PERIODS,
                String.valueOf(year),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        new ContractPeriodOpened(year),
                        ContractPeriodFixtures.contractPeriod(year)
                                .withPaymentsFrozenAt(frozenAt)
                                .withSchedules(Stream.of(
                                                "ecf-standard-september",
                                                "ecf-extended-september",
                                                "ecf-replacement-april")
                                        .map(identifier -> new Schedule(identifier, milestones))
                                        .toList())));
        awaitStored("contract-periods", String.valueOf(year), version);
    }

    private void publishName(UUID leadProvider, String name) {
        UUID id = UUID.randomUUID();
        topics.publish(
                Topics.PARTNERSHIPS,
                id.toString(),
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new PartnershipConfirmed(),
                        new Partnership(
                                id, leadProvider, name, UUID.randomUUID(), "900001", 2025, OakfieldFixtures.AT)));
        awaitStored("partnerships", id.toString(), 1);
    }

    private void register(Participant participant) {
        register(1, participant);
    }

    private void register(long version, Participant participant) {
        String key = participant.id().toString();
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                key,
                OakfieldFixtures.scheduled(
                        participant.id(),
                        version,
                        participant.trainings().stream().map(Training::id).toArray(UUID[]::new)));
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                key,
                new Message<>(version, OakfieldFixtures.AT, new NameChanged("Priya", "Priya Okafor"), participant));
        awaitStored("schedule-assignments", key, version);
        awaitStored("participant-changes", key, version);
    }

    private void awaitStored(String topic, String key, long version) {
        await().atMost(SOON)
                .until(() -> pool.preparedQuery("select 1 from facts where topic = $1 and key = $2 and version >= $3")
                                .execute(Tuple.of(topic, key, version))
                                .await()
                                .atMost(SOON)
                                .size()
                        == 1);
    }

    /** Priya, trained by Amber and, since the middle of October, by Bracken. */
    private Participant succeeded() {
        Training first = priya.trainings().getFirst();
        return withTrainings(
                training(first, first.id(), amber, 2025, first.startedOn(), LocalDate.parse("2025-10-14")),
                training(first, UUID.randomUUID(), bracken, 2025, LocalDate.parse("2025-10-15"), null));
    }

    private Participant withTrainings(Training... trainings) {
        return priya.withTrainings(List.of(trainings));
    }

    private static Training training(
            Training like,
            UUID id,
            UUID leadProvider,
            int cohort,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn) {
        return like.withId(id)
                .withLeadProviderId(leadProvider)
                .withCohort(cohort)
                .withPartnershipId(UUID.randomUUID())
                .withDeliveryPartnerId(UUID.randomUUID())
                .withStartedOn(startedOn)
                .withFinishedOn(finishedOn);
    }

    private void decide(long version, FundingChange change, RoleFunding ect, DeclarationFunding... declarations) {
        String key = priya.id().toString();
        topics.publish(
                Topics.FUNDING_DECISIONS,
                key,
                new Message<>(version, NOW, change, new FundingPosition(priya.id(), ect, null, List.of(declarations))));
        awaitStored("funding-decisions", key, version);
    }

    private static final RoleFunding UNKNOWN = new RoleFunding(null, null, null);
    private static final RoleFunding ELIGIBLE = new RoleFunding(LocalDate.parse("2025-09-05"), null, null);

    private void openStatement() {
        openStatement(statement, 11, "2025-10-31");
    }

    /** Two open statements: if one is paid meanwhile, the other can still claw the payment back. */
    private void openTwoStatements() {
        openStatement();
        openStatement(UUID.randomUUID(), 1, "2025-12-31");
    }

    private void openStatement(UUID id, int month, String deadline) {
        topics.publish(
                Topics.STATEMENTS,
                id.toString(),
                new Message<>(
                        1,
                        NOW,
                        new StatementOpened(),
                        new uk.gov.education.training.events.Statement(
                                id,
                                amber,
                                2025,
                                month,
                                2025,
                                FeeType.OUTPUT,
                                StatementStatus.OPEN,
                                LocalDate.parse(deadline),
                                LocalDate.parse(deadline).plusDays(25),
                                null,
                                NOW,
                                new Totals(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO))));
        awaitStored("statements", id.toString(), 1);
    }

    // requests

    private static String body(Object participant, String type, String date, String course, String evidence) {
        return """
            {"data": {"type": "participant-declaration",
                      "attributes": {"participant_id": "%s", "declaration_type": "%s", "declaration_date": "%s",
                                     "course_identifier": "%s", "evidence_held": "%s"}}}""".formatted(participant, type, date, course, evidence);
    }

    private String started(Participant participant) {
        return body(participant.id(), "started", DATE, "ecf-induction", "training-event-attended");
    }

    private static Response submit(String as, String body) {
        return submit(as, body, NOW);
    }

    private static Response submit(String as, String body, Instant at) {
        return given().auth()
                .oauth2(as)
                .contentType("application/json")
                .header("X-With-Server-Date", at.toString())
                .body(body)
                .post("/api/v3/participant-declarations");
    }

    /** Submits a declaration and returns its id. */
    private UUID declareStarted(Participant participant) {
        Response declared = submit(token, started(participant));
        assertThat(declared.statusCode()).isEqualTo(200);
        return id(declared);
    }

    private static UUID id(Response response) {
        return response.jsonPath().getUUID("data.id");
    }

    private Response show(UUID id) {
        return given().auth().oauth2(token).get("/api/v3/participant-declarations/{id}", id);
    }

    private static Map<String, Object> attributes(Response response) {
        return response.jsonPath().getMap("data.attributes");
    }

    private static Response voidIt(String as, Object id) {
        return given().auth()
                .oauth2(as)
                .header("X-With-Server-Date", NOW.toString())
                .put("/api/v3/participant-declarations/{id}/void", id);
    }

    private List<UUID> listed(String query) {
        return listed(token, query);
    }

    private static List<UUID> listed(String as, String query) {
        Response list = given().auth()
                .oauth2(as)
                .urlEncodingEnabled(false)
                .get("/api/v3/participant-declarations"
                        + query.replace("[", "%5B").replace("]", "%5D"));
        assertThat(list.statusCode()).isEqualTo(200);
        return list.jsonPath().<String>getList("data.id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private List<Message<DeclarationChange, Declarations>> published(Participant about) {
        return topics.messages(DECLARATIONS, about.id().toString());
    }

    private void assertStates(UUID id, String state, @Nullable UUID pays, @Nullable UUID clawsBack) {
        assertThat(attributes(show(id)))
                .containsEntry("state", state)
                .containsEntry("statement_id", pays == null ? null : pays.toString())
                .containsEntry("clawback_statement_id", clawsBack == null ? null : clawsBack.toString());
    }

    /** Reads updated_at to the microsecond; the API shows whole seconds. */
    private OffsetDateTime updatedAt(UUID id) {
        return pool.preparedQuery("select updated_at from provider_documents where id = $1 and lead_provider_id = $2")
                .execute(Tuple.of(id, amber))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getOffsetDateTime(0);
    }

    // submitting

    @Test
    void declarationIsAnsweredAtOnceAndPublished() {
        Instant before = Instant.now();

        Response submitted = submit(token, started(priya));

        assertThat(submitted.statusCode()).isEqualTo(200);
        Training training = priya.trainings().getFirst();
        assertThat(submitted.jsonPath().getString("data.type")).isEqualTo("participant-declaration");
        assertThat(attributes(submitted))
                .containsEntry("participant_id", priya.id().toString())
                .containsEntry("declaration_type", "started")
                .containsEntry("course_identifier", "ecf-induction")
                .containsEntry("declaration_date", DATE)
                .containsEntry("mentor_id", null)
                .containsEntry("state", "submitted")
                .containsEntry(
                        "delivery_partner_id", training.deliveryPartnerId().toString())
                .containsEntry("statement_id", null)
                .containsEntry("clawback_statement_id", null)
                .containsEntry("ineligible_for_funding_reason", null)
                .containsEntry("uplift_paid", false)
                .containsEntry("evidence_held", "training-event-attended")
                .containsEntry("lead_provider_name", "Amber Training")
                .containsKeys("updated_at", "created_at")
                .hasSize(15);
        UUID id = id(submitted);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya))
                .singleElement()
                .satisfies((Message<DeclarationChange, Declarations> message) -> {
                    assertThat(message.version()).isEqualTo(1);
                    assertThat(message.at()).isEqualTo(NOW);
                    assertThat(message.change())
                            .isEqualTo(new DeclarationSubmitted(
                                    id, training.id(), amber, Role.ECT, DeclarationType.STARTED, Instant.parse(DATE)));
                    assertThat(message.snapshot().participantId()).isEqualTo(priya.id());
                    assertThat(message.snapshot().declarations())
                            .singleElement()
                            .satisfies((Declaration declaration) -> {
                                assertThat(declaration.id()).isEqualTo(id);
                                assertThat(declaration.submittedAt()).isEqualTo(NOW);
                                assertThat(declaration.createdAt()).isAfterOrEqualTo(before.minusMillis(1));
                                assertThat(declaration.scheduleIdentifier()).isEqualTo("ecf-standard-september");
                            });
                }));
        assertThat(show(id).asString()).isEqualTo(submitted.asString());
        assertThat(listed("")).containsExactly(id);
    }

    @Test
    void repeatedDeclarationIsRefused() {
        declareStarted(priya);

        assertRefused(submit(token, started(priya)), "declaration_type");
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya)).hasSize(1));
    }

    @Test
    void onlyTheFundingDecisionAboutADeclarationMovesUpdatedAt() {
        UUID id = declareStarted(priya);
        OffsetDateTime submitted = updatedAt(id);
        DeclarationFunding eligible = new DeclarationFunding(id, DeclarationState.ELIGIBLE, statement, null);

        decide(1, new EligibilityDecided(Role.ECT, null), UNKNOWN);
        assertThat(updatedAt(id)).isEqualTo(submitted);

        decide(2, new DeclarationMadeEligible(id, statement), UNKNOWN, eligible);
        assertStates(id, "eligible", statement, null);
        OffsetDateTime decided = updatedAt(id);
        assertThat(decided).isAfter(submitted);

        decide(2, new DeclarationMadeEligible(id, statement), UNKNOWN, eligible);
        decide(3, new EligibilityDecided(Role.ECT, LocalDate.parse("2025-09-05")), ELIGIBLE, eligible);
        assertThat(given().auth()
                        .oauth2(token)
                        .get("/api/v3/participants/{id}", priya.id())
                        .jsonPath()
                        .getBoolean("data.attributes.ecf_enrolments[0].eligible_for_funding"))
                .isTrue();
        assertThat(updatedAt(id)).isEqualTo(decided);
    }

    // voiding

    @Test
    void voidedDeclarationIsShownAtOncePublishedAndCanBeReplaced() {
        UUID id = declareStarted(priya);
        decide(
                1,
                new DeclarationMadeEligible(id, statement),
                UNKNOWN,
                new DeclarationFunding(id, DeclarationState.ELIGIBLE, statement, null));
        openTwoStatements();

        Response voided = voidIt(token, id);

        assertThat(voided.statusCode()).isEqualTo(200);
        assertThat(attributes(voided)).containsEntry("state", "voided").containsEntry("statement_id", null);
        assertStates(id, "voided", null, null);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya)).hasSize(2));
        Message<DeclarationChange, Declarations> last = published(priya).getLast();
        assertThat(last.version()).isEqualTo(2);
        assertThat(last.change()).isEqualTo(new DeclarationVoided(id, amber));
        assertThat(last.snapshot().declarations())
                .singleElement()
                .satisfies(declaration -> assertThat(declaration.voidedAt()).isEqualTo(NOW));

        assertRefused(voidIt(token, id), "participant_declaration_id");
        UUID again = declareStarted(priya);
        assertThat(again).isNotEqualTo(id);
        assertThat(listed("")).containsExactly(id, again);
    }

    @Test
    void paidDeclarationGetsItsClawbackStatementLater() {
        UUID id = declareStarted(priya);
        UUID paidBy = UUID.randomUUID();
        decide(
                1,
                new DeclarationPaid(id, paidBy),
                ELIGIBLE,
                new DeclarationFunding(id, DeclarationState.PAID, paidBy, null));
        assertStates(id, "paid", paidBy, null);

        assertRefused(voidIt(token, id), "participant_declaration_id");
        assertStates(id, "paid", paidBy, null);
        openTwoStatements();
        Response voided = voidIt(token, id);

        assertThat(voided.statusCode()).isEqualTo(200);
        assertThat(attributes(voided)).containsEntry("state", "awaiting-clawback");
        assertStates(id, "awaiting-clawback", paidBy, null);
        assertRefused(voidIt(token, id), "participant_declaration_id");
        decide(
                2,
                new ClawbackAwaited(id, statement),
                ELIGIBLE,
                new DeclarationFunding(id, DeclarationState.AWAITING_CLAWBACK, paidBy, statement));
        assertStates(id, "awaiting-clawback", paidBy, statement);
        decide(
                3,
                new DeclarationClawedBack(id, statement),
                ELIGIBLE,
                new DeclarationFunding(id, DeclarationState.CLAWED_BACK, paidBy, statement));
        assertStates(id, "clawed-back", paidBy, statement);
        assertRefused(voidIt(token, id), "participant_declaration_id");
    }

    /** The last payment may be in progress. Only funding-service can decide. */
    @Test
    void voidDuringTheLastPaymentIsGrantedByFundingService() {
        UUID id = declareStarted(priya);
        openStatement();
        CompletableFuture<Response> voiding = askToVoid(id);
        assertThat(attributes(show(id))).containsEntry("state", "submitted");

        decide(1, new VoidingAccepted(id), UNKNOWN, new DeclarationFunding(id, DeclarationState.VOIDED, null, null));

        assertThat(voiding.join().statusCode()).isEqualTo(200);
        assertThat(attributes(voiding.join())).containsEntry("state", "voided");
        assertStates(id, "voided", null, null);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya))
                .extracting(Message::change)
                .endsWith(new VoidingRequested(id, amber), new DeclarationVoided(id, amber)));
        assertThat(published(priya).getLast().snapshot().declarations())
                .singleElement()
                .satisfies(declaration -> assertThat(declaration.voidedAt()).isEqualTo(NOW));
        assertRefused(voidIt(token, id), "participant_declaration_id");
        declareStarted(priya);
    }

    @Test
    void voidAfterTheLastPaymentIsRefusedInEitherOrderOfEvents() {
        UUID id = declareStarted(priya);
        CompletableFuture<Response> voiding = askToVoid(id);

        decide(
                1,
                new VoidingRefused(id),
                ELIGIBLE,
                new DeclarationFunding(id, DeclarationState.PAID, statement, null, NOW));

        assertRefused(voiding.join(), "participant_declaration_id");
        assertStates(id, "paid", statement, null);
        assertRefused(voidIt(token, id), "participant_declaration_id");
        assertThat(published(priya)).hasSize(2);
        assertRefused(submit(token, started(priya)), "declaration_type");
    }

    /** Sends the request until it is decided. The test publishes the decision once the request is published. */
    private CompletableFuture<Response> askToVoid(UUID id) {
        CompletableFuture<Response> voided = CompletableFuture.supplyAsync(
                () -> await().atMost(LATER).until(() -> voidIt(token, id), response -> response.statusCode() != 503),
                Thread::startVirtualThread);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya))
                .last()
                .extracting(Message::change)
                .isEqualTo(new VoidingRequested(id, amber)));
        return voided;
    }

    @ParameterizedTest
    @ValueSource(strings = {"6c1c3a4e-3f6f-4a5f-8b53-0f6f0bb30001", "nonsense"})
    void unknownDeclarationIsNotFound(String id) {
        voidIt(token, id).then().statusCode(404);
        given().auth()
                .oauth2(token)
                .get("/api/v3/participant-declarations/{id}", id)
                .then()
                .statusCode(404);
    }

    // refusals

    private static void assertRefused(Response refused, String titles) {
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(String.join("+", refused.jsonPath().<String>getList("errors.title")))
                .isEqualTo(titles);
        assertThat(refused.jsonPath().<String>getList("errors.detail"))
                .allSatisfy(detail -> assertThat(detail).isNotBlank());
    }

    /** Every stored declaration is published, so an empty topic means that none is stored. */
    private void assertNothingIsStored() {
        assertThat(listed("")).isEmpty();
        assertThat(pool.preparedQuery("select 1 from facts where topic = 'declarations' and key = $1")
                        .execute(Tuple.of(priya.id().toString()))
                        .await()
                        .atMost(SOON)
                        .size())
                .isZero();
        // An earlier one would have arrived before this one.
        Participant other = OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Tomasz Reid");
        register(other);
        declareStarted(other);
        await().atMost(SOON).until(() -> published(other).size() == 1);
        assertThat(pool.preparedQuery("select 1 from outbox where key = convert_to($1, 'UTF8')")
                        .execute(Tuple.of(priya.id().toString()))
                        .await()
                        .atMost(SOON)
                        .size())
                .isZero();
        assertThat(published(priya)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {5}")
    @CsvSource({
        "unknown, started, 2025-10-06T09:00:00Z, ecf-induction, other, participant_id",
        "no-uuid, started, 2025-10-06T09:00:00Z, ecf-induction, other, participant_id",
        "'', started, 2025-10-06T09:00:00Z, ecf-induction, other, participant_id",
        "brackens, started, 2025-10-06T09:00:00Z, ecf-induction, other, participant_id",
        "priya, started, 2025-10-06T09:00:00Z, ecf-nonsense, other, course_identifier",
        "priya, started, 2025-10-06T09:00:00Z, ecf-mentor, other, course_identifier",
        "priya, nonsense, 2025-10-06T09:00:00Z, ecf-induction, other, declaration_type",
        "priya, extended-1, 2025-10-06T09:00:00Z, ecf-induction, other, declaration_type",
        "priya, started, '', ecf-induction, other, declaration_date",
        "priya, started, 2025-10-20T10:00:01Z, ecf-induction, other, declaration_date",
        "priya, started, 2025-08-31T22:59:59Z, ecf-induction, other, declaration_date",
        "priya, started, 2025-10-06, ecf-induction, other, declaration_date",
        "priya, started, 2025-10-06T09:00:00Z, ecf-induction, '', evidence_held",
        "priya, extended-1, 2025-10-06T09:00:00Z, ecf-induction, none, evidence_held+declaration_type",
    })
    void refusalNamesTheAttributesAndStoresNothing(
            String who, String type, String date, String course, String evidence, String titles) {
        UUID brackens = UUID.randomUUID();
        if (who.equals("brackens")) {
            register(OakfieldFixtures.ect(brackens, bracken, UUID.randomUUID(), "Zadie Hale"));
        }
        Object participant =
                switch (who) {
                    case "priya" -> priya.id();
                    case "brackens" -> brackens;
                    case "unknown" -> UUID.randomUUID();
                    default -> who;
                };

        assertRefused(submit(token, body(participant, type, date, course, evidence)), titles);

        assertNothingIsStored();
        assertThat(pool.preparedQuery("select 1 from fact_keys where key = $1")
                        .execute(Tuple.of(participant.toString()))
                        .await()
                        .atMost(SOON)
                        .size())
                .as("rows stored for an unknown id")
                .isEqualTo(who.equals("priya") || who.equals("brackens") ? 1 : 0);
    }

    @Test
    void declarationFromTheWithdrawalOnIsRefused() {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-With-Server-Date", "2025-10-06T08:00:00Z")
                .body("""
                    {"data": {"attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""")
                .put("/api/v3/participants/{id}/withdraw", priya.id())
                .then()
                .statusCode(200);

        assertRefused(submit(token, started(priya)), "participant_id");

        assertNothingIsStored();
    }

    @Test
    void declarationInAClosedCohortIsRefused() {
        Training first = priya.trainings().getFirst();
        register(2, withTrainings(training(first, first.id(), amber, 2021, LocalDate.parse("2021-09-01"), null)));

        assertRefused(submit(token, started(priya)), "cohort");

        assertNothingIsStored();
    }

    @Test
    void eligibleParticipantNeedsAnOpenStatement() {
        decide(1, new EligibilityDecided(Role.ECT, LocalDate.parse("2025-09-05")), ELIGIBLE);
        assertRefused(submit(token, started(priya)), "cohort");
        assertNothingIsStored();

        openStatement();

        submit(token, started(priya), Instant.parse("2025-10-31T23:59:59Z"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"data\": 1}",
                "{\"data\": {\"attributes\": []}}",
                "{\"data\": {\"attributes\": {\"state\": \"paid\"}}}",
                "{\"data\": {\"attributes\": {\"participant_id\": {}}}}"
            })
    void malformedDeclarationIsABadRequest(String body) {
        Response refused = submit(token, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("errors[0].title")).isEqualTo("Bad request");
    }

    @Test
    void attributesOfTheWrongTypeCountAsMissing() {
        assertRefused(submit(token, """
            {"data": {"attributes": {"participant_id": ["%s"], "declaration_type": "started"}}}""".formatted(priya.id())), "participant_id");
        assertRefused(submit(token, """
            {"data": {"attributes": {"participant_id": "%s", "course_identifier": "ecf-induction",
                                     "declaration_type": "started", "declaration_date": true}}}""".formatted(priya.id())), "declaration_date");
    }

    @Test
    void tokenIsNeeded() {
        given().get("/api/v3/participant-declarations").then().statusCode(401);
        given().contentType("application/json")
                .body(started(priya))
                .post("/api/v3/participant-declarations")
                .then()
                .statusCode(401);
    }

    // lists

    @Test
    void listsFilterByCohortParticipantDeliveryPartnerAndTimeOfChange() {
        Participant tomasz = OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Tomasz Reid");
        register(tomasz);
        UUID priyas = declareStarted(priya);
        UUID tomaszs = declareStarted(tomasz);
        UUID partner = priya.trainings().getFirst().deliveryPartnerId();
        String id = priya.id().toString();

        assertThat(listed("?filter[cohort]=2025")).containsExactly(priyas, tomaszs);
        assertThat(listed("?filter[cohort]=2024,2025")).containsExactly(priyas, tomaszs);
        assertThat(listed("?filter[cohort]=2024")).isEmpty();
        assertThat(listed("?filter[participant_id]=" + id)).containsExactly(priyas);
        assertThat(listed("?filter[participant_id]=" + id.toUpperCase(Locale.ROOT)))
                .containsExactly(priyas);
        assertThat(listed("?filter[participant_id]=" + id + "," + tomasz.id())).containsExactly(priyas, tomaszs);
        assertThat(listed("?filter[participant_id]=" + id + "%2C%20nobody")).containsExactly(priyas);
        assertThat(listed("?filter[participant_id][]=" + id)).containsExactly(priyas);
        assertThat(listed("?filter[participant_id]=nobody")).isEmpty();
        assertThat(listed("?filter[participant_id]=,")).isEmpty();
        assertThat(listed("?filter[participant_id]=")).containsExactly(priyas, tomaszs);
        assertThat(listed("?filter[participant_id]=" + UUID.randomUUID())).isEmpty();
        assertThat(listed("?filter[delivery_partner_id]=" + partner)).containsExactly(priyas);
        assertThat(listed("?filter[delivery_partner_id]=" + partner + "&filter[participant_id]=" + tomasz.id()))
                .isEmpty();
        assertThat(listed("?filter[delivery_partner_id]=soon")).isEmpty();
        assertThat(listed("?filter[updated_since]=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(listed("?filter[updated_since]=" + attributes(show(priyas)).get("updated_at")))
                .containsExactly(tomaszs, priyas);
    }

    @Test
    void pagesStayInOrderOfCreationDespiteChanges() {
        List<UUID> inOrder = new ArrayList<>();
        inOrder.add(declareStarted(priya));
        for (int i = 0; i < 4; i++) {
            Participant other = OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Person " + i);
            register(other);
            inOrder.add(declareStarted(other));
        }
        openTwoStatements();
        voidIt(token, inOrder.get(1)).then().statusCode(200);

        assertThat(listed("")).isEqualTo(inOrder);
        assertThat(listed("?sort=-created_at")).isEqualTo(inOrder);
        assertThat(Stream.of(1, 2, 3).flatMap(page -> listed("?page[per_page]=2&page[page]=" + page).stream()))
                .isEqualTo(inOrder);
        assertThat(listed("?page[per_page]=2&page[page]=4")).isEmpty();
        assertThat(listed("?filter[updated_since]=2020-01-01T00:00:00Z")).startsWith(inOrder.get(1));
    }

    // other providers

    @Test
    void successorSeesButCannotVoidItsPredecessorsDeclaration() {
        UUID id = declareStarted(priya);
        assertThat(listed(brackensToken, "")).isEmpty();

        register(2, succeeded());

        assertThat(listed(brackensToken, "")).containsExactly(id);
        Response seen = given().auth().oauth2(brackensToken).get("/api/v3/participant-declarations/{id}", id);
        assertThat(attributes(seen)).containsEntry("lead_provider_name", "Amber Training");
        voidIt(brackensToken, id).then().statusCode(404);
        assertRefused(submit(brackensToken, started(priya)), "declaration_type");
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya)).hasSize(1));

        openTwoStatements();
        voidIt(token, id).then().statusCode(200);
        assertThat(listed(brackensToken, "")).isEmpty();
        assertThat(listed("")).containsExactly(id);
        submit(brackensToken, started(priya)).then().statusCode(200);
    }

    // simultaneous requests

    /** Ten requests of each provider wait for the participant or for authentication, and then all continue. */
    @Test
    void twentySimultaneousRequestsStoreOneDeclaration() throws SQLException {
        register(2, succeeded());
        List<CompletableFuture<Response>> ambers = new ArrayList<>();
        List<CompletableFuture<Response>> brackens = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = database();
                Statement lock = holder.createStatement();
                Connection watcher = database();
                Statement watch = watcher.createStatement()) {
            holder.setAutoCommit(false);
            lock.executeQuery("select 1 from fact_keys where key = '" + priya.id() + "' for update");
            double before = requestsInProgress();
            for (int i = 0; i < 10; i++) {
                ambers.add(CompletableFuture.supplyAsync(() -> submit(token, started(priya)), threads));
                brackens.add(CompletableFuture.supplyAsync(() -> submit(brackensToken, started(priya)), threads));
            }
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(waiting(watch)).isEqualTo(CONNECTIONS);
                assertThat(requestsInProgress()).isGreaterThanOrEqualTo(before + 20);
            });
            holder.commit();
        }

        List<Response> responses = Stream.concat(ambers.stream(), brackens.stream())
                .map(CompletableFuture::join)
                .toList();
        List<Response> accepted = responses.stream()
                .filter(response -> response.statusCode() == 200)
                .toList();
        List<Response> refused = responses.stream()
                .filter(response -> response.statusCode() != 200)
                .toList();
        assertThat(accepted).hasSize(10);
        assertThat(refused).hasSize(10).allSatisfy(response -> assertRefused(response, "declaration_type"));
        Set<UUID> ids = new HashSet<>();
        accepted.forEach(response -> ids.add(id(response)));
        assertThat(ids).hasSize(1);
        assertThat(attributes(accepted.getFirst()))
                .containsEntry(
                        "lead_provider_name",
                        ambers.getFirst().join().statusCode() == 200 ? "Amber Training" : "Bracken Training");
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya)).hasSize(1));
        assertThat(published(priya).getLast().snapshot().declarations())
                .extracting(Declaration::id)
                .containsExactlyElementsOf(ids);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(config("jdbc.url"), config("username"), config("password"));
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }

    /** The number of the service's connections that wait for a participant's lock. */
    private static int waiting(Statement watch) throws SQLException {
        try (ResultSet count = watch.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                        + " and query like '%fact_keys%'")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static double requestsInProgress() {
        return Stream.of(given().get("/q/metrics").asString().split("\n"))
                .filter(line -> line.startsWith("http_server_active_requests"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    // merged and deleted participants

    @Test
    void declarationsMoveWithAMergedParticipant() {
        UUID id = declareStarted(priya);
        await().atMost(SOON).until(() -> published(priya).size() == 1);
        Participant staying = OakfieldFixtures.ect(UUID.randomUUID(), bracken, UUID.randomUUID(), "Priya Okafor");
        register(staying);
        register(2, OakfieldFixtures.with(staying, priya));

        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.id().toString(),
                new Message<>(
                        2,
                        OakfieldFixtures.AT,
                        new DuplicateMerged(priya.id(), staying.id()),
                        mergedRecord(priya.id(), staying.id(), OakfieldFixtures.AT)));

        await().atMost(SOON).untilAsserted(() -> assertThat(published(staying))
                .singleElement()
                .satisfies((Message<DeclarationChange, Declarations> message) -> {
                    assertThat(message.change()).isEqualTo(new DeclarationsTakenOver(priya.id()));
                    assertThat(message.snapshot().participantId()).isEqualTo(staying.id());
                    assertThat(message.snapshot().declarations())
                            .isEqualTo(published(priya).getFirst().snapshot().declarations());
                }));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(areTombstones(priya)).containsExactly(false, true));
        assertThat(attributes(show(id)))
                .containsEntry("participant_id", staying.id().toString());
        assertThat(listed("?filter[participant_id]=" + staying.id())).containsExactly(id);
        assertThat(listed("?filter[participant_id]=" + priya.id())).isEmpty();

        assertRefused(submit(token, started(staying)), "declaration_type");
        openTwoStatements();
        voidIt(token, id).then().statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(staying))
                .extracting(Message::change)
                .containsExactly(new DeclarationsTakenOver(priya.id()), new DeclarationVoided(id, amber)));
    }

    /** The merge was decided before the second declaration was received. */
    @Test
    void mergeVoidsTheSecondOfTwoEqualDeclarations() {
        Participant staying = OakfieldFixtures.ect(UUID.randomUUID(), bracken, UUID.randomUUID(), "Priya Okafor");
        register(staying);
        UUID first = declareStarted(priya);
        UUID second = id(submit(brackensToken, started(staying)));

        register(2, OakfieldFixtures.with(staying, priya));
        publishMerge(priya, staying);

        await().atMost(SOON).untilAsserted(() -> assertThat(published(staying))
                .extracting(Message::change)
                .endsWith(new DeclarationsTakenOver(priya.id()), new DeclarationVoided(second, bracken)));
        Declarations both = published(staying).getLast().snapshot();
        assertThat(both.find(first).orElseThrow().isVoided()).isFalse();
        assertThat(both.find(second).orElseThrow().isVoided()).isTrue();
        await().atMost(SOON).untilAsserted(() -> assertStates(first, "submitted", null, null));
    }

    /** The event about the remaining record has arrived; the one about the merged record has not. */
    @Test
    void declarationAboutAMergedRecordBlocksAnother() {
        UUID first = declareStarted(priya);
        Participant staying = OakfieldFixtures.ect(UUID.randomUUID(), bracken, UUID.randomUUID(), "Priya Okafor");
        register(staying);
        register(2, OakfieldFixtures.with(staying, priya));

        assertRefused(submit(brackensToken, started(staying)), "declaration_type");

        publishMerge(priya, staying);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(staying))
                .singleElement()
                .satisfies((Message<DeclarationChange, Declarations> taken) ->
                        assertThat(taken.snapshot().find(first)).isPresent()));
    }

    private void publishMerge(Participant from, Participant into) {
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                from.id().toString(),
                new Message<>(
                        2,
                        OakfieldFixtures.AT,
                        new DuplicateMerged(from.id(), into.id()),
                        mergedRecord(from.id(), into.id(), OakfieldFixtures.AT)));
    }

    @Test
    void correctedTrnIsShownAndMovesUpdatedAt() {
        declareStarted(priya);
        String path = "/api/v3/participants/" + priya.id();
        OffsetDateTime before = OffsetDateTime.parse(
                given().header("Authorization", "Bearer " + token).get(path).path("data.attributes.updated_at"));
        // The API shows whole seconds, so make the correction in a later second.
        await().atMost(SOON).until(() -> OffsetDateTime.now(ZoneOffset.UTC).isAfter(before.plusSeconds(1)));

        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.id().toString(),
                new Message<>(
                        2, OakfieldFixtures.AT, new TrnCorrected(priya.trn(), "7654321"), priya.withTrn("7654321")));

        await().atMost(SOON).untilAsserted(() -> {
            Response after = given().header("Authorization", "Bearer " + token).get(path);
            assertThat(after.jsonPath().getString("data.attributes.teacher_reference_number"))
                    .isEqualTo("7654321");
            assertThat(OffsetDateTime.parse(after.jsonPath().getString("data.attributes.updated_at")))
                    .isAfter(before);
        });
    }

    @Test
    void declarationsAreDeletedWithTheParticipant() {
        UUID id = declareStarted(priya);
        await().atMost(SOON).until(() -> published(priya).size() == 1);

        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.id().toString(), Map.of(), null);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(areTombstones(priya)).containsExactly(false, true));
        assertThat(show(id).statusCode()).isEqualTo(404);
        assertThat(listed("")).isEmpty();
        voidIt(token, id).then().statusCode(404);
    }

    /** Returns for each of the participant's records on the service's own topic whether it is a tombstone. */
    private List<Boolean> areTombstones(Participant participant) {
        return topics.records(DECLARATIONS.name()).stream()
                .filter(record -> participant.id().toString().equals(record.key()))
                .map(record -> record.value() == null)
                .toList();
    }

    // sandbox date and schedules

    @Test
    void rulesUseTheServerDateOfTheRequest() {
        assertRefused(submit(token, started(priya), Instant.parse("2025-10-06T08:59:59Z")), "declaration_date");

        Response declared = submit(token, started(priya), Instant.parse(DATE));

        assertThat(declared.statusCode()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(published(priya))
                .singleElement()
                .satisfies((Message<DeclarationChange, Declarations> message) -> {
                    assertThat(message.at()).isEqualTo(Instant.parse(DATE));
                    assertThat(message.snapshot().declarations().getFirst().createdAt())
                            .isAfter(Instant.parse(DATE));
                }));
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-With-Server-Date", "soon")
                .body(started(priya))
                .post("/api/v3/participant-declarations")
                .then()
                .statusCode(400);
    }

    @Test
    void secondScheduleChangeOnADayWithADeclarationIsRefused() {
        assertThat(changeSchedule("ecf-extended-september", NOW).statusCode()).isEqualTo(200);
        assertThat(changeSchedule("ecf-standard-september", NOW).statusCode()).isEqualTo(200);
        declareStarted(priya);

        assertRefused(changeSchedule("ecf-extended-september", NOW.plusSeconds(60)), "schedule_identifier");
        assertThat(changeSchedule("ecf-extended-september", NOW.plus(Duration.ofDays(1)))
                        .statusCode())
                .isEqualTo(200);
    }

    private Response changeSchedule(String schedule, Instant at) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-With-Server-Date", at.toString())
                .body("""
                    {"data": {"attributes": {"schedule_identifier": "%s", "course_identifier": "ecf-induction"}}}""".formatted(schedule))
                .put("/api/v3/participants/{id}/change-schedule", priya.id());
    }
}
