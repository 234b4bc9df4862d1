package uk.gov.education.training.schoolupdates;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Database;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.events.testing.TestTokens;
import uk.gov.education.training.events.testing.TopicClient;

/** The service under test as its callers and its readers know it, on 15 September 2025. */
@ApplicationScoped
public class SchoolUpdates {

    public static final String SCHOOL = "100001";
    public static final String OTHER_SCHOOL = "100002";
    public static final UUID LEAD_PROVIDER = UUID.fromString("22727fdc-816a-4a3c-9675-030e724bbf89");
    public static final UUID DELIVERY_PARTNER = UUID.fromString("db2fbf67-b7b7-454f-a1b7-0020411e2314");
    public static final String NOW = "2025-09-15T10:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger TRNS = new AtomicInteger(1_000_000);

    private final Database database;
    private final Pool pool;
    private final TopicClient topics = TopicClient.ofServiceUnderTest();
    private boolean prepared;
    private String schoolToken = "";
    private String supportToken = "";

    SchoolUpdates(Database database, Pool pool) {
        this.database = database;
        this.pool = pool;
    }

    @PreDestroy
    void close() {
        topics.close();
    }

    /** Schools, providers, tokens and contract periods: once for all tests. */
    public synchronized void prepare() {
        if (prepared) {
            return;
        }
        schoolToken = TestTokens.issue(database, pool, Scope.SCHOOL);
        supportToken = TestTokens.issue(database, pool, Scope.SUPPORT);
        for (String urn : List.of(SCHOOL, OTHER_SCHOOL)) {
            sql("insert into schools values ($1, $2) on conflict do nothing", urn, "School " + urn);
        }
        sql("insert into lead_providers values ($1, 'Ambition') on conflict do nothing", LEAD_PROVIDER);
        sql("insert into delivery_partners values ($1, 'Hub') on conflict do nothing", DELIVERY_PARTNER);
        for (int year = 2021; year <= 2026; year++) {
            publishContractPeriod(year);
        }
        await().atMost(PATIENCE)
                .until(() -> sql("select 1 from facts where topic = 'contract-periods'")
                                .size()
                        == 6);
        prepared = true;
    }

    private void publishContractPeriod(int year) {
        topics.publish(
                Topics.CONTRACT_PERIODS,
                Integer.toString(year),
                new Message<>(
                        1,
                        Instant.parse("2020-01-01T00:00:00Z"),
                        new ContractPeriodChange.ContractPeriodOpened(year),
                        new ContractPeriod(
                                year,
                                LocalDate.of(year, 6, 1),
                                LocalDate.of(year + 1, 5, 31),
                                year >= 2023,
                                year < 2023 ? Instant.parse("2024-06-18T00:00:00Z") : null,
                                true,
                                true,
                                false,
                                List.of())));
    }

    public List<Row> sql(String statement, Object... parameters) {
        return pool.preparedQuery(statement)
                .execute(Tuple.from(List.of(parameters)))
                .map(rows -> {
                    List<Row> all = new ArrayList<>();
                    rows.forEach(all::add);
                    return all;
                })
                .await()
                .atMost(PATIENCE);
    }

    public TopicClient topics() {
        return topics;
    }

    /** A teacher reference number that nobody has yet. */
    public static String newTrn() {
        return Integer.toString(TRNS.incrementAndGet());
    }

    public static Map<String, Object> ect(String trn) {
        return new HashMap<>(Map.of(
                "trn", trn,
                "full_name", "Ada Lovelace",
                "email", "ect" + trn + "@school.example",
                "started_on", "2025-09-01",
                "working_pattern", "full_time",
                "training_programme", "provider_led",
                "lead_provider_id", LEAD_PROVIDER));
    }

    public static Map<String, Object> mentor(String trn, String ectId) {
        return new HashMap<>(Map.of(
                "trn",
                trn,
                "full_name",
                "Mary Somerville",
                "email",
                "mentor" + trn + "@school.example",
                "started_on",
                "2025-09-01",
                "ect_id",
                ectId));
    }

    public RequestSpecification asSchool() {
        return request(schoolToken);
    }

    public RequestSpecification asSupport() {
        return request(supportToken);
    }

    public RequestSpecification asStranger() {
        return request("nonsense");
    }

    private static RequestSpecification request(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("X-With-Server-Date", NOW)
                .contentType(ContentType.JSON);
    }

    public ValidatableResponse post(String path, Object body) {
        return asSchool().body(body).post("/api/v1/schools/" + path).then();
    }

    public ValidatableResponse put(String path, Object body) {
        return asSchool().body(body).put("/api/v1/schools/" + path).then();
    }

    public ValidatableResponse get(String path) {
        return asSchool().get("/api/v1/schools/" + path).then();
    }

    /** Registers an ECT, and tells the id. */
    public String registeredEct(String trn) {
        return post(SCHOOL + "/ects", ect(trn)).statusCode(201).extract().path("id");
    }

    /** What was published about a participant, once there is so much of it. */
    public List<Message<ParticipantChange, Participant>> events(String id, int count) {
        return await().atMost(PATIENCE)
                .until(() -> topics.messages(Topics.PARTICIPANT_CHANGES, id), messages -> messages.size() >= count);
    }

    public List<ConsumerRecord<String, byte[]>> records(String key) {
        return topics.records(Topics.PARTICIPANT_CHANGES_NAME).stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    /** Returns once everything that was to be published is. */
    public void awaitPublished() {
        await().atMost(PATIENCE).until(() -> sql("select 1 from outbox").isEmpty());
    }
}
