package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.local.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RegisterMentorIT {

    private static final String MENTORS = SCHOOL + "/mentors";

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    @Test
    void registrationIsAnsweredWithTheMentorAndChangesTheEct() {
        String ect = service.registeredEct(trn);

        String mentor = service.post(MENTORS, SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .statusCode(201)
                .body("mentor.ect_ids", contains(ect))
                .body("mentor.training.lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("mentor.training.started_on", equalTo("2025-09-01"))
                .body("version", is(1))
                .extract()
                .path("id");

        service.get(SCHOOL + "/participants/" + ect)
                .statusCode(200)
                .body("ect.mentor_id", equalTo(mentor))
                .body("version", is(2));
    }

    @Test
    void bothPeoplesEventsCarryTheMentorship() {
        String ect = service.registeredEct(trn);

        String mentor = service.post(MENTORS, SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .statusCode(201)
                .extract()
                .path("id");

        Message<ParticipantChange, Participant> mentorsEvent =
                service.events(mentor, 1).getFirst();
        Message<ParticipantChange, Participant> ectsEvent =
                service.events(ect, 2).getLast();
        assertThat(mentorsEvent.change()).isInstanceOf(MentorRegistered.class);
        assertThat(ectsEvent.version()).isEqualTo(2);
        assertThat(ectsEvent.change())
                .isInstanceOfSatisfying(MentorAssigned.class, assigned -> assertThat(assigned.to())
                        .isEqualTo(UUID.fromString(mentor)));
        assertThat(ectsEvent.snapshot().mentorships())
                .hasSize(1)
                .isEqualTo(mentorsEvent.snapshot().mentorships());
    }

    @Test
    void nextMentorEndsTheMentorshipOfTheFirst() {
        String ect = service.registeredEct(trn);
        String first = service.post(MENTORS, SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .extract()
                .path("id");

        Map<String, Object> later = SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect);
        later.put("started_on", "2025-10-01");
        service.post(MENTORS, later).statusCode(201);

        Message<ParticipantChange, Participant> event = service.events(first, 2).getLast();
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.snapshot().mentorships().getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void mentorWithoutEctIsRegisteredWithoutTraining() {
        Map<String, Object> body = SchoolUpdates.mentor(trn, "");
        body.remove("ect_id");

        service.post(MENTORS, body)
                .statusCode(201)
                .body("mentor", notNullValue())
                .body("mentor.training", nullValue());
    }

    @Test
    void ectOfAnotherSchoolIsRefused() {
        String ect = service.registeredEct(trn);

        service.post(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .statusCode(422)
                .body("errors.field", contains("ect_id"));
    }

    @Test
    void ectIdThatIsNoneIsNamed() {
        service.post(MENTORS, SchoolUpdates.mentor(trn, "somebody"))
                .statusCode(400)
                .body("errors.field", contains("ect_id"));
    }

    @Test
    void concurrentMentorsOfOneEctEndInOneMentorAtATime() {
        String ect = service.registeredEct(trn);

        List<Integer> statuses = Stream.generate(() -> SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .limit(6)
                .map(body -> CompletableFuture.supplyAsync(
                        () -> service.post(MENTORS, body).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(service.sql(
                        "select 1 from mentorships where participant_id = $1 and role = 'ect' and finished_on is null",
                        UUID.fromString(ect)))
                .hasSize(1);
        assertThat(service.events(ect, 2)).extracting(Message::version).doesNotHaveDuplicates();
    }
}
