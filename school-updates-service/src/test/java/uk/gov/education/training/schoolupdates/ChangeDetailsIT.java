package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.events.testing.TopicClient.header;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.local.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ChangeDetailsIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    @Test
    void newNameIsAnsweredAndPublished() {
        String id = service.registeredEct(trn);

        service.asSchool()
                .header("traceparent", TRACE)
                .body(Map.of("full_name", "Ada King"))
                .put("/api/v1/schools/" + SCHOOL + "/participants/" + id + "/name")
                .then()
                .statusCode(200)
                .body("full_name", equalTo("Ada King"))
                .body("version", is(2));

        assertThat(service.events(id, 2).getLast()).satisfies(event -> {
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.change()).isEqualTo(new NameChanged("Ada Lovelace", "Ada King"));
            assertThat(event.snapshot().fullName()).isEqualTo("Ada King");
        });
        assertThat(header(service.records(id).getLast(), "traceparent")).isEqualTo(TRACE);
    }

    @Test
    void newEmailIsAnsweredPublishedAndInTheTables() {
        String id = service.registeredEct(trn);

        service.put(SCHOOL + "/participants/" + id + "/email", Map.of("email", trn + "@new.example"))
                .statusCode(200)
                .body("ect.email", equalTo(trn + "@new.example"))
                .body("version", is(2));

        assertThat(service.events(id, 2).getLast().change())
                .isEqualTo(new EmailChanged(Role.ECT, "ect" + trn + "@school.example", trn + "@new.example"));
        assertThat(service.sql("select 1 from school_periods where email = $1", trn + "@new.example"))
                .hasSize(1);
    }

    @Test
    void sameNameIsRefused() {
        service.put(
                        SCHOOL + "/participants/" + service.registeredEct(trn) + "/name",
                        Map.of("full_name", "Ada Lovelace"))
                .statusCode(422)
                .body("errors.field", contains("full_name"));
    }

    @Test
    void roleThatTheParticipantDoesNotHaveIsRefused() {
        service.put(
                        SCHOOL + "/participants/" + service.registeredEct(trn) + "/email",
                        Map.of("email", "a@b.example", "participant_type", "mentor"))
                .statusCode(422)
                .body("errors.field", contains("participant_type"));
    }

    @Test
    void roleThatIsNoneIsNamed() {
        service.put(
                        SCHOOL + "/participants/" + service.registeredEct(trn) + "/email",
                        Map.of("email", "a@b.example", "participant_type", "janitor"))
                .statusCode(400)
                .body("errors.field", contains("participant_type"));
    }

    @Test
    void participantOfAnotherSchoolIsNotFound() {
        String id = service.registeredEct(trn);

        service.get(OTHER_SCHOOL + "/participants/" + id).statusCode(404).body("errors.field", contains("id"));
        service.put(OTHER_SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "X"))
                .statusCode(404);
        service.put(OTHER_SCHOOL + "/participants/" + id + "/email", Map.of("email", "x@y.example"))
                .statusCode(404);
    }

    @Test
    void idThatIsNoneIsNotFound() {
        service.get(SCHOOL + "/participants/somebody").statusCode(404);
    }

    @Test
    void listHasTheSchoolsParticipants() {
        String id = service.registeredEct(trn);

        service.get(SCHOOL + "/participants?per_page=200").statusCode(200).body("participants.id", hasItem(id));
        service.get(SCHOOL + "/participants?per_page=1").body("participants.size()", is(1));
        service.get(SCHOOL + "/participants?page=0").statusCode(400).body("errors.field", contains("page"));
        service.get("999999/participants").statusCode(404);
    }

    @Test
    void concurrentChangesAreOneAfterTheOther() {
        String id = service.registeredEct(trn);

        List<Integer> versions = IntStream.range(0, 20)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> service.put(SCHOOL + "/participants/" + id + "/name", Map.of("full_name", "Ada " + n))
                                .statusCode(200)
                                .extract()
                                .<Integer>path("version")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(versions).isEqualTo(IntStream.rangeClosed(2, 21).boxed().toList());
        assertThat(service.events(id, 21))
                .extracting(Message::version)
                .isEqualTo(IntStream.rangeClosed(1, 21).mapToObj(Long::valueOf).toList());
    }
}
