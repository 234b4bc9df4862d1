package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.localstack.TestInfrastructure;

/** A partnership goes on in a later cohort when the school registers someone with the lead provider. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RollOverPartnershipIT {

    private static final UUID UNPAIRED = UUID.fromString("6a1f4f9e-57c6-4b5e-a5b7-6f2d7c1e0a13");

    @Inject
    SchoolUpdates service;

    private String school;

    @BeforeEach
    void prepare() {
        service.prepare();
        school = service.newSchool();
        service.sql(
                "insert into delivery_partners (id, name) values ($1, 'Only in 2024') on conflict do nothing",
                UNPAIRED);
        service.pair(LEAD_PROVIDER, UNPAIRED, 2024);
    }

    private void partnersIn(int cohort, UUID leadProvider, UUID deliveryPartner) {
        service.confirmed(with(SchoolUpdates.partnership(school, leadProvider, deliveryPartner), "cohort", cohort));
    }

    private List<Row> partnerships(int cohort) {
        return service.sql(
                "select id, delivery_partner_id from partnerships where school_urn = $1 and cohort = $2",
                school,
                cohort);
    }

    private String registeredEct() {
        return service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    @Test
    void partnershipOfTheNewCohortConfirmsTheTraining() {
        partnersIn(2024, LEAD_PROVIDER, DELIVERY_PARTNER);

        String id = service.post(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .statusCode(201)
                .body("ect.training.confirmed", is(true))
                .body("ect.training.delivery_partner_id", equalTo(DELIVERY_PARTNER.toString()))
                .body("version", is(2))
                .extract()
                .path("id");

        assertThat(partnerships(2025)).hasSize(1);
        assertThat(service.changes(id)).containsExactly(EctRegistered.class, TrainingConfirmed.class);
        assertThat(service.partnershipEvents(
                        partnerships(2025).getFirst().getUUID("id").toString()))
                .hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void earlierExpressionsOfInterestAreConfirmedToo() {
        String interested = registeredEct();
        partnersIn(2024, LEAD_PROVIDER, DELIVERY_PARTNER);

        registeredEct();

        service.get(school + "/participants/" + interested).body("ect.training.confirmed", is(true));
    }

    @Test
    void deliveryPartnerIsThatOfTheLastCohortInWhichItIsStillPaired() {
        partnersIn(2023, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER);
        partnersIn(2024, LEAD_PROVIDER, UNPAIRED);

        registeredEct();

        assertThat(partnerships(2025)).singleElement().satisfies(row -> assertThat(row.getUUID("delivery_partner_id"))
                .isEqualTo(OTHER_DELIVERY_PARTNER));
    }

    @Test
    void withoutAPairingInTheNewCohortTrainingIsAnExpressionOfInterest() {
        partnersIn(2024, LEAD_PROVIDER, UNPAIRED);

        service.get(school + "/participants/" + registeredEct()).body("ect.training.confirmed", is(false));

        assertThat(partnerships(2025)).isEmpty();
    }

    @Test
    void partnershipOfAnotherLeadProviderDoesNotMatter() {
        partnersIn(2024, OTHER_LEAD_PROVIDER, DELIVERY_PARTNER);

        service.get(school + "/participants/" + registeredEct()).body("ect.training.confirmed", is(false));
    }

    @Test
    void partnershipOfALaterCohortDoesNotMatter() {
        partnersIn(2026, LEAD_PROVIDER, DELIVERY_PARTNER);

        service.get(school + "/participants/" + registeredEct()).body("ect.training.confirmed", is(false));
    }

    @Test
    void mentorsTrainingRollsThePartnershipOverToo() {
        String ect = service.registered(
                school + "/ects",
                with(SchoolUpdates.ect(SchoolUpdates.newTrn()), "lead_provider_id", OTHER_LEAD_PROVIDER));
        partnersIn(2024, OTHER_LEAD_PROVIDER, DELIVERY_PARTNER);

        Map<String, Object> mentor = SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect);
        service.post(school + "/mentors", mentor).statusCode(201).body("mentor.training.confirmed", is(true));

        service.get(school + "/participants/" + ect).body("ect.training.confirmed", is(true));
        RowSnapshotConsistency.hold(service);
    }

    @RepeatedTest(5)
    void ofTwoRegistrationsAtOnceOneCreatesThePartnership() {
        partnersIn(2024, LEAD_PROVIDER, DELIVERY_PARTNER);

        List<Race.Response> responses = new Race(service)
                .post(service.school(), school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .post(service.school(), school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .run();

        assertThat(responses).extracting(Race.Response::status).containsOnly(201);
        assertThat(responses)
                .extracting(response ->
                        response.body().at("/ect/training/confirmed").asBoolean())
                .containsOnly(true);
        assertThat(partnerships(2025)).hasSize(1);
    }
}
