package uk.gov.education.training.schoolupdates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.events.testing.TopicClient.header;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.local.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RegisterEctIT {

    private static final String ECTS = SCHOOL + "/ects";

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    @Test
    void registrationIsAnsweredWithWhatTheSchoolSees() {
        service.post(ECTS, SchoolUpdates.ect(trn))
                .statusCode(201)
                .body("trn", equalTo(trn))
                .body("full_name", equalTo("Ada Lovelace"))
                .body("ect.started_on", equalTo("2025-09-01"))
                .body("ect.working_pattern", equalTo("full_time"))
                .body("ect.training.programme", equalTo("provider_led"))
                .body("ect.training.lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("ect.training.cohort", is(2025))
                .body("ect.training.started_on", equalTo("2025-09-15"))
                .body("version", is(1));
    }

    @Test
    void registrationIsPublished() {
        Instant before = Instant.now();

        String id = service.registeredEct(trn);

        List<Message<ParticipantChange, Participant>> events = service.events(id, 1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.at()).isEqualTo(SchoolUpdates.NOW);
            assertThat(event.change()).isInstanceOf(EctRegistered.class);
            assertThat(event.snapshot().schoolPeriods().getFirst().registeredAt())
                    .isEqualTo(SchoolUpdates.NOW);
            assertThat(event.snapshot().schoolPeriods().getFirst().createdAt()).isAfterOrEqualTo(before);
        });
        ConsumerRecord<String, byte[]> record = service.records(id).getFirst();
        assertThat(header(record, "ce_type")).isEqualTo("uk.gov.education.training.ect-registered.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/school-updates-service");
        assertThat(header(record, "ce_subject")).isEqualTo(id);
        assertThat(Instant.parse(header(record, "ce_time"))).isAfterOrEqualTo(before);
        assertThat(MessageSchemas.errors(Topics.PARTICIPANT_CHANGES, header(record, "ce_type"), record.value()))
                .as(new String(record.value(), UTF_8))
                .isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        Map<String, Object> body = SchoolUpdates.ect("12345");
        body.put("full_name", " ");
        body.put("email", "nobody");
        body.remove("working_pattern");
        body.remove("lead_provider_id");

        service.post(ECTS, body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("status", is(422))
                .body(
                        "errors.field",
                        containsInAnyOrder("trn", "full_name", "email", "working_pattern", "lead_provider_id"));
    }

    @Test
    void emptyObjectNamesEveryRequiredField() {
        service.post(ECTS, "{}")
                .statusCode(422)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "trn", "full_name", "email", "started_on", "working_pattern", "training_programme"));
    }

    @Test
    void malformedJsonIsABadRequest() {
        service.post(ECTS, "{\"trn\": ").statusCode(400).body("errors.field", contains("body"));
    }

    @Test
    void missingBodyIsABadRequest() {
        service.asSchool()
                .post("/api/v1/schools/" + ECTS)
                .then()
                .statusCode(400)
                .body("errors.field", contains("body"));
    }

    @Test
    void valueOfTheWrongKindIsNamed() {
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("started_on", "1 September");

        service.post(ECTS, body).statusCode(400).body("errors.field", contains("started_on"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("favourite_colour", "blue");

        service.post(ECTS, body).statusCode(201);
    }

    @Test
    void charactersThatCannotBeStoredAreRefusedLikeAnyOther() {
        Map<String, Object> body = SchoolUpdates.ect("123\u0000567");
        body.put("full_name", "Ada\u0000");
        body.put("email", "a\u0000@school.example");

        service.post(ECTS, body).statusCode(422).body("errors.field", contains("trn", "full_name", "email"));
        service.get("1%00/participants").statusCode(404);
    }

    @Test
    void unknownSchoolIsNotFound() {
        service.post("999999/ects", SchoolUpdates.ect(trn)).statusCode(404).body("errors.field", contains("urn"));
    }

    @Test
    void unknownLeadProviderIsRefused() {
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("lead_provider_id", "00000000-0000-4000-8000-000000000000");

        service.post(ECTS, body).statusCode(422).body("errors.field", contains("lead_provider_id"));
    }

    @Test
    void emailOfSomeoneElseIsRefused() {
        service.registeredEct(trn);
        Map<String, Object> body = SchoolUpdates.ect(SchoolUpdates.newTrn());
        body.put("email", "ECT" + trn + "@school.example");

        service.post(ECTS, body).statusCode(422).body("errors.field", contains("email"));
    }

    @Test
    void sameTrnAgainIsRefused() {
        service.registeredEct(trn);

        service.post(ECTS, SchoolUpdates.ect(trn)).statusCode(422).body("errors.field", contains("trn"));
    }

    @Test
    void transferEndsTheTimeBefore() {
        String id = service.registeredEct(trn);
        Map<String, Object> body = SchoolUpdates.ect(trn);
        body.put("started_on", "2025-10-01");

        service.post(OTHER_SCHOOL + "/ects", body)
                .statusCode(201)
                .body("id", equalTo(id))
                .body("ect.training.started_on", equalTo("2025-10-01"))
                .body("version", is(2));

        service.get(SCHOOL + "/participants/" + id)
                .body("ect.finished_on", equalTo("2025-09-30"))
                .body("ect.training.finished_on", equalTo("2025-09-30"));
        assertThat(service.events(id, 2).getLast().snapshot().trainings()).hasSize(2);
    }

    @Test
    void callerWithoutTokenIsUnauthorized() {
        service.asStranger()
                .get("/api/v1/schools/" + SCHOOL + "/participants")
                .then()
                .statusCode(401)
                .body("errors.field", contains("Authorization"));
    }

    @Test
    void callerOfAnotherScopeIsForbidden() {
        service.asSupport()
                .body(SchoolUpdates.ect(trn))
                .post("/api/v1/schools/" + ECTS)
                .then()
                .statusCode(403)
                .body("errors.field", contains("Authorization"));
    }

    @Test
    void oneOfManyConcurrentRegistrationsWins() {
        List<Integer> statuses = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                        service.post(ECTS, SchoolUpdates.ect(trn)).extract().statusCode()))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).allMatch(status -> status == 201 || status == 409 || status == 422);
        assertThat(service.sql("select 1 from participants where trn = $1", trn))
                .hasSize(1);
        assertThat(service.sql(
                        "select 1 from trainings join participants p on p.id = participant_id where trn = $1", trn))
                .hasSize(1);
    }

    @Test
    void refusedRegistrationPublishesNothing() {
        String id = service.registeredEct(trn);
        service.events(id, 1);

        service.post(ECTS, SchoolUpdates.ect(trn)).statusCode(422);

        service.awaitPublished();
        assertThat(service.records(id)).hasSize(1);
    }
}
