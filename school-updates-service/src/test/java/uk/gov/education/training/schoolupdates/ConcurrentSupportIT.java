package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
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
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schoolupdates.Race.Response;

/**
 * Support merges, deletes or confirms while a school reports: one follows the other, and nothing is half done or lost.
 */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentSupportIT {

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

    private static String merge(String from) {
        return "participants/" + from + "/merge";
    }

    private long count(String sql, Object... parameters) {
        return service.sql(sql, parameters).size();
    }

    private String mentorElsewhere() {
        return service.registered(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));
    }

    @RepeatedTest(ROUNDS)
    void recordThatEndsByAMergeIsRenamed(RepetitionInfo round) {
        String from = service.newEct();
        String into = mentorElsewhere();

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .put(service.school(), participant(from, "name"), Map.of("full_name", "Ada King"))
                .statuses(round);

        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.getLast()).isIn(200, 404);
        assertThat(count("select 1 from participants where id = $1", UUID.fromString(from)))
                .isZero();
    }

    @RepeatedTest(ROUNDS)
    void recordThatStaysAfterAMergeIsRenamed(RepetitionInfo round) {
        String from = mentorElsewhere();
        String into = service.newEct();

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .put(service.school(), participant(into, "name"), Map.of("full_name", "Ada King"))
                .statuses(round);

        assertThat(statuses).containsOnly(200);
        service.get(OTHER_SCHOOL + "/participants/" + into).body("full_name", equalTo("Ada King"));
    }

    @RepeatedTest(ROUNDS)
    void recordThatEndsByAMergeIsRegisteredOnceMore(RepetitionInfo round) {
        String trn = SchoolUpdates.newTrn();
        String from = service.registeredEct(trn);
        String into = mentorElsewhere();

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .post(service.school(), service.newSchool() + "/mentors", SchoolUpdates.mentor(trn))
                .statuses(round);

        assertThat(statuses.getFirst()).isIn(200, 409);
        assertThat(statuses.getLast()).isIn(201, 409);
        assertThat(count("select 1 from trns where trn = $1", trn)).isOne();
        assertThat(count("select 1 from participants where trn = $1", trn))
                .as("no other participant has the TRN")
                .isEqualTo(statuses.getFirst() == 200 ? 0 : 1);
    }

    @RepeatedTest(ROUNDS)
    void twoRecordsAreMergedIntoEachOther(RepetitionInfo round) {
        String one = service.newEct();
        String other = mentorElsewhere();

        List<Integer> statuses = race().post(service.support(), merge(one), Map.of("into", other))
                .post(service.support(), merge(other), Map.of("into", one))
                .statuses(round);

        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }

    @RepeatedTest(ROUNDS)
    void ectGetsAMentorWhileTheirRecordEnds(RepetitionInfo round) {
        String from = service.newEct();
        String into = mentorElsewhere();
        String mentor = service.newMentor();

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .put(service.school(), participant(from, "mentor"), Map.of("mentor_id", mentor))
                .statuses(round);

        assertThat(statuses).contains(200);
        assertThat(statuses.getFirst()).isIn(200, 409);
        assertThat(statuses.getLast()).isIn(200, 404);
    }

    @RepeatedTest(ROUNDS)
    void partnershipIsConfirmedTwice(RepetitionInfo round) {
        String school = service.newSchool();
        String ect = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
        Map<String, Object> partnership = SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER);

        List<Integer> statuses = race().post(service.support(), "partnerships", partnership)
                .post(service.support(), "partnerships", partnership)
                .statuses(round);

        assertThat(statuses).containsExactlyInAnyOrder(201, 200);
        assertThat(count("select 1 from partnerships where school_urn = $1", school))
                .isEqualTo(1);
        assertThat(service.changes(ect)).containsExactly(EctRegistered.class, TrainingConfirmed.class);
    }

    @RepeatedTest(ROUNDS)
    void twoPartnershipsConfirmOneTraining(RepetitionInfo round) {
        String school = service.newSchool();
        String ect = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));

        List<Integer> statuses = race().post(
                        service.support(),
                        "partnerships",
                        SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER))
                .post(
                        service.support(),
                        "partnerships",
                        SchoolUpdates.partnership(school, LEAD_PROVIDER, OTHER_DELIVERY_PARTNER))
                .statuses(round);

        assertThat(statuses).containsOnly(201);
        assertThat(service.changes(ect)).containsExactly(EctRegistered.class, TrainingConfirmed.class);
    }

    @RepeatedTest(ROUNDS)
    void ectIsRegisteredWhileTheirPartnershipIsConfirmed(RepetitionInfo round) {
        String school = service.newSchool();

        List<Response> responses = race().post(
                        service.support(),
                        "partnerships",
                        SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER))
                .post(service.school(), school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()))
                .run();

        assertThat(responses).extracting(Response::status).containsOnly(201);
        service.get(school + "/participants").body("participants.ect.training.confirmed", contains(true));
    }

    @RepeatedTest(ROUNDS)
    void recordEndsWhileItsTrainingIsConfirmed(RepetitionInfo round) {
        String school = service.newSchool();
        String from = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
        String into = mentorElsewhere();
        Map<String, Object> partnership = SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER);

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .post(service.support(), "partnerships", partnership)
                .statuses(round);

        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.getLast()).isIn(201, 409);
        boolean confirmed = statuses.getLast() == 201;
        service.get(school + "/participants/" + into).body("ect.training.confirmed", is(confirmed));
    }

    @RepeatedTest(ROUNDS)
    void recordEndsWhileItsDeliveryPartnerChanges(RepetitionInfo round) {
        String school = service.newSchool();
        String partnership = service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        String from = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));
        String into = mentorElsewhere();

        List<Integer> statuses = race().post(service.support(), merge(from), Map.of("into", into))
                .put(
                        service.support(),
                        "partnerships/" + partnership,
                        Map.of("delivery_partner_id", OTHER_DELIVERY_PARTNER))
                .statuses(round);

        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        String holder = statuses.getFirst() == 200 ? into : from;
        UUID now = statuses.getLast() == 200 ? OTHER_DELIVERY_PARTNER : DELIVERY_PARTNER;
        service.get(school + "/participants/" + holder)
                .body("ect.training.delivery_partner_id", equalTo(now.toString()));
    }

    @RepeatedTest(ROUNDS)
    void ectLeavesWhileTheirDeliveryPartnerChanges(RepetitionInfo round) {
        String school = service.newSchool();
        String partnership = service.confirmed(SchoolUpdates.partnership(school, LEAD_PROVIDER, DELIVERY_PARTNER));
        String ect = service.registered(school + "/ects", SchoolUpdates.ect(SchoolUpdates.newTrn()));

        List<Integer> statuses = race().put(
                        service.school(),
                        school + "/participants/" + ect + "/leaving",
                        Map.of("leaving_on", "2025-12-18"))
                .put(
                        service.support(),
                        "partnerships/" + partnership,
                        Map.of("delivery_partner_id", OTHER_DELIVERY_PARTNER))
                .statuses(round);

        assertThat(statuses).containsOnly(200);
        service.get(school + "/participants/" + ect)
                .body("ect.finished_on", equalTo("2025-12-18"))
                .body("ect.training.delivery_partner_id", equalTo(OTHER_DELIVERY_PARTNER.toString()));
    }

    @RepeatedTest(ROUNDS)
    void deletedParticipantIsRenamed(RepetitionInfo round) {
        String id = service.newEct();

        List<Integer> statuses = race().delete(service.support(), "participants/" + id)
                .put(service.school(), participant(id, "name"), Map.of("full_name", "Ada King"))
                .statuses(round);

        assertThat(statuses.getFirst()).isEqualTo(204);
        assertThat(statuses.getLast()).isIn(200, 404);
        assertThat(service.records(id).getLast().value()).isNull();
    }

    @RepeatedTest(ROUNDS)
    void deletedParticipantIsRegisteredAgain(RepetitionInfo round) {
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(trn);
        Map<String, Object> moving = with(SchoolUpdates.ect(trn), "started_on", "2025-10-01");

        List<Integer> statuses = race().delete(service.support(), "participants/" + id)
                .post(service.school(), OTHER_SCHOOL + "/ects", moving)
                .statuses(round);

        // before the deletion it is a transfer, which the deletion removes; after it, a new participant
        assertThat(statuses).containsExactly(204, 201);
        assertThat(service.records(id).getLast().value()).isNull();
        assertThat(count("select 1 from participants where id = $1", UUID.fromString(id)))
                .isZero();
    }

    @RepeatedTest(ROUNDS)
    void mentorIsDeletedWhileAssigned(RepetitionInfo round) {
        String ect = service.newEct();
        String mentor = service.newMentor();

        List<Integer> statuses = race().delete(service.support(), "participants/" + mentor)
                .put(service.school(), participant(ect, "mentor"), Map.of("mentor_id", mentor))
                .statuses(round);

        assertThat(statuses.getFirst()).isIn(204, 409);
        assertThat(statuses.getLast()).isIn(200, 422);
        assertThat(statuses).containsAnyOf(204, 200);
    }
}
