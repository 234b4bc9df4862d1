package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER_NAME;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.localstack.TestInfrastructure;

/** What a lead provider confirms, as the provider API passes it on. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class CreatePartnershipIT {

    private static final UUID UNPAIRED = UUID.fromString("6a1f4f9e-57c6-4b5e-a5b7-6f2d7c1e0a11");

    @Inject
    SchoolUpdates service;

    private String school;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
        service.sql(
                "insert into delivery_partners (id, name) values ($1, 'Unpaired') on conflict do nothing", UNPAIRED);
    }

    private Map<String, Object> request() {
        return new HashMap<>(Map.of(
                "cohort", "2025",
                "school_id", service.schoolId(school).toString(),
                "delivery_partner_id", DELIVERY_PARTNER.toString()));
    }

    private ValidatableResponse create(Map<String, Object> body) {
        return create(LEAD_PROVIDER, body);
    }

    private ValidatableResponse create(UUID leadProvider, Map<String, Object> body) {
        return service.providerApi(leadProvider).post("partnerships", body);
    }

    private void refused(Map<String, Object> body, String... fields) {
        service.refused(422, () -> create(body), fields);
    }

    private String newEct() {
        return service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    @Test
    void partnershipIsReturnedAndPublished() {
        String id = create(request())
                .statusCode(201)
                .body("partnership.version", is(1))
                .body("partnership.snapshot.school_urn", equalTo(school))
                .body("partnership.snapshot.cohort", is(2025))
                .body("participants.size()", is(0))
                .extract()
                .path("partnership.snapshot.id");

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
    void expressionOfInterestIsConfirmedAndReturnedAsPublished() {
        String ect = newEct();
        String ofAnother = service.registered(
                school + "/ects",
                with(SchoolUpdates.ect(SchoolUpdates.newTrn()), "lead_provider_id", OTHER_LEAD_PROVIDER));

        ValidatableResponse created = create(request())
                .statusCode(201)
                .body("participants.size()", is(1))
                .body("participants[0].version", is(2))
                .body("participants[0].snapshot.id", equalTo(ect));

        assertThat(service.lastEvent(ect).change())
                .isEqualTo(new TrainingConfirmed(
                        service.lastEvent(ect).snapshot().trainings().getFirst().id(),
                        UUID.fromString(created.extract().path("partnership.snapshot.id"))));
        assertThat(service.events(ofAnother)).hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void row1To3NothingIsGiven() {
        refused(Map.of(), "cohort", "school_id", "delivery_partner_id");
    }

    @Test
    void row4CohortIsUnknown() {
        refused(with(request(), "cohort", "1999"), "cohort");
        refused(with(request(), "cohort", "2025abc"), "cohort");
    }

    @Test
    void row5CohortStartsAfterToday() {
        refused(with(request(), "cohort", "2026"), "cohort");
    }

    @Test
    void row5TodayIsTheTimeOfTheRequest() {
        service.providerApi(LEAD_PROVIDER)
                .on("2026-06-01")
                .post("partnerships", with(request(), "cohort", "2026"))
                .statusCode(201);
    }

    @Test
    void row6CohortIsClosed() {
        refused(with(request(), "cohort", "2022"), "cohort");
    }

    @Test
    void row7SchoolIsUnknown() {
        refused(with(request(), "school_id", UNKNOWN_ID.toString()), "school_id");
        refused(with(request(), "school_id", school), "school_id");
    }

    @Test
    void row8SchoolIsNotEligible() {
        service.sql("update schools set eligible = false where urn = $1", school);

        refused(request(), "school_id");
    }

    @Test
    void row8SchoolIsPartOfAnother() {
        UUID other = service.schoolId(SchoolUpdates.SCHOOL);
        service.sql("update schools set status = 'closed', merged_into_id = $2 where urn = $1", school, other);

        create(request()).statusCode(422).body("errors[0].detail", containsString(other.toString()));
    }

    @Test
    void row9DeliveryPartnerIsUnknown() {
        refused(with(request(), "delivery_partner_id", UNKNOWN_ID.toString()), "delivery_partner_id");
        refused(with(request(), "delivery_partner_id", "Hub"), "delivery_partner_id");
    }

    @Test
    void row10LeadProviderAndDeliveryPartnerAreNotPaired() {
        refused(with(request(), "delivery_partner_id", UNPAIRED.toString()), "delivery_partner_id");
    }

    @Test
    void row11PartnershipExistsWithAnyDeliveryPartner() {
        create(request()).statusCode(201);

        refused(request(), "school_id");
        refused(with(request(), "delivery_partner_id", OTHER_DELIVERY_PARTNER.toString()), "school_id");
    }

    @Test
    void row11PartnershipOfAnotherLeadProviderOrCohortDoesNotMatter() {
        create(request()).statusCode(201);

        create(OTHER_LEAD_PROVIDER, request()).statusCode(201);
        create(with(request(), "cohort", "2024")).statusCode(201);
    }

    @Test
    void row12SchoolHasChosenSchoolLedTraining() {
        service.registered(school + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));

        refused(request(), "school_id");
    }

    @Test
    void errorsAboutOneAttributeComeTogether() {
        service.registered(school + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));
        create(with(request(), "cohort", "2024")).statusCode(201);
        service.sql("update schools set eligible = false where urn = $1", school);

        create(with(request(), "delivery_partner_id", UNPAIRED.toString()))
                .statusCode(422)
                .body("errors.field", equalTo(List.of("school_id", "school_id", "delivery_partner_id")));
    }

    @Test
    void sameRequestWithTheSameKeyReturnsTheSamePartnership() {
        String ect = newEct();
        Map<String, Object> request = request();
        String first = keyed(request).statusCode(201).extract().asString();

        keyed(request).statusCode(201).body(equalTo(first));

        assertThat(service.events(ect)).hasSize(2);
        assertThat(service.sql(
                        "select 1 from idempotency_keys where key = $1 and strpos(answer, 'Lovelace') > 0", school))
                .as("personal data of participants are not kept with the key")
                .isEmpty();
    }

    private ValidatableResponse keyed(Map<String, Object> request) {
        return service.providerApi(LEAD_PROVIDER)
                .request()
                .header("Idempotency-Key", school)
                .body(request)
                .post("/api/v1/lead-providers/" + LEAD_PROVIDER + "/partnerships")
                .then();
    }

    @RepeatedTest(5)
    void ofTwoRequestsAtOnceOneWins() {
        String ect = newEct();
        Caller caller = service.providerApi(LEAD_PROVIDER);

        List<Race.Response> responses = new Race(service)
                .post(caller, "partnerships", request())
                .post(caller, "partnerships", with(request(), "delivery_partner_id", OTHER_DELIVERY_PARTNER.toString()))
                .run();

        assertThat(responses).extracting(Race.Response::status).containsExactlyInAnyOrder(201, 422);
        assertThat(responses.stream()
                        .filter(response -> response.status() == 422)
                        .map(response -> response.body().at("/errors/0/field").asText()))
                .containsExactly("school_id");
        assertThat(service.sql("select 1 from partnerships where school_urn = $1", school))
                .hasSize(1);
        assertThat(service.events(ect)).hasSize(2);
    }
}
