package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.CARRIED_OVER;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.CHANGED_BY_PROVIDER;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.STANDARD;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.NOTHING_REPORTED;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.training;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.ScheduleChange.ScheduleCorrected;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;

/** The effect of a lead provider's schedule changes on that training and on later training. */
class ScheduleChangedByProviderTest {

    private static final String[] SCHEDULES = {
        "ecf-standard-september", "ecf-standard-january", "ecf-extended-september", "ecf-reduced-april"
    };
    private static final Map<Integer, ContractPeriod> CATALOGUE =
            Map.of(2025, contractPeriod(2025, SCHEDULES), 2026, contractPeriod(2026, SCHEDULES));
    private static final String REGISTERED = "2025-09-01T09:00:00Z";
    private static final String CHANGED = "2025-11-20T10:00:00Z";
    private static final String MOVED_ON = "2026-01-12T09:00:00Z";

    private static final Participant ONE_TRAINING =
            participant(PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED));
    private static final Participant TWO_TRAININGS = participant(
            PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED), providerLed(2, 2025, "2026-01-12", MOVED_ON));

    private static TrainingReports changed(TrainingReports before, int cohort, String identifier, String at) {
        return before.with(
                training(1),
                LEAD_PROVIDER,
                new ScheduleReport(cohort, identifier, new UUID(4, cohort), CohortMove.SAME_COHORT, Instant.parse(at)));
    }

    private static ScheduleAssignment assignment(
            int training, int cohort, String identifier, AssignmentReason reason, String at) {
        return new ScheduleAssignment(training(training), Role.ECT, cohort, identifier, reason, Instant.parse(at));
    }

    private static ScheduleAssignments assign(Participant participant, TrainingReports reports) {
        return ScheduleRules.assign(participant, reports, CATALOGUE);
    }

    @Test
    void providersScheduleFollowsTheAssignedOne() {
        assertThat(assign(ONE_TRAINING, changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED))
                        .assignments())
                .containsExactly(
                        assignment(1, 2025, "ecf-standard-september", STANDARD, REGISTERED),
                        assignment(1, 2025, "ecf-extended-september", CHANGED_BY_PROVIDER, CHANGED));
    }

    @Test
    void scheduleHasTheProvidersCohort() {
        assertThat(assign(ONE_TRAINING, changed(NOTHING_REPORTED, 2026, "ecf-standard-september", CHANGED))
                        .of(training(1)))
                .contains(assignment(1, 2026, "ecf-standard-september", CHANGED_BY_PROVIDER, CHANGED));
    }

    @Test
    void laterTrainingCarriesOverTheProvidersSchedule() {
        assertThat(assign(TWO_TRAININGS, changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED))
                        .of(training(2)))
                .contains(assignment(2, 2025, "ecf-extended-september", CARRIED_OVER, MOVED_ON));
    }

    @Test
    void onlyTheIdentifierIsCarriedOverIntoTheLaterTrainingsCohort() {
        assertThat(assign(TWO_TRAININGS, changed(NOTHING_REPORTED, 2026, "ecf-reduced-april", CHANGED))
                        .of(training(2)))
                .contains(assignment(2, 2025, "ecf-reduced-april", CARRIED_OVER, MOVED_ON));
    }

    @Test
    void reportAfterTheLaterRegistrationIsNotCarriedOver() {
        assertThat(assign(
                                TWO_TRAININGS,
                                changed(
                                        NOTHING_REPORTED,
                                        2025,
                                        "ecf-extended-september",
                                        "2026-01-12T09:00:00.000001Z"))
                        .of(training(2)))
                .contains(assignment(2, 2025, "ecf-standard-september", CARRIED_OVER, MOVED_ON));
    }

    @Test
    void reportAtTheTimeOfTheLaterRegistrationIsCarriedOver() {
        assertThat(assign(TWO_TRAININGS, changed(NOTHING_REPORTED, 2025, "ecf-extended-september", MOVED_ON))
                        .of(training(2)))
                .contains(assignment(2, 2025, "ecf-extended-september", CARRIED_OVER, MOVED_ON));
    }

    @Test
    void statusReportsChangeNoSchedule() {
        TrainingReports deferred = NOTHING_REPORTED.with(
                training(1), LEAD_PROVIDER, new StatusReport(TrainingStatus.DEFERRED, "other", Instant.parse(CHANGED)));

        assertThat(assign(ONE_TRAINING, deferred)).isEqualTo(assign(ONE_TRAINING, NOTHING_REPORTED));
    }

    @Test
    void reportsAboutUnknownTrainingAreIgnored() {
        TrainingReports early = changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED);

        assertThat(assign(participant(PARTICIPANT), early).assignments()).isEmpty();
    }

    // events

    @Test
    void changeHasThePreviousSchedule() {
        TrainingReports once = changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED);
        TrainingReports twice = changed(once, 2025, "ecf-reduced-april", "2025-12-01T10:00:00Z");

        assertThat(ScheduleChanges.between(assign(ONE_TRAINING, once), assign(ONE_TRAINING, twice)))
                .containsExactly(new ScheduleAssigned(
                        training(1), 2025, "ecf-extended-september", "ecf-reduced-april", CHANGED_BY_PROVIDER));
    }

    @Test
    void assignmentAndProvidersChangeTogetherAreTwoChanges() {
        TrainingReports changed = changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED);

        assertThat(ScheduleChanges.between(null, assign(ONE_TRAINING, changed)))
                .containsExactly(
                        new ScheduleAssigned(training(1), 2025, null, "ecf-standard-september", STANDARD),
                        new ScheduleAssigned(
                                training(1),
                                2025,
                                "ecf-standard-september",
                                "ecf-extended-september",
                                CHANGED_BY_PROVIDER));
    }

    @Test
    void changeThatArrivesAfterLaterTrainingCorrectsItOnce() {
        TrainingReports late = changed(NOTHING_REPORTED, 2025, "ecf-extended-september", CHANGED);
        ScheduleAssignments corrected = assign(TWO_TRAININGS, late);

        assertThat(ScheduleChanges.between(assign(TWO_TRAININGS, NOTHING_REPORTED), corrected))
                .containsExactly(
                        new ScheduleAssigned(
                                training(1),
                                2025,
                                "ecf-standard-september",
                                "ecf-extended-september",
                                CHANGED_BY_PROVIDER),
                        new ScheduleCorrected(
                                training(2), 2025, "ecf-standard-september", "ecf-extended-september", CARRIED_OVER));
        assertThat(ScheduleChanges.between(corrected, assign(TWO_TRAININGS, late)))
                .isEmpty();
    }

    @Test
    void cohortsIncludeThoseThatProvidersMovedTo() {
        assertThat(ScheduleRules.cohorts(
                        ONE_TRAINING, changed(NOTHING_REPORTED, 2026, "ecf-standard-september", CHANGED)))
                .containsExactlyInAnyOrder(2025, 2026);
    }
}
