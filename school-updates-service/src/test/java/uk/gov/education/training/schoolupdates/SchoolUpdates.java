package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.ValidatableResponse;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** The service under test with its API and topics, on 15 September 2025. */
@ApplicationScoped
public class SchoolUpdates {

    public static final String SCHOOL = "100001";
    public static final String OTHER_SCHOOL = "100002";
    public static final UUID LEAD_PROVIDER = UUID.fromString("22727fdc-816a-4a3c-9675-030e724bbf89");
    public static final String LEAD_PROVIDER_NAME = "Ambition";
    public static final UUID OTHER_LEAD_PROVIDER = UUID.fromString("3d7d8c90-a5a3-4838-84b2-563092bf87ee");
    public static final UUID DELIVERY_PARTNER = UUID.fromString("db2fbf67-b7b7-454f-a1b7-0020411e2314");
    public static final UUID OTHER_DELIVERY_PARTNER = UUID.fromString("99317668-2942-4292-a895-fdb075af067b");
    public static final UUID UNKNOWN_ID = UUID.fromString("00000000-0000-4000-8000-000000000000");
    public static final String NOW = "2025-09-15T10:00:00Z";
    // Each start of the application loads this class again, but the database keeps earlier participants.
    private static final AtomicInteger TRNS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000, 9_000_000));
    private static final AtomicInteger URNS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(200_000, 900_000));

    private static final String ROWS = """
            select coalesce(md5(string_agg(line, e'\\n' order by line)), '') from (
                select participants.xmin::text || participants::text as line from participants
                union all select school_periods.xmin::text || school_periods::text from school_periods
                union all select trainings.xmin::text || trainings::text from trainings
                union all select mentorships.xmin::text || mentorships::text from mentorships
                union all select induction_periods.xmin::text || induction_periods::text from induction_periods
                union all select partnerships.xmin::text || partnerships::text from partnerships) lines""";

    private final DatabaseMigration databaseMigration;
    private final Pool pool;
    private final TopicClient topics = TopicClient.ofServiceUnderTest();
    private final Map<String, String> tokens = new HashMap<>();
    private Published<ParticipantChange, Participant> participantChanges;
    private Published<PartnershipChange, Partnership> partnerships;
    private boolean prepared;

    SchoolUpdates(DatabaseMigration databaseMigration, Pool pool) {
        this.databaseMigration = databaseMigration;
        this.pool = pool;
    }

    @PreDestroy
    void close() {
        topics.close();
        if (prepared) {
            participantChanges.close();
            partnerships.close();
        }
    }

    /** Sets up schools, lead providers, tokens and contract periods once for all tests. */
    public synchronized void prepare() {
        if (prepared) {
            return;
        }
        for (String scope : List.of(Scope.SCHOOL, Scope.SUPPORT, Scope.APPROPRIATE_BODY, Scope.SERVICE)) {
            tokens.put(scope, TestTokens.issue(databaseMigration.ready(), pool, scope));
        }
        for (String urn : List.of(SCHOOL, OTHER_SCHOOL)) {
            sql("insert into schools values ($1, $2) on conflict do nothing", urn, "School " + urn);
        }
        Map.of(LEAD_PROVIDER, LEAD_PROVIDER_NAME, OTHER_LEAD_PROVIDER, "Other")
                .forEach((id, name) ->
                        sql("insert into lead_providers values ($1, $2) on conflict do nothing", id, name));
        for (UUID deliveryPartner : List.of(DELIVERY_PARTNER, OTHER_DELIVERY_PARTNER)) {
            sql(
                    "insert into delivery_partners values ($1, $2) on conflict do nothing",
                    deliveryPartner,
                    "Hub " + deliveryPartner);
        }
        for (UUID leadProvider : List.of(LEAD_PROVIDER, OTHER_LEAD_PROVIDER)) {
            for (UUID deliveryPartner : List.of(DELIVERY_PARTNER, OTHER_DELIVERY_PARTNER)) {
                for (int year = 2021; year <= 2026; year++) {
                    pair(leadProvider, deliveryPartner, year);
                }
            }
        }
        for (int year = 2021; year <= 2026; year++) {
            publishContractPeriod(year);
        }
        await().atMost(SOON)
                .until(() -> sql("select 1 from facts where topic = 'contract-periods'")
                                .size()
                        == 6);
        participantChanges = new Published<>(Topics.PARTICIPANT_CHANGES);
        partnerships = new Published<>(Topics.PARTNERSHIPS);
        prepared = true;
    }

    /** Contracts a lead provider for a cohort and pairs it with a delivery partner. */
    public void pair(UUID leadProvider, UUID deliveryPartner, int cohort) {
        sql("insert into lead_provider_contracts values ($1, $2) on conflict do nothing", leadProvider, cohort);
        sql(
                "insert into pairings (delivery_partner_id, lead_provider_id, cohort) values ($1, $2, $3)"
                        + " on conflict do nothing",
                deliveryPartner,
                leadProvider,
                cohort);
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

    /** Publishes another service's first message about a key, and waits until this service has received it. */
    public <C, S> void publishAndAwait(Topic<C, S> topic, String key, C change, S snapshot) {
        publishAndAwait(topic, key, 1, change, snapshot);
    }

    /** Publishes another service's message with a version, and waits until this service has received it. */
    public <C, S> void publishAndAwait(Topic<C, S> topic, String key, long version, C change, S snapshot) {
        topics.publish(topic, key, new Message<>(version, Instant.parse(NOW), change, snapshot));
        await().atMost(SOON).until(() -> !sql(
                        "select 1 from facts where topic = $1 and key = $2 and version = $3",
                        topic.name(),
                        key,
                        version)
                .isEmpty());
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
                .atMost(SOON);
    }

    Pool pool() {
        return pool;
    }

    /** Returns an unused teacher reference number. */
    public static String newTrn() {
        return Integer.toString(TRNS.incrementAndGet());
    }

    /** Returns the id of a school. */
    public UUID schoolId(String urn) {
        return sql("select id from schools where urn = $1", urn).getFirst().getUUID(0);
    }

    /** Returns a URN that no school has. */
    public String unusedUrn() {
        return Integer.toString(URNS.incrementAndGet());
    }

    /** Creates a school without participants. */
    public String newSchool() {
        String urn = unusedUrn();
        sql("insert into schools values ($1, 'New')", urn);
        return urn;
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

    public static Map<String, Object> schoolLedEct(String trn) {
        Map<String, Object> ect = ect(trn);
        ect.put("training_programme", "school_led");
        ect.remove("lead_provider_id");
        return ect;
    }

    public static Map<String, Object> mentor(String trn) {
        return new HashMap<>(Map.of(
                "trn",
                trn,
                "full_name",
                "Mary Somerville",
                "email",
                "mentor" + trn + "@school.example",
                "started_on",
                "2025-09-01"));
    }

    public static Map<String, Object> mentor(String trn, String ectId) {
        Map<String, Object> mentor = mentor(trn);
        mentor.put("ect_id", ectId);
        return mentor;
    }

    public static Map<String, Object> partnership(String urn, UUID leadProvider, UUID deliveryPartner) {
        return new HashMap<>(Map.of(
                "lead_provider_id", leadProvider,
                "school_urn", urn,
                "delivery_partner_id", deliveryPartner,
                "cohort", 2025));
    }

    /** Copies a body with another value for one field. */
    public static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    /** Calls as a school. Paths are relative to {@code /api/v1/schools}. */
    public Caller school() {
        return new Caller(tokens.get(Scope.SCHOOL), "/api/v1/schools/", NOW);
    }

    public Caller support() {
        return caller(Scope.SUPPORT);
    }

    public Caller appropriateBody() {
        return caller(Scope.APPROPRIATE_BODY);
    }

    /** Calls as the provider API about a lead provider's partnerships. */
    public Caller providerApi(UUID leadProvider) {
        return new Caller(tokens.get(Scope.SERVICE), "/api/v1/lead-providers/" + leadProvider + "/", NOW);
    }

    public Caller unknownCaller() {
        return new Caller("nonsense", "/api/v1/", NOW);
    }

    String token(String scope) {
        return tokens.get(scope);
    }

    /** Calls with a scope. Paths are relative to {@code /api/v1}. */
    public Caller caller(String scope) {
        return new Caller(tokens.get(scope), "/api/v1/", NOW);
    }

    public ValidatableResponse post(String path, Object body) {
        return school().post(path, body);
    }

    public ValidatableResponse put(String path, Object body) {
        return school().put(path, body);
    }

    public ValidatableResponse get(String path) {
        return school().get(path);
    }

    /** Registers an ECT and returns the id. */
    public String registeredEct(String trn) {
        return registered(SCHOOL + "/ects", ect(trn));
    }

    /** Registers a new ECT and returns the id. */
    public String newEct() {
        return registeredEct(newTrn());
    }

    /** Registers a new mentor without an ECT and returns the id. */
    public String newMentor() {
        return registered(SCHOOL + "/mentors", mentor(newTrn()));
    }

    /** Registers a new mentor for an ECT and returns the id. */
    public String newMentorOf(String ectId) {
        return registered(SCHOOL + "/mentors", mentor(newTrn(), ectId));
    }

    /** Registers a participant and returns the id. */
    public String registered(String path, Map<String, Object> body) {
        return post(path, body).statusCode(201).extract().path("id");
    }

    /** Confirms a partnership and returns the id. */
    public String confirmed(Map<String, Object> partnership) {
        return support()
                .post("partnerships", partnership)
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Returns all events about a participant. */
    public List<Message<ParticipantChange, Participant>> events(String id) {
        awaitPublished();
        return participantChanges.messages(id);
    }

    /** Returns the last event about a participant. */
    public Message<ParticipantChange, Participant> lastEvent(String id) {
        return events(id).getLast();
    }

    /** Returns the types of the changes to a participant, oldest first. */
    public List<Class<?>> changes(String id) {
        return events(id).stream()
                .<Class<?>>map(event -> event.change().getClass())
                .toList();
    }

    public List<ConsumerRecord<String, byte[]>> records(String id) {
        awaitPublished();
        return participantChanges.records(id);
    }

    public List<Message<PartnershipChange, Partnership>> partnershipEvents(String id) {
        awaitPublished();
        return partnerships.messages(id);
    }

    /** Returns whether the last record about a partnership is a tombstone. */
    public boolean isDeleted(UUID partnershipId) {
        awaitPublished();
        return partnerships.records(partnershipId.toString()).getLast().value() == null;
    }

    Published<ParticipantChange, Participant> published() {
        return participantChanges;
    }

    /** Waits until the outbox is empty. */
    public void awaitPublished() {
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> sql("select 1 from outbox limit 1")
                .isEmpty());
    }

    /** Sends a request and checks that it is refused because of these fields and changes nothing. */
    public void refused(int status, Supplier<ValidatableResponse> request, String... fields) {
        List<Object> before = traces();
        request.get()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.field", containsInAnyOrder(fields));
        assertThat(traces()).as("no row, no event").isEqualTo(before);
    }

    private List<Object> traces() {
        awaitPublished();
        return List.of(sql(ROWS).getFirst().getString(0), participantChanges.count(), partnerships.count());
    }
}
