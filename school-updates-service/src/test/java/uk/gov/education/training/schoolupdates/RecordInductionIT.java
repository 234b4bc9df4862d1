package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.NOW;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.UNKNOWN_ID;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.with;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodClosed;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodOpened;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.localstack.TestInfrastructure;

@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class RecordInductionIT {

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    private static final Map<String, Object> PASSED =
            Map.of("finished_on", "2026-07-17", "outcome", "pass", "number_of_terms", 6);
    private static final Map<String, Object> RELEASED = Map.of("finished_on", "2026-07-17", "number_of_terms", 2.5);

    private static String path(String ect) {
        return "participants/" + ect + "/induction-periods";
    }

    /** Opens an induction period on the first day at the school and returns its id. */
    private String opened(String ect) {
        return service.appropriateBody()
                .post(path(ect), Map.of("started_on", "2025-09-01"))
                .statusCode(201)
                .extract()
                .path("induction_periods[0].id");
    }

    private ValidatableResponse close(String ect, String period, Map<String, Object> end) {
        return service.appropriateBody().on("2026-07-20").put(path(ect) + "/" + period, end);
    }

    @Test
    void beginningIsReturnedListedAndPublished() {
        String ect = service.newEct();

        String period = service.appropriateBody()
                .post(path(ect), Map.of("started_on", "2025-09-01"))
                .statusCode(201)
                .body("participant_id", equalTo(ect))
                .body("induction_periods.started_on", contains("2025-09-01"))
                .body("induction_periods[0].finished_on", nullValue())
                .body("version", is(2))
                .extract()
                .path("induction_periods[0].id");

        service.appropriateBody()
                .get(path(ect))
                .statusCode(200)
                .body("induction_periods.id", contains(period))
                .body("version", is(2));
        assertThat(service.events(ect)).hasSize(2).last().satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new InductionPeriodOpened(UUID.fromString(period), LocalDate.parse("2025-09-01")));
            assertThat(event.snapshot().inductionPeriods())
                    .containsExactly(new InductionPeriod(
                            UUID.fromString(period),
                            LocalDate.parse("2025-09-01"),
                            null,
                            null,
                            null,
                            Instant.parse(NOW),
                            null));
        });
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void releaseChangesNothingElse() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);
        String period = opened(ect);

        close(ect, period, RELEASED)
                .statusCode(200)
                .body("induction_periods.finished_on", contains("2026-07-17"))
                .body("induction_periods[0].outcome", nullValue())
                .body("induction_periods[0].number_of_terms", is(2.5f))
                .body("version", is(4));

        assertThat(service.lastEvent(ect)).satisfies(event -> {
            assertThat(event.change())
                    .isEqualTo(new InductionPeriodClosed(
                            UUID.fromString(period), LocalDate.parse("2026-07-17"), null, new BigDecimal("2.5")));
            assertThat(event.snapshot().schoolPeriods())
                    .extracting(SchoolPeriod::finishedOn)
                    .containsOnlyNulls();
        });
        assertThat(service.events(mentor)).hasSize(1);
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void outcomeEndsSchoolPeriodTrainingAndMentorship() {
        String ect = service.newEct();
        String mentor = service.newMentorOf(ect);
        String period = opened(ect);

        close(ect, period, PASSED)
                .statusCode(200)
                .body("induction_periods.outcome", contains("pass"))
                .body("version", is(4));

        service.get(SCHOOL + "/participants/" + ect)
                .body("ect.finished_on", equalTo("2026-07-20"))
                .body("ect.training.finished_on", equalTo("2026-07-20"))
                .body("version", is(4));
        assertThat(service.changes(ect))
                .containsExactly(
                        EctRegistered.class,
                        MentorAssigned.class,
                        InductionPeriodOpened.class,
                        InductionPeriodClosed.class);
        assertThat(service.lastEvent(ect)).satisfies(event -> assertThat(
                        event.snapshot().trainings().getFirst().ending())
                .isEqualTo(new Ending(EndReason.INDUCTION_COMPLETED, null, event.at())));
        assertThat(service.changes(mentor)).containsExactly(MentorRegistered.class, MentorshipEnded.class);
        assertThat(service.lastEvent(mentor).change())
                .isEqualTo(new MentorshipEnded(
                        UUID.fromString(mentor), UUID.fromString(ect), LocalDate.parse("2026-07-20")));
        assertThat(service.lastEvent(mentor).snapshot().schoolPeriods())
                .extracting(SchoolPeriod::finishedOn)
                .containsOnlyNulls();
        RowSnapshotConsistency.hold(service);
    }

    @Test
    void ectWithAnOutcomeCannotBeginInductionAgain() {
        String ect = service.newEct();
        close(ect, opened(ect), PASSED).statusCode(200);

        service.refused(
                422,
                () -> service.appropriateBody().on("2026-09-07").post(path(ect), Map.of("started_on", "2026-09-01")),
                "id");
    }

    @Test
    void periodsFollowEachOther() {
        String ect = service.newEct();
        close(ect, opened(ect), RELEASED).statusCode(200);
        Caller body = service.appropriateBody().on("2026-09-07");

        service.refused(422, () -> body.post(path(ect), Map.of("started_on", "2026-07-17")), "started_on");
        body.post(path(ect), Map.of("started_on", "2026-07-18"))
                .statusCode(201)
                .body("induction_periods.started_on", contains("2025-09-01", "2026-07-18"));
    }

    @Test
    void allErrorsOfABeginningAreReportedTogether() {
        String mentor = service.newMentor();

        service.refused(
                422,
                () -> service.appropriateBody().post(path(mentor), Map.of("started_on", "2025-09-16")),
                "id",
                "started_on");
    }

    @Test
    void secondPeriodWhileOneIsOpenIsRefused() {
        String ect = service.newEct();
        opened(ect);

        service.refused(
                422, () -> service.appropriateBody().post(path(ect), Map.of("started_on", "2025-09-08")), "started_on");
    }

    @Test
    void allErrorsOfAnEndAreReportedTogether() {
        String ect = service.newEct();
        String period = opened(ect);

        service.refused(422, () -> close(ect, period, Map.of()), "finished_on", "number_of_terms");
        service.refused(
                422,
                () -> close(ect, period, Map.of("finished_on", "2026-07-21", "number_of_terms", 16.5)),
                "finished_on",
                "number_of_terms");
    }

    @Test
    void periodThatHasEndedStaysAsItIs() {
        String ect = service.newEct();
        String period = opened(ect);
        close(ect, period, RELEASED).statusCode(200);

        service.refused(422, () -> close(ect, period, PASSED), "period_id");
    }

    @Test
    void invalidOutcomeIsNamed() {
        String ect = service.newEct();
        String period = opened(ect);

        service.refused(400, () -> close(ect, period, with(PASSED, "outcome", "distinction")), "outcome");
    }

    @Test
    void unknownPeriodIsNotFound() {
        String ect = service.newEct();
        String other = service.newEct();
        String others = opened(other);

        service.refused(404, () -> close(ect, UNKNOWN_ID.toString(), PASSED), "period_id");
        service.refused(404, () -> close(ect, others, PASSED), "period_id");
        service.refused(404, () -> close(UNKNOWN_ID.toString(), others, PASSED), "id");
    }
}
