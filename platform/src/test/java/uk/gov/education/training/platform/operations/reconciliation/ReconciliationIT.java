package uk.gov.education.training.platform.operations.reconciliation;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ParticipantFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/** Checks report deliberate mismatches between the store and the topics, and rebuilds repair them. */
@ServiceIT
class ReconciliationIT {

    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");

    @Inject
    Pool pool;

    @Inject
    ConsistencyCheckAlert consistencyCheckAlert;

    private static boolean repaired;

    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.OPERATIONS);
        if (!repaired) {
            // Repairs the mismatches that other tests left.
            runRebuild(Map.of("all", true));
            repaired = true;
        }
    }

    @Test
    void rebuildOfAHealthyServiceChangesNothing() {
        registered(3);
        long publishedBefore = published();

        JsonPath rebuild = runRebuild(Map.of("all", true, "reason", "to be sure"));

        assertThat(rebuild.getLong("data.changed")).isZero();
        assertThat(rebuild.getLong("data.total")).isPositive().isEqualTo(rebuild.getLong("data.read"));
        assertThat(rebuild.getString("data.actor")).startsWith("operations token ");
        assertThat(rebuild.getString("data.reason")).isEqualTo("to be sure");
        assertThat(published()).isEqualTo(publishedBefore);
        operations()
                .get("/api/v1/audit-log")
                .then()
                .body(
                        "data.find { it.subject_id == '" + rebuild.getString("data.id") + "' }.action",
                        equalTo("started"));
    }

    @Test
    void everyMismatchIsReportedAndRepaired() {
        List<String> keys = registered(7);
        long publishedBefore = published();
        Set<String> before = facts(keys);
        String altered = keys.get(0);
        corrupt(
                "update facts set snapshot = replace(snapshot, '2025', '2024') where topic = 'participant-changes'",
                altered);
        String lost = keys.get(1);
        corrupt("delete from facts where topic = 'participant-changes'", lost);
        String outdated = keys.get(2);
        corrupt("update facts set version = 2 where topic = 'participant-changes'", outdated);
        String ahead = keys.get(3);
        corrupt("update facts set version = 9 where topic = 'participant-changes'", ahead);
        String derived = keys.get(4);
        corrupt(
                "update facts set snapshot = replace(snapshot, 'ecf-standard-', 'ecf-reduced-') where topic = 'schedule-assignments'",
                derived);
        String undecided = keys.get(5);
        corrupt("delete from facts where topic = 'schedule-assignments'", undecided);
        String notOnTopic = UUID.randomUUID().toString();
        corrupt(
                "insert into facts select topic, '" + notOnTopic + "', version, snapshot from facts where topic ="
                        + " 'participant-changes'",
                keys.get(6));

        JsonPath check = runCheck();

        assertThat(mismatches(check))
                .containsEntry(
                        altered,
                        Set.of(
                                "participant-changes different",
                                "participant-changes derived",
                                "schedule-assignments derived"))
                .containsEntry(lost, Set.of("participant-changes missing"))
                .containsEntry(outdated, Set.of("participant-changes older"))
                .containsEntry(ahead, Set.of("participant-changes newer"))
                .containsEntry(
                        derived,
                        Set.of(
                                "schedule-assignments different",
                                "schedule-assignments derived",
                                "participant-changes derived"))
                .containsEntry(undecided, Set.of("schedule-assignments missing", "participant-changes derived"))
                .containsEntry(notOnTopic, Set.of("participant-changes not-on-topic", "participant-changes derived"))
                .hasSize(7);
        assertThat(check.getLong("data.unresolved_count")).isEqualTo(check.getLong("data.mismatches_count"));
        assertThat(inconsistentKeys()).isEqualTo(7);

        repair(check).then().statusCode(202).body("data.reason", startsWith("To repair the mismatches of check"));

        await().atMost(LATER).untilAsserted(() -> assertThat(inconsistentKeys()).isZero());
        assertThat(facts(keys)).isEqualTo(before);
        assertThat(facts(List.of(notOnTopic))).isEmpty();
        // Decisions that did not change are not published again.
        assertThat(published()).isEqualTo(publishedBefore);
        assertThat(job("checks", check.getString("data.id")).getList("data.mismatches.resolved_at"))
                .doesNotContainNull();
        repair(check).then().statusCode(409);
        assertThat(mismatches(runCheck())).isEmpty();
    }

    @Test
    void singleParticipantCanBeRebuilt() {
        List<String> keys = registered(2);
        Set<String> before = facts(keys.subList(0, 1));
        keys.forEach(key -> corrupt("delete from facts where topic = 'participant-changes'", key));

        JsonPath rebuild = runRebuild(Map.of("participant_id", keys.getFirst()));

        assertThat(rebuild.getString("data.participant_id")).isEqualTo(keys.getFirst());
        assertThat(rebuild.getLong("data.changed")).isEqualTo(1);
        assertThat(facts(keys.subList(0, 1))).isEqualTo(before);
        assertThat(facts(keys)).hasSize(3);
        runRebuild(Map.of("participant_id", keys.getLast()));
        assertThat(facts(keys)).hasSize(4);
    }

    /** The state after a broker lost acknowledged records. */
    @Test
    void recordThatTheTopicLostIsPublishedAgain() {
        String key = registered(1).getFirst();
        corrupt("update facts set version = version + 1 where topic = 'schedule-assignments'", key);
        JsonPath check = runCheck();
        assertThat(mismatches(check)).containsOnlyKeys(key).containsEntry(key, Set.of("schedule-assignments newer"));

        repair(check).then().statusCode(202);

        await().atMost(LATER).untilAsserted(() -> assertThat(inconsistentKeys()).isZero());
        var messages = topics.messages(SCHEDULE_ASSIGNMENTS, key);
        assertThat(messages).extracting(Message::version).containsExactly(1L, 2L);
        assertThat(messages.getLast().snapshot()).isEqualTo(messages.getFirst().snapshot());
    }

    @Test
    void factThatWasNeverPublishedIsReportedAndKept() {
        String key = registered(1).getFirst();
        String notOnTopic = UUID.randomUUID().toString();
        corrupt(
                "insert into facts select topic, '" + notOnTopic + "', version, snapshot from facts where topic ="
                        + " 'schedule-assignments'",
                key);
        JsonPath check = runCheck();
        assertThat(mismatches(check)).containsOnlyKeys(notOnTopic);

        repair(check).then().statusCode(202);

        await().atMost(LATER).untilAsserted(() -> assertThat(
                        operations().get("/api/v1/checks").jsonPath().getString("data[0].reason"))
                .isEqualTo("After the rebuild"));
        assertThat(facts(List.of(notOnTopic))).hasSize(1);
        assertThat(inconsistentKeys()).isEqualTo(1);
        corrupt("delete from facts where topic = 'schedule-assignments'", notOnTopic);
        runCheck();
        assertThat(inconsistentKeys()).isZero();
    }

    @Test
    void concurrentChangesAreNoMismatch() {
        List<String> keys =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(40).toList();
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
            for (int version = 1; version <= 15; version++) {
                for (String key : keys) {
                    publish(key, version);
                }
            }
        });

        JsonPath first = runCheck();
        JsonPath second = runCheck();

        traffic.join();
        assertThat(mismatches(first)).isEmpty();
        assertThat(mismatches(second)).isEmpty();
        assertThat(mismatches(runCheck())).isEmpty();
    }

    @Test
    void deadLettersAreNoMismatch() {
        String key = registered(1).getFirst();
        topics.publish(
                PARTICIPANT_CHANGES,
                key,
                new Message<>(
                        4,
                        REGISTERED,
                        change(),
                        participant(
                                UUID.fromString(key),
                                ParticipantFixtures.withoutCohort(
                                        providerLed(1, 2025, "2025-09-01", REGISTERED.toString())))));
        await().atMost(SOON).untilAsserted(() -> operations()
                .get("/api/v1/dead-letters?participant_id=" + key)
                .then()
                .body("meta.total", equalTo(1)));

        assertThat(mismatches(runCheck())).isEmpty();
        assertThat(runRebuild(Map.of("participant_id", key)).getLong("data.changed"))
                .isZero();
    }

    @Test
    void onlyOneFullRebuildRunsUntilItsHeartbeatStops() {
        UUID other = pool.query(
                        "insert into reconciliation_jobs (kind, actor, total) values ('rebuild', 'another instance', 100)"
                                + " returning id")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0);

        rebuild(Map.of("all", true)).then().statusCode(409);
        assertThat(job("rebuilds", other.toString()).getString("data.status")).isEqualTo("running");

        pool.query("update reconciliation_jobs set heartbeat_at = now() - interval '31 seconds' where id = '" + other
                        + "'")
                .execute()
                .await()
                .indefinitely();
        assertThat(job("rebuilds", other.toString()).getString("data.status")).isEqualTo("failed");
        runRebuild(Map.of("all", true));
        assertThat(job("rebuilds", other.toString()).getString("data.detail")).contains("has stopped");
    }

    @Test
    void invalidRequestsAreRefused() {
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("all", false),
                Map.of("all", true, "participant_id", "x"),
                Map.of("participant_id", ""))) {
            rebuild(body).then().statusCode(422).body("errors[0].field", equalTo("participant_id"));
        }
        operations().get("/api/v1/rebuilds/none").then().statusCode(404);
        operations().get("/api/v1/checks/" + UUID.randomUUID()).then().statusCode(404);
        String support = TestTokens.issue(Scope.SUPPORT);
        for (String path : List.of("/api/v1/rebuilds", "/api/v1/checks")) {
            given().auth().oauth2(support).get(path).then().statusCode(403);
            given().auth()
                    .oauth2(support)
                    .contentType(ContentType.JSON)
                    .post(path)
                    .then()
                    .statusCode(403);
            operations().get(path).then().statusCode(200).body("meta.page", equalTo(1));
        }
    }

    /** New participants, each with a schedule. */
    private List<String> registered(int count) {
        List<String> keys =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
        keys.forEach(key -> publish(key, 3));
        await().atMost(SOON).untilAsserted(() -> assertThat(query("select count(*) from facts where key = any('{"
                        + String.join(",", keys) + "}') and not exists (select from outbox)"))
                .isEqualTo(2L * count));
        keys.forEach(
                key -> await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(SCHEDULE_ASSIGNMENTS, key))
                        .hasSize(1)));
        // the service has read its own decisions back, too
        TopicSnapshot.awaitEverything();
        return keys;
    }

    private void publish(String key, long version) {
        topics.publish(
                PARTICIPANT_CHANGES,
                key,
                new Message<>(
                        version,
                        REGISTERED,
                        change(),
                        participant(UUID.fromString(key), providerLed(1, 2025, "2025-09-01", REGISTERED.toString()))));
    }

    private static EctRegistered change() {
        return new EctRegistered(
                "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER);
    }

    /** Changes one row, so that the store no longer matches the topic. */
    private void corrupt(String sql, String key) {
        assertThat(pool.query(sql + " and key = '" + key + "'")
                        .execute()
                        .await()
                        .indefinitely()
                        .rowCount())
                .isEqualTo(1);
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getValue(0);
    }

    private Set<String> facts(List<String> keys) {
        return pool.query("select topic || key || version || snapshot from facts where key = any('{"
                        + String.join(",", keys) + "}')")
                .execute()
                .map(rows -> {
                    Set<String> facts = new java.util.HashSet<>();
                    rows.forEach(row -> facts.add(row.getString(0)));
                    return facts;
                })
                .await()
                .indefinitely();
    }

    /** The number of records on the topics and in the outbox. */
    private long published() {
        return Stream.of(PARTICIPANT_CHANGES, SCHEDULE_ASSIGNMENTS)
                        .map(Topic::name)
                        .mapToLong(topic -> topics.records(topic).size())
                        .sum()
                + (long) query("select count(*) from outbox");
    }

    private RequestSpecification operations() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private Response rebuild(Map<String, ?> body) {
        return operations().body(body).post("/api/v1/rebuilds");
    }

    private JsonPath runRebuild(Map<String, ?> body) {
        Response started = rebuild(body);
        started.then().statusCode(202);
        return awaitDone("rebuilds", started.jsonPath().getString("data.id"));
    }

    private JsonPath runCheck() {
        Response started = operations().post("/api/v1/checks");
        started.then().statusCode(202);
        return awaitDone("checks", started.jsonPath().getString("data.id"));
    }

    private Response repair(JsonPath check) {
        return operations().post("/api/v1/checks/" + check.getString("data.id") + "/repair");
    }

    private JsonPath awaitDone(String kind, String id) {
        await().atMost(LATER)
                .until(() -> !job(kind, id).getString("data.status").equals("running"));
        JsonPath done = job(kind, id);
        assertThat(done.getString("data.status")).as(done.prettify()).isEqualTo("done");
        return done;
    }

    private JsonPath job(String kind, String id) {
        Response response = operations().get("/api/v1/" + kind + "/" + id);
        response.then().statusCode(200);
        return response.jsonPath();
    }

    /** The mismatches by key, each as topic and kind. */
    private static Map<String, Set<String>> mismatches(JsonPath check) {
        return check.<Map<String, String>>getList("data.mismatches").stream()
                .collect(groupingBy(
                        mismatch -> mismatch.get("key"),
                        mapping(mismatch -> mismatch.get("topic") + " " + mismatch.get("kind"), toSet())));
    }

    private long inconsistentKeys() {
        return consistencyCheckAlert.inconsistentKeys().await().indefinitely();
    }
}
