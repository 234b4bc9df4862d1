package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER_NAME;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

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
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.DeliveryPartnerChanged;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.DeliveryPartnerReplaced;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ChangeDeliveryPartnerIT {

    @Inject
    SchoolUpdates service;

    private String school;
    private String partnership;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
        partnership = service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
    }

    private ValidatableResponse change(Map<String, Object> body) {
        return service.support().put("partnerships/" + partnership, body);
    }

    private static Map<String, Object> to(UUID deliveryPartner) {
        return Map.of("delivery_partner_id", deliveryPartner);
    }

    private String newEct() {
        return service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    @Test
    void changeIsReturnedListedAndPublished() {
        change(to(OTHER_DELIVERY_PARTNER))
                .statusCode(200)
                .body("id", equalTo(partnership))
                .body("lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()))
                .body("school_urn", equalTo(school))
                .body("cohort", is(2025));

        assertThat(service.partnershipEvents(partnership))
                .hasSize(2)
                .last()
                .usingRecursiveComparison()
                .ignoringFields("snapshot.createdAt")
                .isEqualTo(new Message<>(
                        2,
                        Instant.parse(NOW),
                        new DeliveryPartnerReplaced(DELIVERY_PARTNER, OTHER_DELIVERY_PARTNER),
                        new Partnership(
                                UUID.fromString(partnership),
                                LEAD_PROVIDER,
                                LEAD_PROVIDER_NAME,
                                OTHER_DELIVERY_PARTNER,
                                school,
                                2025,
                                Instant.EPOCH)));
    }

    @Test
    void allTrainingItConfirmedHasTheNewDeliveryPartner() {
        String here = newEct();
        String left = newEct();
        service.put(school + "/participants/" + left + "/leaving", Map.of("leaving_on", "2025-10-17"))
                .statusCode(200);
        String ofAnother = service.registered(
                school + "/ects",
                with(SchoolUpdates.ect(SchoolUpdates.newTrn()), "lead_provider_id", OTHER_LEAD_PROVIDER));

        change(to(OTHER_DELIVERY_PARTNER)).statusCode(200);

        service.get(school + "/participants/" + here)
                .body("ect.training.delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()))
                .body("version", is(2));
        assertThat(service.changes(here)).containsExactly(EctRegistered.class, DeliveryPartnerChanged.class);
        assertThat(service.lastEvent(here).change())
                .isEqualTo(service.lastEvent(left).change())
                .isEqualTo(new DeliveryPartnerChanged(
                        UUID.fromString(partnership), DELIVERY_PARTNER, OTHER_DELIVERY_PARTNER));
        assertThat(service.events(left)).hasSize(3);
        assertThat(service.events(ofAnother)).hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void trainingThatNeverTookPlaceHasTheNewDeliveryPartnerToo() {
        String id = newEct();
        service.put(school + "/participants/" + id + "/lead-provider", Map.of("lead_provider_id", OTHER_LEAD_PROVIDER))
                .statusCode(200);

        change(to(OTHER_DELIVERY_PARTNER)).statusCode(200);

        assertThat(service.lastEvent(id).snapshot().trainings())
                .extracting(Training::deliveryPartnerId)
                .containsExactly(OTHER_DELIVERY_PARTNER, null);
    }

    @Test
    void laterRegistrationHasTheNewDeliveryPartner() {
        change(to(OTHER_DELIVERY_PARTNER)).statusCode(200);

        service.get(school + "/participants/" + newEct())
                .body("ect.training.delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()));
    }

    @Test
    void presentDeliveryPartnerIsNoChange() {
        String id = newEct();

        change(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER))
                .statusCode(200)
                .body("delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()));

        assertThat(service.partnershipEvents(partnership)).hasSize(1);
        assertThat(service.events(id)).hasSize(1);
    }

    @Test
    void allErrorsAreReportedTogether() {
        Map<String, Object> another = SchoolUpdates.partnership(OTHER_SCHOOL, OTHER_LEAD_PROVIDER, UNKNOWN_ID);
        another.put("cohort", 2024);
        newEct();

        service.refused(422, () -> change(another), "lead_provider_id", "school_urn", "delivery_partner_id", "cohort");
    }

    @Test
    void dfeSupportNeedsNoPairing() {
        UUID unpaired = UUID.fromString("6a1f4f9e-57c6-4b5e-a5b7-6f2d7c1e0a15");
        service.sql(
                "insert into delivery_partners (id, name) values ($1, 'Not paired') on conflict do nothing", unpaired);

        change(to(unpaired)).statusCode(200).body("delivery_partner_id", equalTo(unpaired.toString()));
    }

    @Test
    void duplicatePartnershipIsRefused() {
        service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER));

        service.refused(422, () -> change(to(OTHER_DELIVERY_PARTNER)), "delivery_partner_id");
    }
}
