package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schoolupdates.Race.Response;

/**
 * Two concurrent reports that contradict each other: one succeeds, the other is refused, and both are saved completely
 * or not at all.
 */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentReportsIT {

    private static final int ROUNDS = 10;

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    @AfterAll
    void everyReportIsSavedCompletelyOrNotAtAll() {
        RowSnapshotConsistency.hold(service);
    }

    private Race race() {
        return new Race(service);
    }

    private static String participant(String id, String property) {
        return SCHOOL + "/participants/" + id + "/" + property;
    }

    private long count(String sql, Object... parameters) {
        return service.sql(sql, parameters).size();
    }

    private static boolean isRefusal(int status) {
        return status == 409 || status == 422;
    }

    @RepeatedTest(ROUNDS)
    void twoSchoolsRegisterTheSameNewcomer(RepetitionInfo round) {
        String trn = SchoolUpdates.newTrn();
        Map<String, Object> elsewhere = with(SchoolUpdates.ect(trn), "email", trn + "@elsewhere.example");

        List<Integer> statuses = race().post(service.school(), SCHOOL + "/ects", SchoolUpdates.ect(trn))
                .post(service.school(), OTHER_SCHOOL + "/ects", elsewhere)
                .statuses(round);

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || isRefusal(status));
        assertThat(count("select 1 from participants where trn = $1", trn)).isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void twoSchoolsTakeOverTheSameEct(RepetitionInfo round) {
        String trn = SchoolUpdates.newTrn();
        String ect = service.registeredEct(trn);
        String mentor = service.newMentorOf(ect);
        Map<String, Object> moving = with(SchoolUpdates.ect(trn), "started_on", "2025-10-01");

        List<Integer> statuses = race().post(service.school(), OTHER_SCHOOL + "/ects", moving)
                .post(service.school(), service.newSchool() + "/ects", with(moving, "email", trn + "@b.example"))
                .statuses(round);

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || isRefusal(status));
        assertThat(service.events(ect)).hasSize(3);
        assertThat(service.changes(mentor)).containsExactly(MentorRegistered.class, MentorshipEnded.class);
    }

    @RepeatedTest(ROUNDS)
    void twoPeopleAreRegisteredWithOneEmailAddress(RepetitionInfo round) {
        String email = "shared" + SchoolUpdates.newTrn() + "@school.example";

        List<Response> responses = race().post(
                        service.school(),
                        SCHOOL + "/ects",
                        with(SchoolUpdates.ect(SchoolUpdates.newTrn()), "email", email))
                .post(
                        service.school(),
                        OTHER_SCHOOL + "/mentors",
                        with(SchoolUpdates.mentor(SchoolUpdates.newTrn()), "email", email))
                .run();

        assertThat(responses).extracting(Response::status).containsExactlyInAnyOrder(201, 422);
        assertThat(count("select 1 from school_periods where email = $1", email))
                .isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void twoMentorsAreAssignedToOneEct(RepetitionInfo round) {
        String ect = service.newEct();
        String one = service.newMentor();
        String other = service.newMentor();

        List<Integer> statuses = race().put(service.school(), participant(ect, "mentor"), Map.of("mentor_id", one))
                .put(service.school(), participant(ect, "mentor"), Map.of("mentor_id", other))
                .statuses(round);

        // both can succeed one after the other: the second mentor follows the first
        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(count("select 1 from mentorships where other_id = $1", UUID.fromString(ect)))
                .isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void twoMentorsAreRegisteredForOneEct(RepetitionInfo round) {
        String ect = service.newEct();

        List<Integer> statuses = race().post(
                        service.school(), SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .post(service.school(), SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect))
                .statuses(round);

        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(count("select 1 from mentorships where other_id = $1 and finished_on is null", UUID.fromString(ect)))
                .isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void ectLeavesAndGetsAMentor(RepetitionInfo round) {
        String ect = service.newEct();
        String mentor = service.newMentor();

        List<Integer> statuses = race().put(
                        service.school(), participant(ect, "leaving"), Map.of("leaving_on", "2025-12-18"))
                .put(service.school(), participant(ect, "mentor"), Map.of("mentor_id", mentor))
                .statuses(round);

        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        if (statuses.getFirst() == 200) {
            assertThat(service.lastEvent(ect).snapshot().mentorships())
                    .allSatisfy(
                            mentorship -> assertThat(mentorship.finishedOn()).isEqualTo("2025-12-18"));
        }
    }

    @RepeatedTest(ROUNDS)
    void mentorLeavesAndIsAssigned(RepetitionInfo round) {
        String ect = service.newEct();
        String mentor = service.newMentor();

        List<Integer> statuses = race().put(
                        service.school(), participant(mentor, "leaving"), Map.of("leaving_on", "2025-12-18"))
                .put(service.school(), participant(ect, "mentor"), Map.of("mentor_id", mentor))
                .statuses(round);

        assertThat(statuses).contains(200).allMatch(status -> status == 200 || isRefusal(status));
        if (statuses.getFirst() == 200) {
            assertThat(service.lastEvent(ect).snapshot().mentorships())
                    .allSatisfy(
                            mentorship -> assertThat(mentorship.finishedOn()).isEqualTo("2025-12-18"));
        }
    }

    @RepeatedTest(ROUNDS)
    void earlierOfTwoLastDaysHolds(RepetitionInfo round) {
        String ect = service.newEct();

        List<Integer> statuses = race().put(
                        service.school(), participant(ect, "leaving"), Map.of("leaving_on", "2025-12-18"))
                .put(service.school(), participant(ect, "leaving"), Map.of("leaving_on", "2025-10-17"))
                .statuses(round);

        assertThat(statuses).containsOnly(200);
        service.get(SCHOOL + "/participants/" + ect).body("ect.finished_on", equalTo("2025-10-17"));
    }

    @RepeatedTest(ROUNDS)
    void mentorRegisteredForTwoEctsAtOnceMentorsBothOrOne(RepetitionInfo round) {
        String trn = SchoolUpdates.newTrn();
        String one = service.newEct();
        String other = service.newEct();

        List<Integer> statuses = race().post(service.school(), SCHOOL + "/mentors", SchoolUpdates.mentor(trn, one))
                .post(service.school(), SCHOOL + "/mentors", SchoolUpdates.mentor(trn, other))
                .statuses(round);

        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(count("select 1 from participants where trn = $1", trn)).isEqualTo(1);
        long wins = statuses.stream().filter(status -> status == 201).count();
        assertThat(count(
                        "select 1 from mentorships where role = 'ect' and participant_id in ($1, $2)",
                        UUID.fromString(one),
                        UUID.fromString(other)))
                .isEqualTo(wins);
    }

    @RepeatedTest(ROUNDS)
    void inductionPeriodIsClosedTwice(RepetitionInfo round) {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);
        String period = service.appropriateBody()
                .post("participants/" + ect + "/induction-periods", Map.of("started_on", "2025-09-01"))
                .extract()
                .path("induction_periods[0].id");
        String path = "participants/" + ect + "/induction-periods/" + period;

        List<Integer> statuses = race().put(
                        service.appropriateBody(),
                        path,
                        Map.of("finished_on", "2025-09-12", "outcome", "pass", "number_of_terms", 6))
                .put(service.appropriateBody(), path, Map.of("finished_on", "2025-09-12", "number_of_terms", 1))
                .statuses(round);

        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
        assertThat(service.events(mentor)).hasSize(statuses.getFirst() == 200 ? 2 : 1);
    }
}
