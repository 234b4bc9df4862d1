package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RegisterMentorIT {

    private static final String MENTORS = SCHOOL + "/mentors";
    private static final String MENTORS_ELSEWHERE = OTHER_SCHOOL + "/mentors";

    @Inject
    SchoolUpdates service;

    private String trn;

    @BeforeEach
    void prepare() {
        service.prepare();
        trn = SchoolUpdates.newTrn();
    }

    private String newEctElsewhere() {
        return service.registered(OTHER_SCHOOL + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
    }

    @Test
    void registrationReturnsTheMentorAndChangesTheEct() {
        String ect = service.newEct();

        String mentor = service.post(MENTORS, SchoolUpdates.mentor(trn, ect))
                .statusCode(201)
                .body("trn", equalTo(trn))
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
    void bothParticipantsEventsHaveTheMentorship() {
        String ect = service.newEct();

        String mentor = service.registered(MENTORS, SchoolUpdates.mentor(trn, ect));

        assertThat(service.events(mentor)).singleElement().satisfies(event -> assertThat(event.change())
                .isEqualTo(new MentorRegistered(
                        SCHOOL, LocalDate.parse("2025-09-01"), UUID.fromString(ect), LEAD_PROVIDER)));
        assertThat(service.events(ect)).hasSize(2).last().satisfies(event -> assertThat(event.change())
                .isEqualTo(new MentorAssigned(
                        UUID.fromString(ect),
                        null,
                        UUID.fromString(mentor),
                        LocalDate.parse("2025-09-15"),
                        LEAD_PROVIDER)));
        assertThat(service.lastEvent(ect).snapshot().mentorships())
                .hasSize(1)
                .isEqualTo(service.lastEvent(mentor).snapshot().mentorships());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void nextMentorEndsTheMentorshipOfTheFirst() {
        String ect = service.newEct();
        String first = service.newMentorOf(ect);

        String next = service.registered(MENTORS, with(SchoolUpdates.mentor(trn, ect), "started_on", "2025-10-01"));

        assertThat(service.events(first)).hasSize(2).last().satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new MentorAssigned(
                            UUID.fromString(ect),
                            UUID.fromString(first),
                            UUID.fromString(next),
                            LocalDate.parse("2025-10-01"),
                            LEAD_PROVIDER));
            assertThat(event.snapshot().mentorships().getFirst().finishedOn()).isEqualTo("2025-09-30");
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorWithoutEctIsRegisteredWithoutTraining() {
        service.post(MENTORS, SchoolUpdates.mentor(trn))
                .statusCode(201)
                .body("mentor", notNullValue())
                .body("mentor.ect_ids", empty())
                .body("mentor.training", nullValue());
    }

    @Test
    void transferEndsMentorshipsAndTrainingAtTheSchoolBefore() {
        String ectBefore = service.newEct();
        String id = service.registered(MENTORS, SchoolUpdates.mentor(trn, ectBefore));
        String ectNow = newEctElsewhere();

        service.post(MENTORS_ELSEWHERE, with(SchoolUpdates.mentor(trn, ectNow), "started_on", "2025-10-01"))
                .statusCode(201)
                .body("id", equalTo(id))
                .body("mentor.ect_ids", contains(ectNow))
                .body("mentor.training.started_on", equalTo("2025-10-01"))
                .body("version", is(2));

        service.get(SCHOOL + "/participants/" + id)
                .body("mentor.finished_on", equalTo("2025-09-30"))
                .body("mentor.training.finished_on", equalTo("2025-09-30"));
        assertThat(service.events(ectBefore)).hasSize(3);
        assertThat(service.lastEvent(ectBefore).change())
                .isEqualTo(new MentorshipEnded(
                        UUID.fromString(id), UUID.fromString(ectBefore), LocalDate.parse("2025-09-30")));
        assertThat(service.lastEvent(ectNow).change()).isInstanceOf(MentorAssigned.class);
        assertThat(service.changes(id)).containsExactly(MentorRegistered.class, MentorRegistered.class);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorAtTwoSchoolsKeepsTrainingAndMentorshipAtTheFirst() {
        String ectBefore = service.newEct();
        String id = service.registered(MENTORS, SchoolUpdates.mentor(trn, ectBefore));
        String ectToo = newEctElsewhere();

        service.post(MENTORS_ELSEWHERE, with(SchoolUpdates.mentor(trn, ectToo), "mentoring_at_new_school_only", false))
                .statusCode(201)
                .body("id", equalTo(id))
                .body("mentor.training", nullValue());

        service.get(SCHOOL + "/participants/" + id)
                .body("mentor.finished_on", nullValue())
                .body("mentor.ect_ids", contains(ectBefore));
        assertThat(service.events(ectBefore)).hasSize(2);
        assertThat(service.lastEvent(id).snapshot().mentorships()).hasSize(2);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void presentMentorIsOnlyAssigned() {
        service.registered(MENTORS, SchoolUpdates.mentor(trn));
        String ect = service.newEct();

        String mentor = service.registered(MENTORS, SchoolUpdates.mentor(trn, ect));

        assertThat(service.lastEvent(ect).change())
                .isEqualTo(service.lastEvent(mentor).change())
                .isInstanceOf(MentorAssigned.class);
        assertThat(service.lastEvent(mentor).snapshot().schoolPeriods()).hasSize(1);
    }

    @Test
    void allErrorsAreReportedTogether() {
        Map<String, Object> body = SchoolUpdates.mentor("12345", UNKNOWN_ID.toString());
        body.put("full_name", " ");
        body.put("email", "nobody");
        body.put("started_on", "2022-09-01");
        body.put("lead_provider_id", UNKNOWN_ID);

        service.refused(
                422,
                () -> service.post(MENTORS, body),
                "trn",
                "full_name",
                "email",
                "started_on",
                "ect_id",
                "lead_provider_id",
                "lead_provider_id");
    }

    @Test
    void ectOfAnotherSchoolIsRefused() {
        String ect = service.newEct();

        service.refused(422, () -> service.post(MENTORS_ELSEWHERE, SchoolUpdates.mentor(trn, ect)), "ect_id");
    }

    @Test
    void participantCannotMentorThemselves() {
        String ect = service.registeredEct(trn);

        service.refused(422, () -> service.post(MENTORS, SchoolUpdates.mentor(trn, ect)), "ect_id");
    }

    @Test
    void presentMentorIsNotRegisteredAgain() {
        service.registered(MENTORS, SchoolUpdates.mentor(trn));

        service.refused(422, () -> service.post(MENTORS, SchoolUpdates.mentor(trn)), "trn");
    }

    @Test
    void invalidEctIdIsNamed() {
        service.refused(400, () -> service.post(MENTORS, SchoolUpdates.mentor(trn, "somebody")), "ect_id");
    }
}
