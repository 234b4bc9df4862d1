package uk.gov.education.training.platform.operations.deadletters;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ParticipantFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Operators read, edit, replay and discard dead letters. */
@ServiceIT
class DeadLettersIT {

    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");
    private static final String TYPE = "uk.gov.education.training.ect-registered.v1";

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();
    private final Participant amara = participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED.toString()));
    private final Participant withoutCohort = participant(
            id, ParticipantFixtures.withoutCohort(providerLed(1, 2025, "2025-09-01", REGISTERED.toString())));
    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.OPERATIONS);
    }

    @Test
    void deadLetterCanBeEditedAndReplayedAndTheAuditLogNamesTheActor() {
        publishRaw(TYPE, "{\"version\": 1, \"at\": \"2025-08-18T09:15:00Z\"}");
        String deadLetterId = waiting(1).getFirst();

        operations()
                .get(DEAD_LETTERS + "/" + deadLetterId)
                .then()
                .statusCode(200)
                .body("data.topic", equalTo("participant-changes"))
                .body("data.key", equalTo(id.toString()))
                .body("data.type", equalTo(TYPE))
                .body("data.reason", equalTo("schema"))
                .body("data.status", equalTo("waiting"))
                .body("data.body", equalTo("{\"version\": 1, \"at\": \"2025-08-18T09:15:00Z\"}"))
                .body("data.body_encoding", equalTo("utf-8"))
                .body("data.headers.ce_type", equalTo(TYPE))
                .body("data.headers", not(hasKey("dead-letter-reason")))
                .body("data.errors", hasSize(2))
                .body("data.errors[0]", containsString("required property"))
                .body("data.audit_log", hasSize(0));
        replay(deadLetterId, Map.of("dry_run", true))
                .then()
                .statusCode(200)
                .body("data.outcome", contains("unreadable"))
                .body("data[0].detail", containsString("required property"));
        replay(deadLetterId, Map.of())
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("required property"));

        Map<String, Object> edited =
                Map.of("body", body(1, amara), "headers", Map.of("x-edited-for", "ticket 7"), "reason", "cut in half");
        replay(deadLetterId, with(edited, "dry_run", true))
                .then()
                .statusCode(200)
                .body("data.outcome", contains("would-be-applied"))
                .body("data[0].version", equalTo(1))
                .body("meta.dry_run", equalTo(true));
        assertThat(recordsOf(id)).hasSize(1);
        replay(deadLetterId, edited).then().statusCode(200).body("data.outcome", contains("replayed"));

        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(SCHEDULE_ASSIGNMENTS, id.toString()))
                .hasSize(1));
        assertThat(recordsOf(id).getLast().headers())
                .extracting(header -> header.key())
                .contains("ce_type", "x-edited-for", "replay-of")
                .noneMatch(name -> name.startsWith("dead-letter-"));
        operations()
                .get(DEAD_LETTERS + "/" + deadLetterId)
                .then()
                .body("data.status", equalTo("replayed"))
                .body("data.audit_log", hasSize(1))
                .body("data.audit_log[0].action", equalTo("replayed"))
                .body("data.audit_log[0].actor", startsWith("operations token "))
                .body("data.audit_log[0].reason", equalTo("cut in half"))
                .body("data.audit_log[0].detail", startsWith("Replaced: x-edited-for, body."))
                .body("data.audit_log[0].edited", equalTo(true))
                .body("data.audit_log[0].at", notNullValue());
        operations()
                .get("/api/v1/audit-log?per_page=200")
                .then()
                .statusCode(200)
                .body("data.find { it.subject_id == '" + deadLetterId + "' }.action", equalTo("replayed"));
        replay(deadLetterId, edited).then().statusCode(409);
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void laterEventOfTheKeySupersedesADeadLetter() {
        publishRaw(TYPE, "no JSON");
        String deadLetterId = waiting(1).getFirst();

        publish(2, amara);

        await().atMost(SOON).untilAsserted(() -> operations()
                .get(DEAD_LETTERS + "/" + deadLetterId)
                .then()
                .body("data.status", equalTo("superseded"))
                .body("data.body", equalTo("no JSON"))
                .body("data.audit_log", hasSize(1))
                .body("data.audit_log[0].action", equalTo("superseded"))
                .body("data.audit_log[0].actor", equalTo("schedule-service")));
        replay(deadLetterId, Map.of("body", body(1, amara))).then().statusCode(409);
        assertThat(recordsOf(id)).hasSize(2);
    }

    /** A duplicate or replayed record is older than the dead letter, wherever it is on the topic. */
    @Test
    void duplicateDoesNotSupersedeADeadLetter() {
        publish(2, amara);
        awaitStoredVersion(2);
        publishRaw(TYPE, "no JSON");
        String deadLetterId = waiting(1).getFirst();

        publish(1, amara);
        publishRaw(TYPE, "no JSON either, after it");

        assertThat(waiting(2)).contains(deadLetterId);
    }

    /** Otherwise compaction would keep the older version. */
    @Test
    void versionOlderThanTheTopicIsNotReplayedEvenIfNothingIsStored() {
        publishRaw(TYPE, "no JSON");
        publish(2, withoutCohort);
        List<String> deadLetterIds = waiting(2);

        replay(deadLetterIds.getFirst(), Map.of("body", body(1, amara)))
                .then()
                .body("data.outcome", contains("superseded"))
                .body("data[0].stored_version", nullValue())
                .body("data[0].detail", containsString("Version 2 is already on the topic"));
        assertThat(recordsOf(id)).hasSize(2);
    }

    @Test
    void recordThatStillFailsStaysADeadLetter() {
        publish(1, withoutCohort);
        String deadLetterId = waiting(1).getFirst();

        replay(deadLetterId, Map.of("dry_run", true)).then().statusCode(200).body("data.outcome", contains("refused"));
        replay(deadLetterId, Map.of()).then().statusCode(422).body("errors[0].detail", containsString(id.toString()));

        assertThat(waiting(1)).containsExactly(deadLetterId);
        assertThat(recordsOf(id)).hasSize(1);
        replay(deadLetterId, Map.of("body", body(1, amara))).then().body("data.outcome", contains("replayed"));
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(SCHEDULE_ASSIGNMENTS, id.toString()))
                .hasSize(1));
    }

    @Test
    void concurrentReplaysPublishOnce() {
        publishRaw(TYPE, "no JSON");
        String deadLetterId = waiting(1).getFirst();
        Map<String, Object> edited = Map.of("body", body(1, amara));

        var responses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> replay(deadLetterId, edited).statusCode()))
                .limit(4)
                .toList();

        assertThat(responses.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409, 409, 409);
        awaitStoredVersion(1);
        assertThat(recordsOf(id)).hasSize(2);
    }

    @Test
    void tombstoneErasesTheDeadLettersOfItsKey() {
        publishRaw(TYPE, "somebody's name");
        String deadLetterId = waiting(1).getFirst();

        topics.publishRaw(PARTICIPANT_CHANGES.name(), id.toString(), Map.of(), null);

        await().atMost(SOON).untilAsserted(() -> operations()
                .get(DEAD_LETTERS + "/" + deadLetterId)
                .then()
                .body("data.status", equalTo("superseded"))
                .body("data.body", nullValue())
                .body("data.audit_log[0].action", equalTo("superseded")));
        replay(deadLetterId, Map.of("body", body(1, amara))).then().statusCode(409);
    }

    @Test
    void severalDeadLettersAreReplayedOrDiscardedTogether() {
        publish(1, withoutCohort);
        publishRaw(TYPE, "no JSON");
        publishRaw("unknown", "{}");
        List<String> deadLetterIds = waiting(3);
        Map<String, Object> filter = Map.of("filter", Map.of("participant_id", id.toString(), "newer_than", "PT1H"));

        inBulk("replay", with(filter, "dry_run", true))
                .then()
                .statusCode(200)
                .body("data.id", equalTo(deadLetterIds))
                .body("data.outcome", equalTo(List.of("refused", "unreadable", "unreadable")))
                .body("meta.total", equalTo(3))
                .body("meta.counts", equalTo(Map.of("refused", 1, "unreadable", 2)));
        inBulk("replay", Map.of("ids", deadLetterIds))
                .then()
                .body("data.outcome", equalTo(List.of("refused", "unreadable", "unreadable")));

        inBulk("discard", filter).then().statusCode(422).body("errors[0].field", equalTo("reason"));
        inBulk("discard", with(with(filter, "reason", "from a load test"), "dry_run", true))
                .then()
                .body(
                        "data.outcome",
                        equalTo(List.of("would-be-discarded", "would-be-discarded", "would-be-discarded")));
        inBulk("discard", with(filter, "reason", "from a load test"))
                .then()
                .body("data.outcome", equalTo(List.of("discarded", "discarded", "discarded")));
        inBulk("discard", Map.of("ids", deadLetterIds, "reason", "again"))
                .then()
                .body("data.outcome.unique()", contains("already-resolved"));
        operations()
                .get(DEAD_LETTERS + "?status=discarded&participant_id=" + id)
                .then()
                .body("data.id", equalTo(deadLetterIds))
                .body("meta.total", equalTo(3));
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void deadLettersThatArriveAfterTheDryRunStay() {
        publishRaw(TYPE, "no JSON");
        String seen = waiting(1).getFirst();
        Map<String, Object> all = Map.of("participant_id", id.toString());
        String parkedBefore = inBulk("replay", Map.of("filter", all, "dry_run", true))
                .jsonPath()
                .getString("meta.parked_before");
        publishRaw(TYPE, "no JSON either");
        waiting(2);

        inBulk("discard", Map.of("filter", with(all, "parked_before", parkedBefore), "reason", "seen"))
                .then()
                .body("data.id", contains(seen))
                .body("meta.total", equalTo(1))
                .body("meta.parked_before", equalTo(parkedBefore));

        assertThat(waiting(1)).doesNotContain(seen);
    }

    @Test
    void unreadableDeadLettersDoNotHideLaterOnes() {
        for (int i = 0; i < 101; i++) {
            publishRaw(TYPE, "no JSON");
        }
        await().atMost(SOON).untilAsserted(() -> operations()
                .get(DEAD_LETTERS + "?participant_id=" + id)
                .then()
                .body("meta.total", equalTo(101)));
        Map<String, Object> all = Map.of("participant_id", id.toString());

        Response first = inBulk("replay", Map.of("filter", all));

        first.then()
                .body("data", hasSize(100))
                .body("meta.counts", equalTo(Map.of("unreadable", 100)))
                .body("meta.total", equalTo(101))
                .body("meta.after", equalTo(first.jsonPath().getString("data[99].id")));
        inBulk("replay", Map.of("filter", with(all, "after", first.jsonPath().getString("meta.after"))))
                .then()
                .body("data", hasSize(1))
                .body("meta.total", equalTo(1))
                .body("meta", not(hasKey("after")));
    }

    @Test
    void listIsFilteredAndPaged() {
        publishRaw(TYPE, "no JSON");
        publishRaw(TYPE, "{}");
        waiting(2);

        assertThat(listed("&reason=schema")).hasSize(1);
        assertThat(listed("&reason=refused")).isEmpty();
        assertThat(listed("&topic=participant-changes&newer_than=PT1H")).hasSize(2);
        assertThat(listed("&topic=training-changes")).isEmpty();
        assertThat(listed("&older_than=PT1H")).isEmpty();
        assertThat(listed("&per_page=1&page=2")).hasSize(1).isEqualTo(listed("").subList(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "topic=elsewhere, topic",
        "reason=any, reason",
        "older_than=1h, older_than",
        "newer_than=-PT1H, newer_than",
        "parked_before=yesterday, parked_before",
        "status=open, status",
        "page=0, page",
        "per_page=1.5, per_page"
    })
    void invalidFilterIsRefused(String query, String field) {
        operations().get(DEAD_LETTERS + "?" + query).then().statusCode(400).body("errors[0].field", equalTo(field));
    }

    @Test
    void invalidRequestsAreRefused() {
        inBulk("replay", Map.of()).then().statusCode(422).body("errors[0].field", equalTo("filter"));
        inBulk("replay", Map.of("filter", Map.of("older_than", "long ago")))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("older_than"));
        inBulk("replay", Map.of("filter", Map.of("after", "the first")))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("after"));
        inBulk("replay", Map.of("ids", List.of(UUID.randomUUID()))).then().statusCode(404);
        replay("none", Map.of()).then().statusCode(404);
        String support = TestTokens.issue(Scope.SUPPORT);
        for (String path : List.of(DEAD_LETTERS, "/api/v1/audit-log", DEAD_LETTERS + "/" + UUID.randomUUID())) {
            given().auth().oauth2(support).get(path).then().statusCode(403);
            given().get(path).then().statusCode(401);
        }
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var all = new java.util.LinkedHashMap<>(body);
        all.put(name, value);
        return all;
    }

    private RequestSpecification operations() {
        return given().auth().oauth2(token);
    }

    private Response replay(String deadLetterId, Map<String, ?> body) {
        return operations()
                .contentType(ContentType.JSON)
                .body(body)
                .post(DEAD_LETTERS + "/" + deadLetterId + "/replay");
    }

    private Response inBulk(String action, Map<String, ?> body) {
        return operations().contentType(ContentType.JSON).body(body).post(DEAD_LETTERS + "/" + action);
    }

    private List<String> listed(String query) {
        return operations()
                .get(DEAD_LETTERS + "?participant_id=" + id + query)
                .jsonPath()
                .getList("data.id");
    }

    /** Waits for this number of dead letters about the participant and returns their ids. */
    private List<String> waiting(int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(listed("")).hasSize(count));
        return listed("");
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(UUID key) {
        return topics.records(PARTICIPANT_CHANGES.name()).stream()
                .filter(record -> key.toString().equals(record.key()))
                .toList();
    }

    private void awaitStoredVersion(long version) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        pool.query("select max(version) from facts where topic = 'participant-changes' and key = '" + id
                                        + "'")
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getLong(0))
                .isEqualTo(version));
    }

    private void publishRaw(String type, String body) {
        topics.publishRaw(PARTICIPANT_CHANGES.name(), id.toString(), Map.of("ce_type", type), body.getBytes(UTF_8));
    }

    private void publish(long version, Participant participant) {
        topics.publish(PARTICIPANT_CHANGES, id.toString(), message(version, participant));
    }

    private String body(long version, Participant participant) {
        return new String(
                CloudEvents.write(
                                PARTICIPANT_CHANGES,
                                id.toString(),
                                message(version, participant),
                                "test",
                                new Cause(REGISTERED, Traces.begin()),
                                REGISTERED)
                        .body(),
                UTF_8);
    }

    private static Message<uk.gov.education.training.events.ParticipantChange, Participant> message(
            long version, Participant participant) {
        return new Message<>(
                version,
                REGISTERED,
                new EctRegistered(
                        "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER),
                participant);
    }
}
