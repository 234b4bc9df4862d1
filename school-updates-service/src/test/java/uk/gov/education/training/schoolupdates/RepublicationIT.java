package uk.gov.education.training.schoolupdates;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerRepublished;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderRepublished;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.ParticipantChange.ParticipantRepublished;
import uk.gov.education.training.events.PartnershipChange.PartnershipRepublished;
import uk.gov.education.training.events.SchoolChange.SchoolRepublished;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.localstack.KafkaBroker;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Foreign records on this service's own topics are overwritten from its tables. */
@QuarkusTest
@WithTestResource(RepublicationIT.OwnBroker.class)
class RepublicationIT {

    /** Other tests expect only records of the service on the topics. */
    public static final class OwnBroker implements QuarkusTestResourceLifecycleManager {

        private final Path directory = temporary();
        private final KafkaBroker broker = new KafkaBroker(directory, 0);

        private static Path temporary() {
            try {
                return Files.createTempDirectory("school-updates-republication-");
            } catch (IOException noSpace) {
                throw new UncheckedIOException(noSpace);
            }
        }

        @Override
        public Map<String, String> start() {
            var infrastructure = new TestInfrastructure();
            infrastructure.init(Map.of("database", "school_updates_republication"));
            Map<String, String> config = new HashMap<>(infrastructure.start());
            broker.start();
            broker.awaitReady();
            config.put("kafka.bootstrap.servers", broker.bootstrapServers());
            return config;
        }

        @Override
        public void stop() {
            broker.kill();
        }
    }

    private static final Duration LATER = Duration.ofSeconds(60);
    private static final String REPUBLICATIONS = "/api/v1/republications";
    private static final long FOREIGN = 9;

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private TopicClient topics;
    private String token;
    private String id;

