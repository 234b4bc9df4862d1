package uk.gov.education.training.providerapi.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.TrainingReports.CohortMove.OTHER_COHORT;
import static uk.gov.education.training.events.TrainingReports.CohortMove.SAME_COHORT;
import static uk.gov.education.training.events.TrainingReports.TrainingStatus.ACTIVE;
import static uk.gov.education.training.events.TrainingReports.TrainingStatus.DEFERRED;
import static uk.gov.education.training.events.TrainingReports.TrainingStatus.WITHDRAWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.mentor;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** Priya trains at Oakfield School. */
class SchoolTrainingsTest {

    private static final String SCHEDULE = "ecf-standard-september";

    private static ParticipantFactsFixture trained() {
        return ect().trainedBy(AMBER, "2025-09-01", null);
    }

    /** The parts as days, with the partnership's number. */
    private static List<String> parts(ParticipantFactsFixture given) {
        return SchoolTrainings.of(given.facts()).stream()
                .map(part -> part.startedOn() + " to " + part.finishedOn() + " in " + part.cohort() + " under "
                        + (part.partnershipId() == null
                                ? null
                                : part.partnershipId().getLeastSignificantBits() & 0xFF))
                .toList();
    }

    private static final String UNDER_30 = " in 2025 under " + 0x30;

    @Test
    void trainingIsOnePartWithItsSchoolPeriodAndPartnership() {
        assertThat(SchoolTrainings.of(trained().facts()))
                .containsExactly(new SchoolTraining(
                        PRIYA,
                        id(100),
                        OAKFIELD_PERIOD,
                        OAKFIELD,
                        Role.ECT,
                        AMBER,
                        2025,
                        id(30),
                        date("2025-09-01"),
                        null));
    }

    @Test
    void schoolLedTrainingHasNoLeadProvider() {
        assertThat(SchoolTrainings.of(ect().schoolLed(OAKFIELD_PERIOD, "2025-09-01", "2026-07-31")
                        .facts()))
                .singleElement()
                .satisfies(training -> {
                    assertThat(training.isProviderLed()).isFalse();
                    assertThat(training.finishedOn()).isEqualTo("2026-07-31");
                });
    }

    @Test
    void expressionOfInterestHasNoPartnership() {
        assertThat(parts(ect().training(AMBER, OAKFIELD_PERIOD, "2025-09-01", null, false)))
                .containsExactly("2025-09-01 to null in 2025 under null");
    }

    @Test
    void trainingThatNeverTakesPlaceIsLeftOut() {
        assertThat(parts(ect().trainedBy(AMBER, "2025-09-01", "2025-08-31"))).isEmpty();
    }

    @Test
    void interruptedTrainingEndsOnTheDayOfTheReport() {
        assertThat(parts(trained().reported(DEFERRED, "other", "2025-11-03T09:00:00Z")))
                .containsExactly("2025-09-01 to 2025-11-03" + UNDER_30);
        // midnight in London
        assertThat(parts(trained().reported(WITHDRAWN, "other", "2026-05-03T23:30:00Z")))
                .containsExactly("2025-09-01 to 2026-05-04" + UNDER_30);
    }

    @Test
    void interruptionAfterTheLastDayChangesNothing() {
        assertThat(parts(ect().trainedBy(AMBER, "2025-09-01", "2025-10-31")
                        .reported(WITHDRAWN, "other", "2025-11-03T09:00:00Z")))
                .containsExactly("2025-09-01 to 2025-10-31" + UNDER_30);
    }

    @Test
    void resumedTrainingGoesOnFromTheDayOfTheReport() {
        assertThat(parts(trained()
                        .reported(DEFERRED, "other", "2025-11-03T09:00:00Z")
                        .reported(WITHDRAWN, "other", "2025-12-01T09:00:00Z")
                        .reported(ACTIVE, null, "2026-01-05T09:00:00Z")))
                .containsExactly("2025-09-01 to 2025-11-03" + UNDER_30, "2026-01-05 to null" + UNDER_30);
    }

    @Test
    void trainingResumedOnTheSameOrTheNextDayIsNotInParts() {
        assertThat(parts(trained()
                        .reported(DEFERRED, "other", "2025-11-03T09:00:00Z")
                        .reported(ACTIVE, null, "2025-11-03T10:00:00Z")
                        .reported(DEFERRED, "other", "2025-11-10T09:00:00Z")
                        .reported(ACTIVE, null, "2025-11-11T10:00:00Z")))
                .containsExactly("2025-09-01 to null" + UNDER_30);
    }

    @Test
    void mentorWhoHasCompletedIsNotInTrainingAnyMore() {
        assertThat(parts(mentor().training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                        .scheduled()
                        .declared(AMBER, DeclarationType.COMPLETED, "2026-03-02T09:00:00Z")
                        .fundedAsMentor(completedOn("2026-03-02"))))
                .containsExactly("2025-09-01 to 2026-03-02" + UNDER_30);
    }

    private static RoleFunding completedOn(String day) {
        return new RoleFunding(date("2025-09-01"), date(day), null);
    }

    @Test
    void changeOfCohortTakesEffectOnItsDay() {
        assertThat(parts(trained().rescheduled(2026, SCHEDULE, id(31), OTHER_COHORT, "2026-09-07T09:00:00Z")))
                .containsExactly("2025-09-01 to 2026-09-06" + UNDER_30, "2026-09-07 to null in 2026 under " + 0x31);
    }

    @Test
    void partnershipThatTookOverCountsFromTheChangeOfCohort() {
        assertThat(parts(trained()
                        .rescheduled(2026, SCHEDULE, id(31), OTHER_COHORT, "2026-09-07T09:00:00Z")
                        .through(id(32), id(41))
                        .succeeded(id(31), id(32))))
                .containsExactly("2025-09-01 to 2026-09-06" + UNDER_30, "2026-09-07 to null in 2026 under " + 0x32);
    }

    @Test
    void changeOfScheduleInTheCohortUnderADeletedPartnershipChangesNothing() {
        assertThat(parts(trained().rescheduled(2025, SCHEDULE, id(29), SAME_COHORT, "2025-11-03T09:00:00Z")))
                .containsExactly("2025-09-01 to null" + UNDER_30);
    }

    @Test
    void changeOfCohortBeforeTheSecondDayReplacesTheFormerCohort() {
        assertThat(parts(trained().rescheduled(2026, SCHEDULE, id(31), OTHER_COHORT, "2025-09-01T09:00:00Z")))
                .containsExactly("2025-09-01 to null in 2026 under " + 0x31);
        assertThat(parts(trained().rescheduled(2026, SCHEDULE, id(31), OTHER_COHORT, "2025-07-31T09:00:00Z")))
                .containsExactly("2025-09-01 to null in 2026 under " + 0x31);
    }

    @Test
    void changeOfScheduleInTheSameCohortChangesNothing() {
        assertThat(parts(trained()
                        .rescheduled(2025, "ecf-extended-september", id(30), SAME_COHORT, "2025-11-03T09:00:00Z")))
                .containsExactly("2025-09-01 to null" + UNDER_30);
    }

    @Test
    void cohortInWhichTrainingNeverTakesPlaceHasAPartWithoutDays() {
        assertThat(parts(trained()
                        .reported(DEFERRED, "other", "2025-11-03T09:00:00Z")
                        .rescheduled(2026, SCHEDULE, id(31), OTHER_COHORT, "2025-12-01T09:00:00Z")))
                .containsExactly(
                        "2025-09-01 to 2025-11-03" + UNDER_30, "2025-12-01 to 2025-11-30 in 2026 under " + 0x31);
    }
}
