package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER_NAME;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;

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
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ConfirmPartnershipIT {

    @Inject
    SchoolUpdates service;

    private String school;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
    }

    private ValidatableResponse confirm(Map<String, Object> body) {
        return service.support().post("partnerships", body);
    }

    private Map<String, Object> partnership() {
        return SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER);
    }

    private String newEct() {
        return service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    @Test
    void partnershipIsReturnedListedAndPublished() {
        String id = confirm(partnership())
                .statusCode(201)
                .body("school_urn", equalTo(school))
                .body("cohort", is(2025))
                .body("delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()))
                .body("size()", is(6))
                .extract()
                .path("id");

        service.support().get("partnerships?per_page=200").statusCode(200).body("partnerships.id", hasItem(id));
        assertThat(service.partnershipEvents(id))
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("snapshot.createdAt")
                .isEqualTo(new Message<>(
                        1,
                        Instant.parse(NOW),
                        new PartnershipConfirmed(),
                        new Partnership(
                                UUID.fromString(id),
                                LEAD_PROVIDER,
                                LEAD_PROVIDER_NAME,
                                DELIVERY_PARTNER,
                                school,
                                2025,
                                Instant.EPOCH)));
    }

    @Test
    void confirmingAgainReturnsTheSamePartnership() {
        String id = service.confirmed(partnership());

        confirm(partnership()).statusCode(200).body("id", equalTo(id));

        assertThat(service.partnershipEvents(id)).hasSize(1);
    }

    @Test
    void allUnknownIdsAreReportedTogether() {
        Map<String, Object> unknown = SchoolUpdates.partnership("999999", UNKNOWN_ID, UNKNOWN_ID);
        unknown.put("cohort", 1999);

        service.refused(422, () -> confirm(unknown), "lead_provider_id", "school_urn", "delivery_partner_id", "cohort");
    }

    @Test
    void dfeSupportNeedsNoPairing() {
        UUID unpaired = UUID.fromString("6a1f4f9e-57c6-4b5e-a5b7-6f2d7c1e0a14");
        service.sql(
                "insert into delivery_partners (id, name) values ($1, 'Never paired') on conflict do nothing",
                unpaired);

        confirm(SchoolUpdates.partnership(school, LEAD_PROVIDER, unpaired))
                .statusCode(201)
                .body("delivery_partner_id", equalTo(unpaired.toString()));
    }

    @Test
    void oneLeadProviderMayHaveSeveralDeliveryPartnersAtASchool() {
        service.confirmed(partnership());

        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER));
    }

    @Test
    void expressionOfInterestIsConfirmed() {
        String ect = newEct();
        service.get(school + "/participants/" + ect).body("ect.training.confirmed", is(false));

        String id = service.confirmed(partnership());

        service.get(school + "/participants/" + ect)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.status", equalTo("active"))
                .body("version", is(2));
        assertThat(service.events(ect)).hasSize(2).last().satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new TrainingConfirmed(
                            event.snapshot().trainings().getFirst().id(), UUID.fromString(id)));
            assertThat(event.snapshot().trainings().getFirst().deliveryPartnerId())
                    .isEqualTo(DELIVERY_PARTNER);
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void trainingOfAnotherLeadProviderIsNotConfirmed() {
        String ect = newEct();

        service.confirmed(SchoolUpdates.partnership(school, OTHER_LEAD_PROVIDER, DELIVERY_PARTNER));

        assertThat(service.events(ect)).hasSize(1);
        service.get(school + "/participants/" + ect).body("ect.training.confirmed", is(false));
    }

    @Test
    void laterRegistrationIsConfirmedAtOnce() {
        service.confirmed(partnership());

        service.post(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .statusCode(201)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()));
    }
}