    @BeforeEach
    void prepare() {
        records.prepare();
        topics = TopicClient.ofServiceUnderTest();
        token = TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS);
        id = service.newEct();
        service.events(id);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, Versions.LARGEST_STEP, Versions.MOST_AT_FIRST, Versions.MOST})
    void foreignRecordIsFoundAndOverwrittenFromTheTables(long foreign) {
        Participant truth = service.lastEvent(id).snapshot();
        topics.publish(Topics.PARTICIPANT_CHANGES, id, renamed(foreign, truth));
        assertThat(mismatchesOf(id)).singleElement().satisfies(mismatch -> {
            assertThat(mismatch).containsEntry("topic", "participant-changes");
            assertThat(mismatch.get("kind")).isIn("not-from-owner", "too-far-ahead");
            assertThat(mismatch.get("detail")).contains("Republish the key");
        });

        JsonPath done = republished(Map.of("topic", "participant-changes", "key", id));

        assertThat(done.getLong("data.published")).isEqualTo(1);
        var again = service.lastEvent(id);
        assertThat(again.change()).isEqualTo(new ParticipantRepublished());
        assertThat(again.snapshot()).isEqualTo(truth);
        // No consumer accepts the highest version.
        assertThat(again.version())
                .isGreaterThan(foreign == Versions.MOST ? 1 : foreign)
                .isLessThan(Versions.MOST);
        assertThat(mismatchesOf(id)).isEmpty();
        service.put(SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "Ada King"))
                .statusCode(200);
        assertThat(service.lastEvent(id).version()).isEqualTo(again.version() + 1);
    }

    @Test
    void unknownKeyGetsATombstone() {
        String unknownKey = UUID.randomUUID().toString();
        Participant current = service.lastEvent(id).snapshot();
        topics.publish(Topics.PARTICIPANT_CHANGES, unknownKey, renamed(7, current.withId(UUID.fromString(unknownKey))));
        assertThat(mismatchesOf(unknownKey)).singleElement().satisfies(mismatch -> assertThat(mismatch)
                .containsEntry("kind", "missing"));

        assertThat(republished(Map.of("topic", "participant-changes", "key", unknownKey))
                        .getLong("data.published"))
                .isEqualTo(1);

        assertThat(service.records(unknownKey)).hasSize(2).last().satisfies(record -> assertThat(record.value())
                .isNull());
        assertThat(mismatchesOf(unknownKey)).isEmpty();
        assertThat(republished(Map.of("topic", "participant-changes", "key", unknownKey))
                        .getLong("data.published"))
                .isZero();
    }

    @Test
    void mergedRecordStaysPublishedAfterARepublication() {
        String other = service.registered(
                SchoolUpdates.OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));
        service.support()
                .post("participants/" + other + "/merge", Map.of("into", id))
                .statusCode(200);
        int recordCount = service.records(other).size();

        republished(Map.of("topic", "participant-changes", "all", true));

        assertThat(service.records(other)).hasSize(recordCount);
        assertThat(service.lastEvent(id).change()).isEqualTo(new ParticipantRepublished());
        assertThat(mismatchesOf(other)).isEmpty();
        republished(Map.of("topic", "participant-changes", "all", true));
        assertThat(service.changes(id))
                .filteredOn(ParticipantRepublished.class::equals)
                .hasSize(1);
    }

    @Test
    void foreignPartnershipRecordIsOverwrittenToo() {
        String partnership = service.confirmed(SchoolUpdates.partnership(
                service.newSchool(), SchoolUpdates.LEAD_PROVIDER, SchoolUpdates.DELIVERY_PARTNER));
        var truth = service.partnershipEvents(partnership).getLast();
        topics.publish(
                Topics.PARTNERSHIPS,
                partnership,
                new Message<>(9, truth.at(), truth.change(), truth.snapshot().with(UUID.randomUUID())));
        assertThat(mismatchesOf(partnership)).hasSize(1);

        republished(Map.of("topic", "partnerships", "key", partnership));

        var again = service.partnershipEvents(partnership).getLast();
        assertThat(again.change()).isEqualTo(new PartnershipRepublished());
        assertThat(again.snapshot()).isEqualTo(truth.snapshot());
        assertThat(again.version()).isGreaterThan(9);
        assertThat(mismatchesOf(partnership)).isEmpty();
    }

    @Test
    void foreignSchoolIsOverwrittenToo() {
        String school = records.idOfSchool(records.newSchool());
        var truth = records.schoolEvents(school).getLast();
        publishForeign(Topics.SCHOOLS, school, truth, truth.snapshot().withName("Somebody Else's"));

        republishMismatch(Topics.SCHOOLS, school);

        requireTruth(
                truth, new SchoolRepublished(), records.schoolEvents(school).getLast());
    }

    @Test
    void foreignLeadProviderIsOverwrittenToo() {
        String leadProvider = records.newLeadProvider(2025);
        var truth = records.leadProviderEvents(leadProvider).getLast();
        publishForeign(
                Topics.LEAD_PROVIDERS, leadProvider, truth, truth.snapshot().withName("Somebody Else's"));

        republishMismatch(Topics.LEAD_PROVIDERS, leadProvider);

        requireTruth(
                truth,
                new LeadProviderRepublished(),
                records.leadProviderEvents(leadProvider).getLast());
    }

    @Test
    void foreignDeliveryPartnerIsOverwrittenToo() {
        String deliveryPartner = records.newOrganisation("delivery-partners");
        records.pairing(deliveryPartner, records.newLeadProvider(2025), 2025).statusCode(200);
        var truth = records.deliveryPartnerEvents(deliveryPartner).getLast();
        publishForeign(
                Topics.DELIVERY_PARTNERS,
                deliveryPartner,
                truth,
                truth.snapshot().withPairings(List.of()));

        republishMismatch(Topics.DELIVERY_PARTNERS, deliveryPartner);

        requireTruth(
                truth,
                new DeliveryPartnerRepublished(),
                records.deliveryPartnerEvents(deliveryPartner).getLast());
    }

    private <C, S> void publishForeign(Topic<C, S> topic, String key, Message<C, S> truth, S snapshot) {
        topics.publish(topic, key, new Message<>(FOREIGN, truth.at(), truth.change(), snapshot));
    }

    /** Republishes a key that a check has found. */
    private void republishMismatch(Topic<?, ?> topic, String key) {
        assertThat(mismatchesOf(key)).singleElement().satisfies(mismatch -> assertThat(mismatch)
                .containsEntry("topic", topic.name()));
        assertThat(republished(Map.of("topic", topic.name(), "key", key)).getLong("data.published"))
                .isEqualTo(1);
        assertThat(mismatchesOf(key)).isEmpty();
    }

    private static <C, S> void requireTruth(Message<C, S> truth, C republished, Message<C, S> last) {
        assertThat(last.change()).isEqualTo(republished);
        assertThat(last.snapshot()).isEqualTo(truth.snapshot());
        assertThat(last.version()).isGreaterThan(FOREIGN);
    }

    private static Message<uk.gov.education.training.events.ParticipantChange, Participant> renamed(
            long version, Participant participant) {
        return new Message<>(
                version,
                Instant.parse(SchoolUpdates.NOW),
                new NameChanged("Ada Lovelace", "Somebody Else"),
                participant.withFullName("Somebody Else"));
    }

    private List<Map<String, String>> mismatchesOf(String key) {
        return done("checks", operations().post("/api/v1/checks"))
                .<Map<String, String>>getList("data.mismatches")
                .stream()
                .filter(mismatch -> key.equals(mismatch.get("key")))
                .toList();
    }

    private JsonPath republished(Map<String, ?> filter) {
        Map<String, Object> body = new HashMap<>(filter);
        body.put("reason", "a test");
        JsonPath done = done("republications", operations().body(body).post(REPUBLICATIONS));
        service.awaitPublished();
        return done;
    }

    private JsonPath done(String kind, Response started) {
        started.then().statusCode(202);
        String address = "/api/v1/" + kind + "/" + started.jsonPath().getString("data.id");
        await().atMost(LATER).until(() -> !operations()
                .get(address)
                .jsonPath()
                .getString("data.status")
                .equals("running"));
        JsonPath done = operations().get(address).jsonPath();
        assertThat(done.getString("data.status")).as(done.prettify()).isEqualTo("done");
        return done;
    }

    private RequestSpecification operations() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
