package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.testsupport.TopicClient.header;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.ParticipantChange.WorkingPatternChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ChangeDetailsIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    SchoolUpdates service;

    private String trn;
    private String id;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
        id = service.registeredEct(trn);
    }

    private ValidatableResponse change(String property, Map<String, Object> to) {
        return service.put(SCHOOL + "/participants/" + id + "/" + property, to);
    }

    @Test
    void newNameIsReturnedAndPublished() {
        service.school()
                .request()
                .header("traceparent", TRACE)
                .body(Map.of("full_name", "Ada King"))
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name")
                .then()
                .statusCode(200)
                .body("full_name", equalTo("Ada King"))
                .body("version", is(2));

        assertThat(service.events(id)).hasSize(2).last().satisfies(event -> {
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.change()).isEqualTo(new NameChanged("Ada Lovelace", "Ada King"));
            assertThat(event.snapshot().fullName()).isEqualTo("Ada King");
        });
        assertThat(header(service.records(id).getLast(), "traceparent")).isEqualTo(TRACE);
    }

    @Test
    void newEmailIsReturnedPublishedAndInTheTables() {
        change("email", Map.of("email", trn + "@new.example"))
                .statusCode(200)
                .body("ect.email", equalTo(trn + "@new.example"))
                .body("version", is(2));

        assertThat(service.lastEvent(id).change())
                .isEqualTo(new EmailChanged(Role.ECT, "ect" + trn + "@school.example", trn + "@new.example"));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void newWorkingPatternIsReturnedAndPublished() {
        change("working-pattern", Map.of("working_pattern", "part_time"))
                .statusCode(200)
                .body("ect.working_pattern", equalTo("part_time"))
                .body("version", is(2));

        assertThat(service.events(id)).hasSize(2).last().satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new WorkingPatternChanged(WorkingPattern.FULL_TIME, WorkingPattern.PART_TIME));
            assertThat(event.snapshot().schoolPeriods())
                    .extracting(SchoolPeriod::workingPattern)
                    .containsExactly(WorkingPattern.PART_TIME);
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void whiteSpaceInANameIsOneSpaceAndNoChange() {
        change("name", Map.of("full_name", "\u00A0Ada\t Augusta\u2003King "))
                .statusCode(200)
                .body("full_name", equalTo("Ada Augusta King"));
        assertThat(service.lastEvent(id).snapshot().fullName()).isEqualTo("Ada Augusta King");

        service.refused(422, () -> change("name", Map.of("full_name", "Ada  Augusta\u00A0King")), "full_name");

        String mentor = service.registered(
                SCHOOL + "/mentors",
                SchoolUpdates.with(
                        SchoolUpdates.mentor(SchoolUpdates.newTrn()), "full_name", "Mary \u2009 Somerville"));
        assertThat(service.lastEvent(mentor).snapshot().fullName()).isEqualTo("Mary Somerville");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u200b", "\\u00a0 \\u3000", "Ada\\ud83d", "Ada\\u0007", "Ada\\u202eLovelace", "Ada\\nLovelace"
            })
    void invisibleOrMultilineNameIsRefusedAlsoWithAKey(String escaped) {
        String path = "/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name";
        String body = "{\"full_name\": \"" + escaped + "\"}";

        service.refused(
                422, () -> service.school().request().body(body).put(path).then(), "full_name");
        service.refused(
                422,
                () -> service.school()
                        .request()
                        .header("Idempotency-Key", UUID.randomUUID())
                        .body(body)
                        .put(path)
                        .then(),
                "full_name");
    }

    @Test
    void sameAgainIsRefused() {
        service.refused(422, () -> change("name", Map.of("full_name", "Ada Lovelace")), "full_name");
        service.refused(422, () -> change("email", Map.of("email", "ect" + trn + "@school.example")), "email");
        service.refused(
                422, () -> change("working-pattern", Map.of("working_pattern", "full_time")), "working_pattern");
    }

    @Test
    void allErrorsAreReportedTogether() {
        service.refused(
                422,
                () -> change("email", Map.of("email", "nobody", "participant_type", "mentor")),
                "email",
                "participant_type");
    }

    @Test
    void invalidValueIsNamed() {
        service.refused(
                400,
                () -> change("email", Map.of("email", "a@b.example", "participant_type", "janitor")),
                "participant_type");
        service.refused(
                400, () -> change("working-pattern", Map.of("working_pattern", "sometimes")), "working_pattern");
    }

    @Test
    void mentorHasNoWorkingPattern() {
        String mentor = service.newMentor();

        service.refused(
                422,
                () -> service.put(
                        SCHOOL + "/participants/" + mentor + "/working-pattern",
                        Map.of("working_pattern", "part_time")),
                "id");
    }

    @Test
    void listHasTheSchoolsParticipants() {
        service.get(SCHOOL + "/participants?per_page=1").body("participants.size()", is(1));
        service.get(SCHOOL + "/participants?page=0").statusCode(400).body("errors.field", contains("page"));
        service.get("999999/participants").statusCode(404);

        String school = service.newSchool();
        String only = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
        service.get(school + "/participants").statusCode(200).body("participants.id", contains(only));
    }

    @Test
    void concurrentChangesAreOneAfterTheOther() {
        Race race = new Race(service);
        IntStream.range(0, 15)
                .forEach(n -> race.put(
                        service.school(), SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "Ada " + n)));

        assertThat(race.run())
                .allMatch(response -> response.status() == 200)
                .extracting(response -> response.body().get("version").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 16).boxed().toList());
        RowSnapshotConsistency.hold(service);
    }
}
