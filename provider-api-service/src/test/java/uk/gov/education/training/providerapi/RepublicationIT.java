package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.ReportsTakenOver;
import uk.gov.education.training.events.TrainingChange.TrainingReportsRepublished;
import uk.gov.education.training.events.TrainingChange.TrainingResumed;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Another producer writes to the topic that this service owns, and this service republishes its facts with a higher
 * version.
 */
@ServiceIT
class RepublicationIT {

    private static final String REPUBLICATIONS = "/api/v1/republications";

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID training = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;
    private String operations;

    @BeforeEach
    void deferParticipant() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        operations = TestTokens.issue(Scope.OPERATIONS);
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(priya, amber, training, "Priya Anand")));
        topics.publish(Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), OakfieldFixtures.scheduled(priya, 1, training));
        await().atMost(SOON).until(() -> show().statusCode() == 200);
        report("defer", "{\"reason\": \"other\", \"course_identifier\": \"ecf-induction\"}");
        await().atMost(SOON).until(() -> reports().size() == 1);
    }

    @AfterEach
    void removeForeignRecords() {
        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.toString(), Map.of(), null);
        await().atMost(SOON).until(() -> show().statusCode() == 404);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, Versions.LARGEST_STEP + 1, Versions.MOST_AT_FIRST})
    void republishedReportsSupersedeAForeignRecord(long foreign) {
        topics.publish(Topics.TRAINING_CHANGES, priya.toString(), nothingReported(foreign));
        await().atMost(SOON).untilAsserted(() -> deadLetters("waiting").body("meta.total", equalTo(1)));
        assertThat(status()).isEqualTo("deferred");
        JsonPath check = done("checks", operations().post("/api/v1/checks"));
        assertThat(check.<Map<String, String>>getList("data.mismatches"))
                .filteredOn(mismatch -> priya.toString().equals(mismatch.get("key")))
                .isNotEmpty()
                .allSatisfy(mismatch -> {
                    assertThat(mismatch).containsEntry("topic", "training-changes");
                    assertThat(mismatch.get("kind")).isIn("not-from-owner", "too-far-ahead");
                    assertThat(mismatch.get("detail")).contains("Republish the key");
                });

        JsonPath done = republish(Map.of("key", priya.toString()));

        assertThat(done.getLong("data.published")).isEqualTo(1);
        await().atMost(SOON).until(() -> reports().getLast().change() instanceof TrainingReportsRepublished);
        var again = reports().getLast();
        assertThat(again.version()).isGreaterThan(foreign).isLessThanOrEqualTo(Versions.MOST);
        assertThat(again.snapshot()).isEqualTo(reports().getFirst().snapshot());
        await().atMost(SOON).untilAsserted(() -> deadLetters("superseded").body("meta.total", equalTo(1)));
        report("resume", "{\"course_identifier\": \"ecf-induction\"}");
        await().atMost(SOON).until(() -> reports().getLast().change() instanceof TrainingResumed);
        assertThat(reports().getLast().version()).isEqualTo(again.version() + 1);
        assertThat(reports().getLast().snapshot().trainings().getFirst().statuses())
                .hasSize(2);
        assertThat(done("checks", operations().post("/api/v1/checks")).<Map<String, String>>getList("data.mismatches"))
                .noneMatch(mismatch -> priya.toString().equals(mismatch.get("key")));
    }

    @Test
    void nothingIsRepublishedAgainUntilTheNextForeignRecord() {
        republish(Map.of("key", priya.toString()));
        await().atMost(SOON).until(() -> reports().size() == 2);

        assertThat(republish(Map.of("key", priya.toString())).getLong("data.published"))
                .isZero();
        topics.publish(Topics.TRAINING_CHANGES, priya.toString(), nothingReported(3));
        JsonPath done = republish(Map.of("key", priya.toString()));

        assertThat(done.getLong("data.published")).isEqualTo(1);
        assertThat(done.getString("data.actor")).startsWith("operations token ");
        operations()
                .get("/api/v1/audit-log?per_page=200")
                .then()
                .body("data.find { it.subject_id == '" + done.getString("data.id") + "' }.action", equalTo("started"))
                .body("data.find { it.subject_id == '" + done.getString("data.id") + "' }.reason", equalTo("a test"));
    }

    @Test
    void wholeTopicIsRepublishedWithProgress() {
        JsonPath done = republish(Map.of("all", true));

        assertThat(done.getLong("data.published")).isPositive();
        assertThat(done.getLong("data.total")).isPositive().isEqualTo(done.getLong("data.read"));
        await().atMost(SOON).until(() -> reports().size() == 2);
        operations().get(REPUBLICATIONS).then().body("meta.total", greaterThanOrEqualTo(1));
    }

    @Test
    void wrongRequestsAreRefused() {
        assertRefused(Map.of("topic", "participant-changes", "all", true, "reason", "x"), "topic", "training-changes");
        assertRefused(Map.of("topic", "training-changes", "reason", "x"), "key", "all");
        assertRefused(Map.of("topic", "training-changes", "key", "", "reason", "x"), "key", "UUID");
        assertRefused(Map.of("topic", "training-changes", "all", true), "reason", "Give a reason");
        operations().get(REPUBLICATIONS + "/" + UUID.randomUUID()).then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.issue(Scope.SUPPORT))
                .get(REPUBLICATIONS)
                .then()
                .statusCode(403);
    }

    private void assertRefused(Map<String, ?> body, String field, String detail) {
        operations()
                .body(body)
                .post(REPUBLICATIONS)
                .then()
                .statusCode(422)
                .body("errors[0].title", equalTo(field))
                .body("errors[0].detail", containsString(detail));
    }

    private JsonPath republish(Map<String, ?> what) {
        Map<String, Object> body = new java.util.HashMap<>(what);
        body.put("topic", "training-changes");
        body.put("reason", "a test");
        JsonPath done = done("republications", operations().body(body).post(REPUBLICATIONS));
        await().atMost(SOON)
                .until(() -> pool.query("select count(*) from outbox")
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getLong(0)
                        == 0);
        return done;
    }

    private JsonPath done(String kind, Response begun) {
        begun.then().statusCode(202);
        String address = "/api/v1/" + kind + "/" + begun.jsonPath().getString("data.id");
        await().atMost(SOON).until(() -> !operations()
                .get(address)
                .jsonPath()
                .getString("data.status")
                .equals("running"));
        JsonPath done = operations().get(address).jsonPath();
        assertThat(done.getString("data.status")).as(done.prettify()).isEqualTo("done");
        return done;
    }

    private Message<TrainingChange, TrainingReports> nothingReported(long version) {
        return new Message<>(
                version,
                OakfieldFixtures.AT,
                new ReportsTakenOver(UUID.randomUUID()),
                new TrainingReports(priya, List.of()));
    }

    private void report(String what, String attributes) {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"data\": {\"type\": \"participant-" + what + "\", \"attributes\": " + attributes + "}}")
                .put("/api/v3/participants/{id}/" + what, priya)
                .then()
                .statusCode(200);
    }

    private List<Message<TrainingChange, TrainingReports>> reports() {
        return topics.messages(Topics.TRAINING_CHANGES, priya.toString());
    }

    private io.restassured.response.ValidatableResponse deadLetters(String status) {
        return operations()
                .get("/api/v1/dead-letters?status=" + status + "&topic=training-changes&participant_id=" + priya)
                .then();
    }

    private String status() {
        return show().jsonPath().getString("data.attributes.ecf_enrolments[0].training_status");
    }

    private Response show() {
        return given().auth().oauth2(token).get("/api/v3/participants/{id}", priya);
    }

    private RequestSpecification operations() {
        return given().auth().oauth2(operations).contentType(ContentType.JSON);
    }
}
