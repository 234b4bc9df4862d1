package uk.gov.education.training.platform.operations;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.operations.domain.InstanceView;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Activity reports, alerts, health and metrics of a service that consumes valid and invalid records. */
@ServiceIT
class OperationsReportingIT {

    private static final String DEAD_LETTERS = "dead_letters_waiting ";

    @Inject
    OperationsState operationsState;

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private List<Message<ActivityChange, Activity>> activity() {
        return operationsState.instances().stream()
                .map(InstanceView::activity)
                .filter(activity -> activity.service().equals("schedule-service"))
                .findFirst()
                .map(own -> topics.messages(OPERATIONS_ACTIVITY, own.key()))
                .orElseThrow();
    }

    /** The reported counts of a topic since a number of activity messages. */
    private Consumed consumedSince(int messages) {
        long in = 0;
        long applied = 0;
        long ignored = 0;
        long deadLettered = 0;
        for (var message : activity().stream().skip(messages).toList()) {
            if (message.change() instanceof ActivityReported reported) {
                for (Consumed one : reported.consumed()) {
                    if (one.topic().equals(PARTICIPANT_CHANGES.name())) {
                        in += one.in();
                        applied += one.applied();
                        ignored += one.ignored();
                        deadLettered += one.deadLettered();
                    }
                }
            }
        }
        return new Consumed(PARTICIPANT_CHANGES.name(), in, applied, ignored, deadLettered);
    }

