package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingChange.MentorFundingEnded;
import uk.gov.education.training.events.FundingChange.MentorFundingReopened;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class AssignMentorIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private ValidatableResponse assign(String ect, Object mentor) {
        return service.put(path(ect), Map.of("mentor_id", mentor));
    }

    private static String path(String ect) {
        return SCHOOL + "/participants/" + ect + "/mentor";
    }

    @Test
    void firstMentorIsReturnedAndInBothRecords() {
        String ect = service.newEct();
        String mentor = service.newMentor();

        assign(ect, mentor)
                .statusCode(200)
                .body("id", equalTo(ect))
                .body("ect.mentor_id", equalTo(mentor))
                .body("version", is(2));

        service.get(SCHOOL + "/participants/" + mentor)
                .body("mentor.ect_ids", contains(ect))
                .body("mentor.training.lead_provider_id", equalTo(LEAD_PROVIDER.toString()))
                .body("mentor.training.started_on", equalTo("2025-09-01"))
                .body("version", is(2));
        assertThat(service.lastEvent(ect).change())
                .isEqualTo(service.lastEvent(mentor).change())
                .isEqualTo(new MentorAssigned(
                        UUID.fromString(ect),
                        null,
                        UUID.fromString(mentor),
                        LocalDate.parse("2025-09-15"),
                        LEAD_PROVIDER));
        assertThat(service.lastEvent(ect).snapshot().mentorships())
                .hasSize(1)
                .isEqualTo(service.lastEvent(mentor).snapshot().mentorships());
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void nextMentorChangesThreeRecords() {
        String ect = service.newEct();
        String first = service.newMentorOf(ect);
        String next = service.newMentor();

        service.school()
                .on("2025-11-03")
                .put(path(ect), Map.of("mentor_id", next))
                .statusCode(200)
                .body("ect.mentor_id", equalTo(next))
                .body("version", is(3));

        MentorAssigned assigned = new MentorAssigned(
                UUID.fromString(ect),
                UUID.fromString(first),
                UUID.fromString(next),
                LocalDate.parse("2025-11-03"),
                LEAD_PROVIDER);
        assertThat(Stream.of(ect, first, next).map(service::lastEvent))
                .allSatisfy(event -> assertThat(event.change()).isEqualTo(assigned));
        assertThat(service.changes(ect)).hasSize(3);
        assertThat(service.changes(first)).hasSize(2);
        assertThat(service.changes(next)).hasSize(2);
        assertThat(service.lastEvent(first).snapshot().mentorships())
                .extracting(Mentorship::finishedOn)
                .containsExactly(LocalDate.parse("2025-11-02"));
        assertThat(service.lastEvent(first).snapshot().trainings())
                .extracting(Training::finishedOn)
                .containsOnlyNulls();
        assertThat(service.lastEvent(next).snapshot().trainings())
                .extracting(Training::startedOn)
                .containsExactly(LocalDate.parse("2025-11-03"));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorshipThatBeganTodayIsRemoved() {
        String ect = service.newEct();
        String first = service.newMentor();
        assign(ect, first).statusCode(200);

        String next = service.newMentor();
        assign(ect, next).statusCode(200).body("ect.mentor_id", equalTo(next));

        assertThat(service.lastEvent(first).snapshot().mentorships()).isEmpty();
        assertThat(service.lastEvent(ect).snapshot().mentorships())
                .extracting(Mentorship::mentorId)
                .containsExactly(UUID.fromString(next));
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void schoolChoosesWhoTrainsTheMentor() {
        String ect = service.newEct();
        String mentor = service.newMentor();

        service.put(path(ect), Map.of("mentor_id", mentor, "lead_provider_id", OTHER_LEAD_PROVIDER))
                .statusCode(200);

        service.get(SCHOOL + "/participants/" + mentor)
                .body("mentor.training.lead_provider_id", equalTo(OTHER_LEAD_PROVIDER.toString()));
        assertThat(service.lastEvent(ect).change())
                .isInstanceOfSatisfying(MentorAssigned.class, assigned -> assertThat(assigned.mentorLeadProviderId())
                        .isEqualTo(OTHER_LEAD_PROVIDER));
    }

    @Test
    void mentorWhoseFundingHasEndedGetsNoTraining() {
        String ect = service.newEct();
        String mentor = service.newMentor();
        service.publishAndAwait(
                Topics.FUNDING_DECISIONS,
                mentor,
                new EligibilityDecided(Role.MENTOR, LocalDate.parse("2021-09-01")),
                new FundingPosition(
                        UUID.fromString(mentor),
                        null,
                        new RoleFunding(
                                LocalDate.parse("2021-09-01"),
                                LocalDate.parse("2023-07-01"),
                                "completed_declaration_received")));

        assign(ect, mentor).statusCode(200).body("ect.mentor_id", equalTo(mentor));

        assertThat(service.lastEvent(mentor).snapshot().trainings()).isEmpty();
    }

    @Test
    void mentorWhoseCompletionWasVoidedIsTrainedAgain() {
        String mentor = service.newMentor();
        UUID id = UUID.fromString(mentor);
        UUID completed = UUID.randomUUID();
        LocalDate eligibleFrom = LocalDate.parse("2025-09-01");
        LocalDate endedOn = LocalDate.parse("2025-09-12");
        String endReason = "completed_declaration_received";
        service.publishAndAwait(
                Topics.FUNDING_DECISIONS,
                mentor,
                1,
                new MentorFundingEnded(endedOn, endReason),
                new FundingPosition(
                        id,
                        null,
                        new RoleFunding(eligibleFrom, endedOn, endReason),
                        List.of(new DeclarationFunding(completed, DeclarationState.SUBMITTED, null, null))));
        assign(service.newEct(), mentor).statusCode(200);
        assertThat(service.lastEvent(mentor).snapshot().trainings()).isEmpty();

        service.publishAndAwait(
                Topics.FUNDING_DECISIONS,
                mentor,
                2,
                new MentorFundingReopened(),
                new FundingPosition(
                        id,
                        null,
                        new RoleFunding(eligibleFrom, null, null),
                        List.of(new DeclarationFunding(completed, DeclarationState.VOIDED, null, null))));
        assign(service.newEct(), mentor).statusCode(200);

        assertThat(service.lastEvent(mentor).snapshot().trainings()).hasSize(1);
    }

    @Test
    void mentorOfASchoolLedEctGetsNeitherTrainingNorALeadProvider() {
        String ect = service.registered(SCHOOL + "/ects", SchoolUpdates.schoolLedEct(SchoolUpdates.newTrn()));
        String mentor = service.newMentor();

        service.refused(
                422,
                () -> service.put(path(ect), Map.of("mentor_id", mentor, "lead_provider_id", LEAD_PROVIDER)),
                "lead_provider_id");
        assign(ect, mentor).statusCode(200);

        assertThat(service.lastEvent(mentor).snapshot().trainings()).isEmpty();
    }

    @Test
    void allErrorsAreReportedTogether() {
        String ect = service.newEct();

        service.refused(
                422,
                () -> service.school()
                        .on("2026-06-05")
                        .put(path(ect), Map.of("mentor_id", UNKNOWN_ID, "lead_provider_id", UNKNOWN_ID)),
                "request",
                "mentor_id",
                "lead_provider_id");
    }

    @Test
    void onlyAnEctGetsAMentor() {
        String mentor = service.newMentor();
        String other = service.newMentor();

        service.refused(422, () -> assign(mentor, other), "id");
    }

    @Test
    void participantCannotMentorThemselves() {
        String ect = service.newEct();

        service.refused(422, () -> assign(ect, ect), "mentor_id");
    }

    @Test
    void presentMentorIsNoChange() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);

        service.refused(422, () -> assign(ect, mentor), "mentor_id");
    }

    @Test
    void mentorOfAnotherSchoolIsRefused() {
        String ect = service.newEct();
        String mentor = service.registered(OTHER_SCHOOL + "/mentors", SchoolUpdates.mentor(SchoolUpdates.newTrn()));

        service.refused(422, () -> assign(ect, mentor), "mentor_id");
    }

    @Test
    void mentorWhoIsToLeaveIsRefused() {
        String ect = service.newEct();
        String mentor = service.newMentor();
        service.put(SCHOOL + "/participants/" + mentor + "/leaving", Map.of("leaving_on", "2025-12-18"))
                .statusCode(200);

        service.refused(422, () -> assign(ect, mentor), "mentor_id");
    }
}
