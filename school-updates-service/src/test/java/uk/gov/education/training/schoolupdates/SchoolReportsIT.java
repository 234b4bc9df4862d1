package uk.gov.education.training.schoolupdates;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.ect;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.mentor;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.newTrn;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;
import static uk.gov.education.training.testsupport.TopicClient.header;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.SchoolReportOutcome;
import uk.gov.education.training.events.SchoolReportOutcome.ReportAccepted;
import uk.gov.education.training.events.SchoolReportOutcome.ReportError;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schoolupdates.Portal.Draft;

/** The reports that the school portal publishes have the effects and errors of the same requests over REST. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class SchoolReportsIT {

    @Inject
    SchoolUpdates service;

    private Portal portal;

    @BeforeEach
    void prepare() {
        service.prepare();
        portal = new Portal(service);
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private Draft rename(String id, String name) {
        return portal.draft(SCHOOL, "change-name", id, Map.of("full_name", name));
    }

    private ValidatableResponse renameOverRest(String id, String name) {
        return portal.rest().put(SCHOOL + "/participants/" + id + "/name", Map.of("full_name", name));
    }

    private static List<ReportError> errors(ValidatableResponse response) {
        List<Map<String, String>> errors = response.extract().path("errors");
        return errors.stream()
                .map(error -> new ReportError(error.get("field"), error.get("detail")))
                .toList();
    }

    private int deadLetters() {
        return service.sql("select 1 from dead_letters where topic = 'school-reports'")
                .size();
    }

    private String nameOf(String id) {
        return portal.rest().get(SCHOOL + "/participants/" + id).extract().path("full_name");
    }

    // Accepted

    @Test
    void everyKindOfReportIsAccepted() {
        ReportAccepted registered = portal.accepted(portal.draft(SCHOOL, "register-ect", null, ect(newTrn())));
        String id = registered.participantId().toString();
        String mentorId = portal.accepted(portal.draft(SCHOOL, "register-mentor", null, mentor(newTrn())))
                .participantId()
                .toString();
        List<Draft> reports = List.of(
                rename(id, "Ada King"),
                portal.draft(SCHOOL, "change-email", id, Map.of("email", "ada" + id + "@school.example")),
                portal.draft(SCHOOL, "change-working-pattern", id, Map.of("working_pattern", "part_time")),
                portal.draft(SCHOOL, "assign-mentor", id, Map.of("mentor_id", mentorId)),
                portal.draft(SCHOOL, "change-lead-provider", id, Map.of("lead_provider_id", OTHER_LEAD_PROVIDER)),
                portal.draft(SCHOOL, "change-training-programme", id, Map.of("training_programme", "school_led")),
                portal.draft(SCHOOL, "report-leaving", id, Map.of("leaving_on", "2025-12-18")));

        assertThat(registered.version()).isEqualTo(1);
        long version = 1;
        for (Draft report : reports) {
            ReportAccepted accepted = portal.accepted(report);
            assertThat(accepted.participantId()).hasToString(id);
            assertThat(accepted.version()).isGreaterThan(version);
            version = accepted.version();
        }
        assertThat(service.lastEvent(id).version()).isEqualTo(version);
        assertThat(nameOf(id)).isEqualTo("Ada King");
    }

    @Test
    void outcomeHasTheKeyAndTheCauseOfTheReport() {
        String id = service.newEct();
        Draft report = rename(id, "Ada King")
                .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        SchoolReportOutcome outcome = portal.outcomeOf(report);

        var record = portal.outcomes(report.id()).getFirst();
        assertThat(record.key()).isEqualTo(SCHOOL);
        assertThat(header(record, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        assertThat(outcome.report().id()).isEqualTo(report.id());
        assertThat(header(service.records(id).getLast(), "ce_causationid")).isEqualTo(report.id());
        assertThat(service.sql("select reported_by from answered_reports where report_id = $1", report.id())
                        .getFirst()
                        .getString(0))
                .isEqualTo("person-1");
    }

    @Test
    void reportsOfASchoolTakeEffectInTheirOrder() {
        String id = service.newEct();

        List<String> ids = IntStream.range(0, 30)
                .mapToObj(i -> portal.publish(rename(id, "Ada Number " + (char) ('A' + i % 26) + (i < 26 ? "" : "A"))))
                .toList();

        ids.forEach(portal::outcome);
        assertThat(service.events(id).stream().skip(1))
                .extracting(event -> event.snapshot().fullName())
                .containsExactlyElementsOf(IntStream.range(0, 30)
                        .mapToObj(i -> "Ada Number " + (char) ('A' + i % 26) + (i < 26 ? "" : "A"))
                        .toList());
    }

    // Refused

    @Test
    void reportIsRefusedWithTheErrorsOfTheSameRequestOverRest() {
        String id = service.newEct();
        String path = SCHOOL + "/participants/" + id;
        Map<String, Object> ect = ect(newTrn());
        Caller rest = portal.rest();
        Map<Draft, ValidatableResponse> pairs = new LinkedHashMap<>();
        pairs.put(rename(id, ""), rest.put(path + "/name", Map.of("full_name", "")));
        pairs.put(portal.draft(SCHOOL, "change-name", id, Map.of()), rest.put(path + "/name", Map.of()));
        pairs.put(
                portal.draft(SCHOOL, "change-email", id, Map.of("email", "nonsense")),
                rest.put(path + "/email", Map.of("email", "nonsense")));
        pairs.put(
                portal.draft(SCHOOL, "change-working-pattern", id, Map.of()),
                rest.put(path + "/working-pattern", Map.of()));
        pairs.put(
                portal.draft(SCHOOL, "report-leaving", id, Map.of("leaving_on", "2027-01-01")),
                rest.put(path + "/leaving", Map.of("leaving_on", "2027-01-01")));
        pairs.put(
                portal.draft(SCHOOL, "assign-mentor", id, Map.of("mentor_id", UNKNOWN_ID)),
                rest.put(path + "/mentor", Map.of("mentor_id", UNKNOWN_ID)));
        pairs.put(
                portal.draft(SCHOOL, "change-training-programme", id, Map.of("training_programme", "provider_led")),
                rest.put(path + "/training-programme", Map.of("training_programme", "provider_led")));
        pairs.put(
                portal.draft(SCHOOL, "change-lead-provider", id, Map.of("lead_provider_id", UNKNOWN_ID)),
                rest.put(path + "/lead-provider", Map.of("lead_provider_id", UNKNOWN_ID)));
        pairs.put(
                portal.draft(SCHOOL, "register-ect", null, with(with(ect, "trn", "12"), "email", "x")),
                rest.post(SCHOOL + "/ects", with(with(ect, "trn", "12"), "email", "x")));
        pairs.put(portal.draft(SCHOOL, "register-mentor", null, Map.of()), rest.post(SCHOOL + "/mentors", Map.of()));
        pairs.put(
                portal.draft(SCHOOL, "change-name", UNKNOWN_ID.toString(), Map.of("full_name", "Ada King")),
                rest.put(SCHOOL + "/participants/" + UNKNOWN_ID + "/name", Map.of("full_name", "Ada King")));
        pairs.put(portal.draft("999999", "register-ect", null, ect), rest.post("999999/ects", ect));
        int parked = deadLetters();

        pairs.forEach((report, response) -> assertThat(portal.refused(report))
                .as(response.extract().asString())
                .isNotEmpty()
                .isEqualTo(errors(response)));

        assertThat(service.events(id)).hasSize(1);
        assertThat(deadLetters()).isEqualTo(parked);
    }

    @Test
    void schoolOutsideThePortalsGrantIsRefusedAsOverRest() {
        String id = service.newEct();
        try (Portal other = new Portal(service, OTHER_SCHOOL)) {
            List<ReportError> overRest =
                    errors(other.rest().put(SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "Ada King")));

            assertThat(other.refused(rename(id, "Ada King"))).isEqualTo(overRest);

            assertThat(other.accepted(other.draft(OTHER_SCHOOL, "register-ect", null, ect(newTrn())))
                            .version())
                    .isEqualTo(1);
        }
        assertThat(service.events(id)).hasSize(1);
    }

    @Test
    void reportWithAnotherExpectedVersionIsRefusedAsStale() {
        String id = service.newEct();
        Map<String, String> name = Map.of("full_name", "Ada King");

        List<ReportError> stale =
                portal.refused(portal.draft(SCHOOL, "change-name", id, name, Map.of("expected_version", 2)));
        ReportAccepted current =
                portal.accepted(portal.draft(SCHOOL, "change-name", id, name, Map.of("expected_version", 1)));

        assertThat(stale).extracting(ReportError::field).containsExactly("expected_version");
        assertThat(current.version()).isEqualTo(2);
    }

    @Test
    void reportWithAnOldSignatureIsRefused() {
        String id = service.newEct();

        assertThat(portal.refused(rename(id, "Ada King").withHeader("ce_time", "2025-01-01T00:00:00Z")))
                .extracting(ReportError::field)
                .containsExactly("ce_time");
        assertThat(service.events(id)).hasSize(1);
    }

    // Unreadable

    @Test
    void everyUnreadableRecordHasOneOutcomeAndIsADeadLetterAndTheNextReportIsAccepted() {
        String id = service.newEct();
        Map<UnaryOperator<Draft>, String> damages = new LinkedHashMap<>();
        damages.put(draft -> draft.withKey(null), "key");
        damages.put(draft -> draft.withKey("Amberlow"), "key");
        damages.put(draft -> draft.without("ce_id"), "ce_id");
        damages.put(draft -> draft.withHeader("ce_id", ""), "ce_id");
        damages.put(draft -> draft.withHeader("ce_type", "uk.gov.education.training.name-changed.v1"), "ce_type");
        damages.put(draft -> draft.withHeader("ce_time", "noon"), "ce_time");
        damages.put(draft -> draft.without("ce_keyid"), "ce_keyid");
        damages.put(draft -> draft.without("ce_signature"), "ce_signature");
        damages.put(draft -> draft.withHeader("ce_signature", "nonsense"), "ce_signature");
        damages.put(draft -> draft.withBody("{\"full_name\": \"Somebody Else\"}"), "ce_signature");
        damages.put(draft -> portal.signed(draft.withBody("no JSON")), "body");
        damages.put(draft -> portal.signed(draft.withBody(null)), "body");
        damages.put(draft -> portal.signed(draft.withBody("{}")), "body");
        damages.put(
                draft -> portal.signed(draft.withBody("{\"school_urn\": \"" + SCHOOL
                        + "\", \"reported_by\": \"a\", \"participant_id\": \"x\", \"request\": {\"type\": \"change-name\","
                        + " \"full_name\": 7}}")),
                "participant_id,full_name");
        damages.put(draft -> portal.signed(draft.withKey(OTHER_SCHOOL)), "school_urn");
        int answered = portal.outcomes().size();
        int parked = deadLetters();

        damages.keySet().forEach(damage -> portal.publish(rename(id, "Ada King"), damage));

        await().atMost(SOON).until(() -> portal.outcomes().size() == answered + damages.size());
        assertThat(deadLetters()).isEqualTo(parked + damages.size());
        assertThat(portal.outcomes().stream()
                        .map(Portal::read)
                        .filter(outcome -> outcome.outcome() instanceof SchoolReportOutcome.ReportRefused)
                        .map(outcome -> String.join(
                                ",",
                                Portal.errors(outcome).stream()
                                        .map(ReportError::field)
                                        .distinct()
                                        .toList())))
                .containsAll(damages.values().stream()
                        .filter(fields -> !fields.contains(",") && !fields.equals("body"))
                        .toList());
        assertThat(portal.accepted(rename(id, "Ada King")).version()).isEqualTo(2);
    }

    @Test
    void reportSignedWithARevokedKeyIsRefused() {
        String id = service.newEct();
        portal.revokeKey();

        assertThat(portal.refused(rename(id, "Ada King")))
                .extracting(ReportError::field)
                .containsExactly("ce_signature");
        assertThat(service.events(id)).hasSize(1);
    }

    // Once

    @Test
    void copyOfAReportChangesNothingAndGetsNoOtherOutcome() {
        String id = service.newEct();
        Draft accepted = rename(id, "Ada King");
        Draft refused = rename(id, "");
        portal.accepted(accepted);
        portal.refused(refused);
        portal.accepted(rename(id, "Ada Byron"));

        portal.publish(accepted);
        portal.publish(refused);
        portal.accepted(rename(id, "Ada Lovelace"));

        assertThat(portal.outcomes(accepted.id())).hasSize(1);
        assertThat(portal.outcomes(refused.id())).hasSize(1);
        assertThat(service.events(id)).hasSize(4);
    }

    @Test
    void anotherReportWithTheSameIdIsRefused() {
        String id = service.newEct();
        Draft first = rename(id, "Ada King");
        portal.accepted(first);

        portal.publish(rename(id, "Ada Byron").withId(first.id()));

        await().atMost(SOON).until(() -> portal.outcomes(first.id()).size() == 2);
        assertThat(portal.outcomes(first.id()).stream()
                        .map(Portal::read)
                        .filter(outcome -> outcome.outcome() instanceof SchoolReportOutcome.ReportRefused)
                        .flatMap(outcome -> Portal.errors(outcome).stream()))
                .extracting(ReportError::field)
                .containsExactly("ce_id");
        assertThat(service.events(id)).hasSize(2);
    }

    @Test
    void idAndIdempotencyKeyStandForOneRequest() {
        String id = service.newEct();
        Draft report = rename(id, "Ada King");
        String overRest = portal.rest()
                .request()
                .header("Idempotency-Key", report.id())
                .body(Map.of("full_name", "Ada King"))
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        renameOverRest(id, "Ada Byron").statusCode(200);

        assertThat(portal.accepted(report)).isEqualTo(new ReportAccepted(UUID.fromString(id), 2));
        assertThat(nameOf(id)).isEqualTo("Ada Byron");

        Draft published = rename(id, "Ada Noel");
        long version = portal.accepted(published).version();
        assertThat(portal.rest()
                        .request()
                        .header("Idempotency-Key", published.id())
                        .body(Map.of("full_name", "Ada Noel"))
                        .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("version"))
                .isEqualTo(version);
        assertThat(service.events(id)).hasSize(4);
        assertThat(overRest).contains("Ada King");
    }

    @Test
    void registrationIsTheSameRequestOverRestAndOnTheTopic() {
        Map<String, Object> ect = ect(newTrn());
        Draft report = portal.draft(SCHOOL, "register-ect", null, ect);
        ReportAccepted accepted = portal.accepted(report);

        String overRest = portal.rest()
                .request()
                .header("Idempotency-Key", report.id())
                .body(ect)
                .post("/api/v1/schools/" + SCHOOL + "/ects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(overRest).isEqualTo(accepted.participantId().toString());
    }

    @Test
    void reportsAndRequestsAtTheSameMomentMakeOneHistory()
            throws ExecutionException, InterruptedException, TimeoutException {
        String id = service.newEct();
        List<String> reports = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "Ada " + (char) ('A' + i);
                reports.add(portal.publish(rename(id, name + "Topic")));
                requests.add(executor.submit(
                        () -> renameOverRest(id, name + "Rest").extract().statusCode()));
            }
            for (Future<Integer> request : requests) {
                assertThat(request.get(60, SECONDS)).isEqualTo(200);
            }
        }

        assertThat(reports)
                .allSatisfy(
                        report -> assertThat(portal.outcome(report).outcome()).isInstanceOf(ReportAccepted.class));
        assertThat(service.events(id))
                .extracting(Message::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 41).mapToObj(Long::valueOf).toList());
    }

    // One transaction

    @Test
    void effectAndOutcomeAreOneTransactionAndAnOutageNeverRefuses() {
        String id = service.newEct();
        Draft report = rename(id, "Ada King");
        service.sql("drop sequence if exists tried");
        service.sql("create sequence tried");
        service.sql("""
                create or replace function out_of_order() returns trigger language plpgsql as
                $$ begin perform nextval('tried'); raise exception 'out of order' using errcode = '57P03'; end $$""");
        service.sql("""
                create trigger out_of_order before insert on outbox for each row
                when (new.topic = 'school-report-outcomes') execute function out_of_order()""");
        try {
            portal.publish(report);
            // a sequence is not rolled back
            await().atMost(SOON)
                    .until(() -> service.sql("select last_value from tried")
                                    .getFirst()
                                    .getLong(0)
                            > 3);
            assertThat(service.events(id)).hasSize(1);
            assertThat(portal.outcomes(report.id())).isEmpty();
        } finally {
            service.sql("drop trigger out_of_order on outbox");
        }

        assertThat(portal.outcome(report.id()).outcome()).isEqualTo(new ReportAccepted(UUID.fromString(id), 2));
        assertThat(service.events(id)).hasSize(2);
    }

    @Test
    void reportThatCanNotBeDecidedIsRefusedAndDoesNotStopTheNext() {
        String id = service.newEct();
        int parked = deadLetters();
        service.sql("""
                create or replace function unlucky() returns trigger language plpgsql as
                $$ begin raise exception 'unlucky' using errcode = 'P0001'; end $$""");
        service.sql("""
                create trigger unlucky before update on participants for each row
                when (new.snapshot like '%Unlucky Name%') execute function unlucky()""");
        try {
            String unlucky = portal.publish(rename(id, "Unlucky Name"));
            String next = portal.publish(rename(id, "Ada King"));

            assertThat(Portal.errors(portal.outcome(unlucky)))
                    .extracting(ReportError::field)
                    .containsExactly("service");
            assertThat(portal.outcome(next).outcome()).isInstanceOf(ReportAccepted.class);
        } finally {
            service.sql("drop trigger unlucky on participants");
        }
        assertThat(deadLetters()).isEqualTo(parked + 1);
    }
}
