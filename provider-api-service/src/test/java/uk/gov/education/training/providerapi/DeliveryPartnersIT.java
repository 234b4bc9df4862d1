package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** A lead provider lists the delivery partners that it may work with. */
@ServiceIT
class DeliveryPartnersIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final DeliveryPartner harbour = deliveryPartner(
            "Harbour " + amber, new Pairing(amber, 2026), new Pairing(amber, 2025), new Pairing(bracken, 2024));
    private final DeliveryPartner lighthouse = deliveryPartner("Lighthouse " + amber, new Pairing(amber, 2024))
            .withCreatedAt(ReferenceTopics.ADDED_AT.plusSeconds(1));
    private final DeliveryPartner brackens = deliveryPartner("Meadow " + amber, new Pairing(bracken, 2025));

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);
    private String token;

    @BeforeEach
    void addDeliveryPartners() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        reference.publish(brackens);
        reference.publish(harbour);
        reference.publish(lighthouse);
        soon(() -> assertThat(listed("")).hasSize(2));
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }

    private Response get(String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/api/v3/delivery-partners" + path.replace("[", "%5B").replace("]", "%5D"));
    }

    private List<String> listed(String query) {
        return get(query).jsonPath().getList("data.id");
    }

    private String updatedAt(DeliveryPartner partner) {
        return pool.query("select updated_at::text from provider_documents where kind = 'delivery-partner' and id = '"
                        + partner.id() + "' and lead_provider_id = '" + amber + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    @Test
    void deliveryPartnerIsShownWithEveryAttributeInOrder() {
        assertThat(get("/" + harbour.id()).asString())
                .startsWith("{\"data\":{\"id\":\"" + harbour.id()
                        + "\",\"type\":\"delivery-partner\",\"attributes\":{\"name\":\"" + harbour.name()
                        + "\",\"created_at\":\"2024-11-02T10:00:00Z\",\"updated_at\":\"")
                .endsWith("Z\",\"cohort\":[\"2025\",\"2026\"]}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "filter[cohort]=2025, 1",
        // only another lead provider's pairing with Harbour
        "filter[cohort]=2024, 1",
        "'filter[cohort]=2024,2026', 2",
        "'filter[cohort]=2023,soon', 0",
        "filter[cohort]=, 2",
        "filter[cohort]=soon, 0",
        "filter[updated_since]=2999-01-01T00:00:00Z, 2",
        "filter[updated_since]=whenever, 2",
        "page[per_page]=1&page[page]=2, 1",
        "page[page]=2, 0",
    })
    void filtersFindDeliveryPartners(String query, int found) {
        assertThat(listed("?" + query)).hasSize(found);
    }

    @Test
    void deliveryPartnersAreInTheWantedOrder() {
        List<String> both = List.of(harbour.id().toString(), lighthouse.id().toString());

        assertThat(listed("")).isEqualTo(both);
        assertThat(listed("?sort=-created_at")).isEqualTo(both.reversed());
        reference.publish(harbour.withName("Harbour again " + amber));
        soon(() -> assertThat(listed("?sort=-updated_at")).isEqualTo(both));
        assertThat(listed("?sort=updated_at")).isEqualTo(both.reversed());
    }

    @Test
    void cohortsAreTheSameWhateverTheFilter() {
        assertThat(get("?filter[cohort]=2026").jsonPath().<List<String>>getList("data.attributes.cohort"))
                .containsExactly(List.of("2025", "2026"));
        assertThat(get("/" + harbour.id() + "?filter[cohort]=2001").statusCode())
                .isEqualTo(200);
    }

    @Test
    void deliveryPartnerWithoutAPairingIsNotFound() {
        assertThat(get("/" + brackens.id()).statusCode()).isEqualTo(404);
        assertThat(get("/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/harbour").statusCode()).isEqualTo(404);
        assertThat(get("?page[page]=0").statusCode()).isEqualTo(400);
    }

    @Test
    void pairingsOfOthersMoveNothing() {
        String before = updatedAt(harbour);

        reference.publish(harbour.withPairings(
                List.of(new Pairing(amber, 2025), new Pairing(amber, 2026), new Pairing(bracken, 2026))));
        reference.publish(harbour.withName("Renamed " + amber).withPairings(List.of(new Pairing(amber, 2026))));

        soon(() -> assertThat(get("/" + harbour.id()).jsonPath().getString("data.attributes.name"))
                .isEqualTo("Renamed " + amber));
        assertThat(get("/" + harbour.id()).jsonPath().<String>getList("data.attributes.cohort"))
                .containsExactly("2026");
        assertThat(updatedAt(harbour)).isNotEqualTo(before);
        assertThat(updatedAt(lighthouse)).isNotNull();
    }

    @Test
    void deliveryPartnerVanishesWithItsLastPairing() {
        reference.publish(harbour.withPairings(List.of(new Pairing(bracken, 2024))));
        soon(() -> assertThat(get("/" + harbour.id()).statusCode()).isEqualTo(404));
        assertThat(listed("")).containsExactly(lighthouse.id().toString());

        reference.publish(harbour);
        soon(() -> assertThat(get("/" + harbour.id()).statusCode()).isEqualTo(200));

        reference.remove(Topics.DELIVERY_PARTNERS, harbour.id());
        soon(() -> assertThat(get("/" + harbour.id()).statusCode()).isEqualTo(404));
    }

    @Test
    void unchangedListIsNotSentAgain() {
        given().auth()
                .oauth2(token)
                .header("If-None-Match", get("").header("ETag"))
                .get("/api/v3/delivery-partners")
                .then()
                .statusCode(304);
        assertThat(Instant.parse(get("").jsonPath().getString("data[0].attributes.updated_at")))
                .isAfter(ReferenceTopics.ADDED_AT);
    }

    @Test
    void tokenIsNeeded() {
        given().get("/api/v3/delivery-partners").then().statusCode(401);
        given().get("/api/v3/partnerships").then().statusCode(401);
    }
}