    @Test
    void outcomesAreCountedAndADeadLetterRaisesAnAlert() {
        int earlier = activity().size();
        // counts of other tests are reported by then
        await().atMost(SOON).until(() -> activity().size() > earlier + 1);
        int before = activity().size();
        Message<ParticipantChange, Participant> registered = new Message<>(
                1,
                Instant.parse("2025-08-18T09:15:00Z"),
                new EctRegistered(
                        "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER),
                participant(id, providerLed(1, 2025, "2025-09-01", "2025-08-18T09:15:00Z")));

        topics.publish(PARTICIPANT_CHANGES, id.toString(), registered);
        topics.publish(PARTICIPANT_CHANGES, id.toString(), registered);
        topics.publishRaw(
                PARTICIPANT_CHANGES.name(),
                id.toString(),
                Map.of("ce_type", PARTICIPANT_CHANGES.typeOf(registered.change())),
                "no JSON".getBytes(UTF_8));

        await().atMost(SOON).untilAsserted(() -> assertThat(consumedSince(before))
                .isEqualTo(new Consumed(PARTICIPANT_CHANGES.name(), 3, 1, 1, 1)));
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(
                        OPERATIONS_ALERTS, Alert.key("schedule-service", Condition.DEAD_LETTERS_WAITING)))
                .last()
                .satisfies(alert -> assertThat(alert.snapshot().raised()).isTrue()));
        assertThat(activity().getLast().snapshot()).satisfies(activity -> {
            assertThat(activity.deadLettersWaiting()).isPositive();
            assertThat(activity.conditions())
                    .extracting(Activity.ActiveCondition::condition)
                    .contains(Condition.DEAD_LETTERS_WAITING);
            assertThat(activity.consumerPositions())
                    .filteredOn(position -> position.topic().equals(PARTICIPANT_CHANGES.name()))
                    .allSatisfy(position -> {
                        assertThat(position.lag()).isNotNull();
                        assertThat(position.propagationP50Millis()).isPositive();
                        assertThat(position.propagationP99Millis()).isPositive();
                    });
        });
        given().get("/q/health").then().statusCode(503).body("$", equalTo(Map.of("status", "DOWN")));
        given().auth()
                .oauth2(TestTokens.issue(Scope.SUPPORT))
                .get("/q/health")
                .then()
                .statusCode(503)
                .body("$", equalTo(Map.of("status", "DOWN")));
        given().auth()
                .oauth2(TestTokens.issue(Scope.OPERATIONS))
                .get("/q/health")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'dead-letters-waiting' }.status", equalTo("DOWN"))
                .body(
                        "checks.find { it.name == 'dead-letters-waiting' }.data.reason",
                        containsString(" for a decision: /api/v1/dead-letters."))
                .body("checks.find { it.name == 'broker' }.status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void databaseIsAvailableEvenIfTheOutboxCannotBeCounted() {
        SqlConnection lockHolder = pool.getConnection().await().indefinitely();
        try {
            query(lockHolder, "begin");
            query(lockHolder, "lock table outbox in access exclusive mode");

            await().atMost(SOON).untilAsserted(() -> assertThat(metrics()).contains("outbox_depth NaN"));
            assertThat(metrics()).contains("database_reachable 1.0");
            assertThat(operationsState.localConditions())
                    .extracting(Activity.ActiveCondition::condition)
                    .doesNotContain(Condition.DATABASE_UNAVAILABLE);
        } finally {
            query(lockHolder, "rollback");
            lockHolder.close().await().indefinitely();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(metrics()).contains("outbox_depth 0.0"));
    }

    @Test
    void conditionStaysRaisedWhileItsCheckFails() {
        query(
                pool,
                "with found as (insert into reconciliation_jobs (kind, status, actor, finished_at) values ('check', 'done', 'a"
                        + " test', now()) returning id) insert into mismatches (check_id, key, kind, detail) select"
                        + " id, 'nobody', 'missing', 'made up' from found");
        await().atMost(SOON).untilAsserted(this::assertInvariantBroken);
        SqlConnection lockHolder = pool.getConnection().await().indefinitely();
        try {
            query(lockHolder, "begin");
            query(lockHolder, "lock table mismatches in access exclusive mode");

            // When the third one is counted, a complete poll has run while the lock was held.
            for (int deadLetters = 0; deadLetters < 3; deadLetters++) {
                long waiting = deadLettersWaiting();
                topics.publishRaw(PARTICIPANT_CHANGES.name(), id.toString(), Map.of(), "no JSON".getBytes(UTF_8));
                await().atMost(SOON).until(() -> deadLettersWaiting() > waiting);
            }
            assertInvariantBroken();
        } finally {
            query(lockHolder, "rollback");
            lockHolder.close().await().indefinitely();
            query(
                    pool,
                    "with old as (delete from mismatches where key = 'nobody') delete from reconciliation_jobs where actor ="
                            + " 'a test'");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(operationsState.localConditions())
                .extracting(Activity.ActiveCondition::condition)
                .doesNotContain(Condition.INVARIANT_BROKEN));
    }

    private void assertInvariantBroken() {
        assertThat(operationsState.localConditions())
                .extracting(Activity.ActiveCondition::condition)
                .contains(Condition.INVARIANT_BROKEN);
    }

    private long deadLettersWaiting() {
        return metrics().stream()
                .filter(line -> line.startsWith(DEAD_LETTERS))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(DEAD_LETTERS.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void query(SqlClient db, String sql) {
        db.query(sql).execute().await().indefinitely();
    }

    private static List<String> metrics() {
        return given().get("/q/metrics").asString().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events_consumed_total{outcome=\"applied\",topic=\"participant-changes\"",
                "events_consumed_total{outcome=\"ignored\",topic=\"participant-changes\"",
                "events_consumed_total{outcome=\"dead-lettered\",topic=\"participant-changes\"",
                "events_published_total{topic=\"schedule-assignments\"",
                "events_propagation_seconds{topic=\"participant-changes\",quantile=\"0.5\"",
                "events_propagation_seconds{topic=\"participant-changes\",quantile=\"0.99\"",
                "events_propagation_seconds_bucket{topic=\"participant-changes\",le=\"0.25\"",
                "outbox_depth ",
                "outbox_oldest_seconds ",
                "consumer_lag_records{topic=\"participant-changes\"",
                "consumer_lag_seconds{topic=\"participant-changes\"",
                "dead_letters_waiting ",
                "alerts_raised{condition=\"instance-unresponsive\"",
                "broker_reachable 1",
                "database_reachable 1"
            })
    void metricsHaveTheNamesThatDashboardsUse(String series) {
        assertThat(metrics()).anySatisfy(line -> assertThat(line).startsWith(series));
    }
}
