package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ParticipantChange.DeliveryPartnerChanged;
import uk.gov.education.training.localstack.TestInfrastructure;

/** What a lead provider corrects, as the provider API passes it on. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class UpdatePartnershipIT {

    private static final UUID UNPAIRED = UUID.fromString("6a1f4f9e-57c6-4b5e-a5b7-6f2d7c1e0a12");

    @Inject
    SchoolUpdates service;

    private String school;
    private String partnership;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
        partnership = service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        service.sql(
                "insert into delivery_partners (id, name) values ($1, 'Unpaired too') on conflict do nothing",
                UNPAIRED);
    }

    private ValidatableResponse update(UUID leadProvider, Object deliveryPartner) {
        return service.providerApi(leadProvider)
                .put("partnerships/" + partnership, Map.of("delivery_partner_id", deliveryPartner.toString()));
    }

    private void refused(Object deliveryPartner) {
        service.refused(422, () -> update(LEAD_PROVIDER, deliveryPartner), "delivery_partner_id");
    }

    @Test
    void partnershipAndItsParticipantsAreReturnedAsPublished() {
        String ect = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));

        update(LEAD_PROVIDER, OTHER_DELIVERY_PARTNER)
                .statusCode(200)
                .body("partnership.version", is(2))
                .body("partnership.snapshot.id", equalTo(partnership))
                .body("partnership.snapshot.delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()))
                .body("participants.size()", is(1))
                .body("participants[0].version", is(2))
                .body(
                        "participants[0].snapshot.trainings[0].delivery_partner_id",
                        equalTo(OTHER_DELIVERY_PARTNER.toString()));

        assertThat(service.partnershipEvents(partnership)).hasSize(2);
        assertThat(service.lastEvent(ect).change())
                .isEqualTo(new DeliveryPartnerChanged(
                        UUID.fromString(partnership), DELIVERY_PARTNER, OTHER_DELIVERY_PARTNER));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void partnershipOfAnotherLeadProviderIsNotFound() {
        service.refused(404, () -> update(OTHER_LEAD_PROVIDER, OTHER_DELIVERY_PARTNER), "id");
    }

    @Test
    void row1NoDeliveryPartnerIsGiven() {
        refused("");
    }

    @Test
    void row2DeliveryPartnerIsUnknown() {
        refused(UNKNOWN_ID);
        refused("Hub");
    }

    @Test
    void row3LeadProviderAndDeliveryPartnerAreNotPaired() {
        refused(UNPAIRED);
    }

    @Test
    void row4PresentDeliveryPartnerIsRefused() {
        refused(DELIVERY_PARTNER);
    }

    @Test
    void row4AnotherPartnershipHasTheDeliveryPartner() {
        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER));

        refused(OTHER_DELIVERY_PARTNER);
    }

    @RepeatedTest(3)
    void ofTwoRequestsAtOnceForOneDeliveryPartnerOneWins() {
        Map<String, Object> body = Map.of("delivery_partner_id", OTHER_DELIVERY_PARTNER.toString());
        Caller caller = service.providerApi(LEAD_PROVIDER);

        assertThat(new Race(service)
                        .put(caller, "partnerships/" + partnership, body)
                        .put(caller, "partnerships/" + partnership, body)
                        .run())
                .extracting(Race.Response::status)
                .containsExactlyInAnyOrder(200, 422);
    }
}
