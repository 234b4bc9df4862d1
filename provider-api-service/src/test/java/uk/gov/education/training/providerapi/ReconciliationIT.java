package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/** Checks and rebuilds lead providers' documents from the facts. */
@ServiceIT
class ReconciliationIT {

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
    void register() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        operations = TestTokens.issue(Scope.OPERATIONS);
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(priya, amber, training, "Priya Anand")));
        topics.publish(Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), OakfieldFixtures.scheduled(priya, 1, training));
        await().atMost(SOON).untilAsserted(() -> show().then()
                .statusCode(200)
                .body("data.attributes.ecf_enrolments[0].schedule_identifier", equalTo("ecf-standard-september")));
        TopicSnapshot.awaitEverything();
    }

    @Test
    void rebuildChangesNoDocumentAndPublishesNothing() {
        rebuilt(Map.of("participant_id", priya.toString()));
        String before = documents();
        long publishedBefore = published();

        JsonPath one = rebuilt(Map.of("participant_id", priya.toString()));
        JsonPath everyone = rebuilt(Map.of("all", true));

        assertThat(one.getLong("data.changed")).isZero();
        assertThat(everyone.getString("data.status")).isEqualTo("done");
        assertThat(documents()).isEqualTo(before);
        assertThat(published()).isEqualTo(publishedBefore);
    }

    @Test
    void wrongDocumentIsFoundAndRewritten() {
        rebuilt(Map.of("all", true));
        pool.query("update provider_documents set document = replace(document, 'Priya', 'Nobody') where id = '" + priya
                        + "'")
                .execute()
                .await()
                .indefinitely();
        show().then().body("data.attributes.full_name", equalTo("Nobody Anand"));

        JsonPath check = done("checks", operations().post("/api/v1/checks"));

        assertThat(check.<Map<String, String>>getList("data.mismatches"))
                .filteredOn(difference -> priya.toString().equals(difference.get("key")))
                .isNotEmpty()
                .allSatisfy(difference -> {
                    assertThat(difference.get("kind")).isEqualTo("derived");
                    assertThat(difference.get("detail")).contains("provider_documents 1");
                });
        operations()
                .post("/api/v1/checks/" + check.getString("data.id") + "/repair")
                .then()
                .statusCode(202);
        await().atMost(LATER).untilAsserted(() -> assertThat(operations()
                        .get("/api/v1/checks/" + check.getString("data.id"))
                        .jsonPath()
                        .getInt("data.unresolved_count"))
                .isZero());
        show().then().body("data.attributes.full_name", equalTo("Priya Anand"));
    }

    @Test
    void rebuildRewritesDocumentsOfSchoolsAndDeliveryPartnersAndACheckFindsThoseOfPartners() {
        ReferenceTopics reference = new ReferenceTopics(topics);
        School oakfield = ReferenceTopics.school(ReferenceTopics.urn(), true);
        DeliveryPartner harbour = ReferenceTopics.deliveryPartner("Harbour " + amber, new Pairing(amber, 2031));
        Partnership partnership = ReferenceTopics.partnership(amber, oakfield, 2031, harbour.id());
        List.of(oakfield, harbour, partnership).forEach(reference::publish);
        await().atMost(SOON).untilAsserted(() -> {
            partnerships().then().body("data.size()", equalTo(1));
            assertThat(documents().split(harbour.name(), -1))
                    .as("the partnership and the delivery partner, each with the name")
                    .hasSize(3);
            assertThat(pool.query("select from school_refresh_queue")
                            .execute()
                            .await()
                            .indefinitely()
                            .size())
                    .isZero();
        });
        String before = documents();
        pool.query("update provider_documents set document = replace(document, 'Harbour', 'Nobody') where"
                        + " lead_provider_id = '" + amber + "' and kind in ('partnership', 'delivery-partner')")
                .execute()
                .await()
                .indefinitely();

        JsonPath check = done("checks", operations().post("/api/v1/checks"));

        assertThat(check.<Map<String, String>>getList("data.mismatches"))
                .filteredOn(difference -> harbour.id().toString().equals(difference.get("key")))
                .singleElement()
                .satisfies(difference -> assertThat(difference.get("kind")).isEqualTo("derived"));
        rebuilt(Map.of("all", true));
        // Schools are rendered from a queue, after the rebuild.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(withoutTimes(documents())).isEqualTo(withoutTimes(before)));
    }

    private static String withoutTimes(String documents) {
        return documents.replaceAll("20\\d\\d-\\d\\d-\\d\\d[T ][0-9:.]*", "");
    }

    private Response partnerships() {
        return given().auth().oauth2(token).get("/api/v3/partnerships");
    }

    private io.restassured.specification.RequestSpecification operations() {
        return given().auth().oauth2(operations).contentType(ContentType.JSON);
    }

    private Response show() {
        return given().auth().oauth2(token).get("/api/v3/participants/{id}", priya);
    }

    private JsonPath rebuilt(Map<String, ?> body) {
        return done("rebuilds", operations().body(body).post("/api/v1/rebuilds"));
    }

    private JsonPath done(String kind, Response begun) {
        begun.then().statusCode(202);
        String address = "/api/v1/" + kind + "/" + begun.jsonPath().getString("data.id");
        await().atMost(LATER).until(() -> !operations()
                .get(address)
                .jsonPath()
                .getString("data.status")
                .equals("running"));
        JsonPath done = operations().get(address).jsonPath();
        assertThat(done.getString("data.status")).as(done.prettify()).isEqualTo("done");
        return done;
    }

    /** All documents of this lead provider, with the times of their last changes. */
    private String documents() {
        return pool.query("select string_agg(document || updated_at || tags::text, '' order by id, kind)"
                        + " from provider_documents where lead_provider_id = '" + amber + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    private long published() {
        return List.of(Topics.TRAINING_CHANGES, Topics.DECLARATIONS).stream()
                .mapToLong(topic -> topics.records(topic.name()).size())
                .sum();
    }
}
