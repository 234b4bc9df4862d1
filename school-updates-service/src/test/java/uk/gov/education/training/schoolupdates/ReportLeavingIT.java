package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.LeavingReported;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ReportLeavingIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private ValidatableResponse leave(String id, String leavingOn) {
        return service.put(path(id), Map.of("leaving_on", leavingOn));
    }

    private static String path(String id) {
        return SCHOOL + "/participants/" + id + "/leaving";
    }

    @Test
    void lastDayIsReturnedAndPublished() {
        String id = service.newEct();

        leave(id, "2025-12-18")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("ect.started_on", equalTo("2025-09-01"))
                .body("ect.finished_on", equalTo("2025-12-18"))
                .body("ect.training.finished_on", equalTo("2025-12-18"))
                .body("version", is(2));

        assertThat(service.events(id)).hasSize(2).last().satisfies(event -> {
            assertThat(event.at()).isEqualTo(NOW);
            assertThat(event.change())
                    .isEqualTo(new LeavingReported(Role.ECT, SCHOOL, null, LocalDate.parse("2025-12-18")));
            assertThat(event.snapshot().fullName()).isEqualTo("Ada Lovelace");
            assertThat(event.snapshot().trainings().getFirst().ending())
                    .isEqualTo(event.snapshot().schoolPeriods().getFirst().ending())
                    .isEqualTo(new Ending(EndReason.LEFT_SCHOOL, SCHOOL, Instant.parse(NOW)));
        });
    }

    @Test
    void mentorshipEndsInTheMentorsRecordToo() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);

        leave(ect, "2025-12-18").statusCode(200).body("version", is(3));

        service.get(SCHOOL + "/participants/" + mentor)
                .body("mentor.ect_ids", contains(ect))
                .body("mentor.finished_on", nullValue())
                .body("mentor.training.finished_on", nullValue())
                .body("version", is(2));
        service.school()
                .on("2025-12-19")
                .get(SCHOOL + "/participants/" + mentor)
                .body("mentor.ect_ids", empty());
        assertThat(service.lastEvent(ect).change()).isInstanceOf(LeavingReported.class);
        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new MentorshipEnded(
                        UUID.fromString(mentor), UUID.fromString(ect), LocalDate.parse("2025-12-18")));
        assertThat(service.lastEvent(mentor).snapshot().mentorships())
                .isEqualTo(service.lastEvent(ect).snapshot().mentorships());
    }

    @Test
    void everyEctOfAMentorWhoLeavesHasOneEvent() {
        String one = service.newEct();
        String other = service.newEct();
        String mentor = service.newMentorOf(one);
        service.put(SCHOOL + "/participants/" + other + "/mentor", Map.of("mentor_id", mentor))
                .statusCode(200);

        leave(mentor, "2025-12-18")
                .statusCode(200)
                .body("mentor.finished_on", equalTo("2025-12-18"))
                .body("mentor.training.finished_on", equalTo("2025-12-18"))
                .body("mentor.ect_ids", containsInAnyOrder(one, other));

        assertThat(service.changes(mentor))
                .containsExactly(MentorRegistered.class, MentorAssigned.class, LeavingReported.class);
        assertThat(service.changes(one))
                .containsExactly(EctRegistered.class, MentorAssigned.class, MentorshipEnded.class);
        assertThat(service.changes(other)).isEqualTo(service.changes(one));
        assertThat(service.lastEvent(other).snapshot().trainings())
                .extracting(Training::finishedOn)
                .containsOnlyNulls();
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void mentorshipThatWouldBeginLaterIsRemoved() {
        String ect = service.newEct();
        String mentor = service.registered(
                SCHOOL + "/mentors",
                with(SchoolUpdates.mentor(SchoolUpdates.newTrn(), ect), "started_on", "2025-11-03"));

        leave(ect, "2025-10-17").statusCode(200).body("ect.mentor_id", nullValue());

        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new MentorshipEnded(UUID.fromString(mentor), UUID.fromString(ect), null));
        assertThat(service.lastEvent(mentor).snapshot().mentorships()).isEmpty();
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void lastDayCanBeBroughtForwardButNotPushedBack() {
        String id = service.newEct();
        leave(id, "2025-12-18").statusCode(200);

        leave(id, "2025-12-05").body("ect.finished_on", equalTo("2025-12-05")).body("version", is(3));
        leave(id, "2025-12-19")
                .statusCode(200)
                .body("ect.finished_on", equalTo("2025-12-05"))
                .body("version", is(3));

        assertThat(service.events(id)).hasSize(3);
        assertThat(service.lastEvent(id).change())
                .isEqualTo(new LeavingReported(
                        Role.ECT, SCHOOL, LocalDate.parse("2025-12-18"), LocalDate.parse("2025-12-05")));
    }

    @Test
    void roleIsRequiredForAParticipantWithBoth() {
        String trn = SchoolUpdates.newTrn();
        String id = service.registeredEct(trn);
        service.registered(SCHOOL + "/mentors", SchoolUpdates.mentor(trn));

        service.refused(422, () -> service.put(path(id), Map.of()), "participant_type", "leaving_on");
        service.put(path(id), Map.of("leaving_on", "2025-12-18", "participant_type", "mentor"))
                .statusCode(200)
                .body("mentor.finished_on", equalTo("2025-12-18"))
                .body("ect.finished_on", nullValue())
                .body("ect.training.finished_on", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"2025-09-16, too soon after training began", "2026-01-16, more than four months ahead"})
    void impossibleLastDayIsRefused(String leavingOn, String why) {
        String id = service.newEct();

        service.refused(422, () -> leave(id, leavingOn), "leaving_on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-09-17", "2026-01-15"})
    void nearestAndFarthestLastDaysArePossible(String leavingOn) {
        leave(service.newEct(), leavingOn).statusCode(200).body("ect.finished_on", equalTo(leavingOn));
    }
}
