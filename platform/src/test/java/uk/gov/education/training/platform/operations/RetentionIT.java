package uk.gov.education.training.platform.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.operations.reconciliation.ConsistencyCheckAlert;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;

/** The retention job deletes resolved dead letters, finished jobs and old audit entries. */
@ServiceIT
class RetentionIT {

    @Inject
    Pool pool;

    @Inject
    RetentionJob retentionJob;

    @Inject
    ConsistencyCheckAlert consistencyCheckAlert;

    private String token = "";

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.OPERATIONS);
    }

    @AfterEach
    void close() {
        query("delete from mismatches where detail = 'made up'");
        query("delete from reconciliation_jobs where actor = 'a test'");
        query("delete from dead_letters where detail = 'made up'");
    }

    @Test
    void contentOfAResolvedDeadLetterIsErasedAfterThirtyDays() {
        String key = UUID.randomUUID().toString();
        UUID old = insertDeadLetter("discarded", 50, key);
        insertAuditEntry(old, 31);
        UUID recentlyResolved = insertDeadLetter("replayed", 50, key);
        insertAuditEntry(recentlyResolved, 29);
        UUID waiting = insertDeadLetter("waiting", 50, key);

        deleteOld();

        get(old).body("data.status", equalTo("discarded"))
                .body("data.key", equalTo(key))
                .body("data.body", nullValue())
                .body("data.headers", equalTo(Map.of()))
                .body("data.audit_log", hasSize(1));
        get(recentlyResolved).body("data.body", equalTo("Amara"));
        get(waiting).body("data.body", equalTo("Amara")).body("data.headers.ce_type", equalTo("some.v1"));
    }

    @Test
    void keyThatIsNotAnIdIsErasedToo() {
        UUID old = insertDeadLetter("superseded", 31, "amara@school.example");

        deleteOld();

        get(old).body("data.key", nullValue()).body("data.partition", equalTo(3));
    }

    @Test
    void auditLogIsDeletedAfterFourHundredDays() {
        UUID old = insertDeadLetter("discarded", 500, "2025");
        insertAuditEntry(old, 401);
        insertAuditEntry(old, 399);

        deleteOld();

        get(old).body("data.audit_log", hasSize(1));
    }

    @Test
    void oldJobsAreDeletedExceptTheLatestCheck() {
        // Checks of other tests are newer.
        query("delete from mismatches");
        query("delete from reconciliation_jobs where status <> 'running'");
        UUID older = insertCheck(200);
        UUID latest = insertCheck(100);
        insertMismatch(older);
        insertMismatch(latest);

        deleteOld();

        assertThat(jobsWithId(older)).isZero();
        assertThat(jobsWithId(latest)).isEqualTo(1);
        assertThat(inconsistentKeys()).isEqualTo(1);

        UUID newer = insertCheck(0);
        deleteOld();

        assertThat(jobsWithId(latest)).isZero();
        assertThat(jobsWithId(newer)).isEqualTo(1);
    }

    private void deleteOld() {
        retentionJob.deleteOld().await().indefinitely();
    }

    private ValidatableResponse get(UUID deadLetterId) {
        return given().auth()
                .oauth2(token)
                .get("/api/v1/dead-letters/" + deadLetterId)
                .then()
                .statusCode(200);
    }

    private UUID insertDeadLetter(String status, int daysAgo, String key) {
        return query(
                        "insert into dead_letters (topic, partition, \"offset\", written_at, key, headers, body, reason,"
                                + " detail, status, parked_at) values ('participant-changes', 3, 7, clock_timestamp(),"
                                + " convert_to($1, 'UTF8'),"
                                + " '{\"ce_type\": \"some.v1\"}', $2, 'unknown-type', 'made up', $3, now() - $4 * interval"
                                + " '1 day') returning id",
                        key,
                        Buffer.buffer("Amara"),
                        status,
                        (double) daysAgo)
                .iterator()
                .next()
                .getUUID(0);
    }

    private void insertAuditEntry(UUID deadLetterId, int daysAgo) {
        query(
                "insert into audit_log (subject, subject_id, action, actor, at) values ('dead-letter', $1,"
                        + " 'discarded', 'a test', now() - $2 * interval '1 day')",
                deadLetterId,
                (double) daysAgo);
    }

    private UUID insertCheck(int daysAgo) {
        return query(
                        "insert into reconciliation_jobs (kind, status, actor, started_at, finished_at) values ('check', 'done', 'a"
                                + " test', clock_timestamp() - $1 * interval '1 day', now() - $1 * interval '1 day')"
                                + " returning id",
                        (double) daysAgo)
                .iterator()
                .next()
                .getUUID(0);
    }

    private void insertMismatch(UUID check) {
        query(
                "insert into mismatches (check_id, key, kind, detail) values ($1, $2, 'missing', 'made up')",
                check,
                check.toString());
    }

    private long jobsWithId(UUID id) {
        return query("select from reconciliation_jobs where id = $1", id).size();
    }

    private long inconsistentKeys() {
        return consistencyCheckAlert.inconsistentKeys().await().indefinitely();
    }

    private RowSet<Row> query(String sql, Object... parameters) {
        return pool.preparedQuery(sql).execute(Tuple.from(parameters)).await().indefinitely();
    }
}
