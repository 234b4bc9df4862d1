package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.local.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ConfirmPartnershipIT {

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    private ValidatableResponse confirm(Map<String, Object> body) {
        return service.asSupport().body(body).post("/api/v1/partnerships").then();
    }

    /** A school and a lead provider of this test's own. */
    private Map<String, Object> newPartnership() {
        UUID leadProvider = UUID.randomUUID();
        service.sql("insert into lead_providers values ($1, 'New')", leadProvider);
        service.sql("insert into schools values ($1, 'New')", trn);
        return Map.of(
                "lead_provider_id", leadProvider,
                "school_urn", trn,
                "delivery_partner_id", DELIVERY_PARTNER,
                "cohort", 2025);
    }

    private Map<String, Object> ectOf(Map<String, Object> partnership) {
        Map<String, Object> ect = SchoolUpdates.ect(trn);
        ect.put("lead_provider_id", partnership.get("lead_provider_id"));
        return ect;
    }

    @Test
    void partnershipIsAnsweredListedAndPublished() {
        Map<String, Object> body = newPartnership();

        String id = confirm(body)
                .statusCode(201)
                .body("school_urn", equalTo(trn))
                .body("cohort", is(2025))
                .body("delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()))
                .extract()
                .path("id");

        service.asSupport().get("/api/v1/partnerships?per_page=200").then().body("partnerships.id", hasItem(id));
        assertThat(await().until(() -> service.topics().messages(Topics.PARTNERSHIPS, id), m -> !m.isEmpty()))
                .singleElement()
                .isEqualTo(new Message<>(
                        1,
                        Instant.parse(SchoolUpdates.NOW),
                        new PartnershipConfirmed(),
                        new Partnership(
                                UUID.fromString(id),
                                (UUID) body.get("lead_provider_id"),
                                DELIVERY_PARTNER,
                                trn,
                                2025)));
    }

    @Test
    void sameAgainIsTheSame() {
        Map<String, Object> body = newPartnership();
        String id = confirm(body).statusCode(201).extract().path("id");

        confirm(body).statusCode(200).body("id", equalTo(id));
    }

    @Test
    void everythingUnknownIsToldAtOnce() {
        confirm(Map.of(
                        "lead_provider_id",
                        UUID.randomUUID(),
                        "school_urn",
                        "999999",
                        "delivery_partner_id",
                        UUID.randomUUID(),
                        "cohort",
                        1999))
                .statusCode(422)
                .body(
                        "errors.field",
                        containsInAnyOrder("lead_provider_id", "school_urn", "delivery_partner_id", "cohort"));
    }

    @Test
    void everythingMissingIsToldAtOnce() {
        confirm(Map.of())
                .statusCode(422)
                .body(
                        "errors.field",
                        containsInAnyOrder("lead_provider_id", "school_urn", "delivery_partner_id", "cohort"));
    }

    @Test
    void schoolsMayNotConfirm() {
        service.asSchool().body(Map.of()).post("/api/v1/partnerships").then().statusCode(403);
    }

    @Test
    void expressionOfInterestIsConfirmed() {
        Map<String, Object> partnership = newPartnership();
        String ect = service.post(trn + "/ects", ectOf(partnership))
                .statusCode(201)
                .body("ect.training.confirmed", is(false))
                .extract()
                .path("id");

        String id = confirm(partnership).statusCode(201).extract().path("id");

        service.get(trn + "/participants/" + ect)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.status", equalTo("active"))
                .body("version", is(2));
        assertThat(service.events(ect, 2).getLast()).satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new TrainingConfirmed(
                            event.snapshot().trainings().getFirst().id(), UUID.fromString(id)));
            assertThat(event.snapshot().trainings().getFirst().deliveryPartnerId())
                    .isEqualTo(DELIVERY_PARTNER);
        });
    }

    @Test
    void laterRegistrationIsConfirmedAtOnce() {
        Map<String, Object> partnership = newPartnership();
        confirm(partnership).statusCode(201);

        service.post(trn + "/ects", ectOf(partnership))
                .statusCode(201)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()));
    }
}
