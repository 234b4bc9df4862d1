package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.NOTHING_REPORTED;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.assign;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mentorTraining;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.schoolLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.training;
import static uk.gov.education.training.testsupport.ParticipantFixtures.withoutCohort;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.ScheduleChange.ScheduleCorrected;
import uk.gov.education.training.events.ScheduleChange.ScheduleNotFound;

class ScheduleRulesTest {

    private static final String REGISTERED = "2025-08-18T09:15:00Z";
    private static final Map<Integer, ContractPeriod> CATALOGUE = Map.of(
            2023, contractPeriod(2023, "ecf-standard-september", "ecf-standard-january", "ecf-standard-april"),
            2025, contractPeriod(2025, "ecf-standard-september", "ecf-standard-january", "ecf-standard-april"),
            2026, contractPeriod(2026, "ecf-standard-september"));

    @ParameterizedTest(name = "training from {0}, registered {1}: {2}")
    @CsvSource({
        // registered in advance: the start decides
        "2025-09-01, 2025-06-20T12:00:00Z, ecf-standard-september",
        "2025-11-01, 2025-06-20T12:00:00Z, ecf-standard-january",
        "2026-03-01, 2025-06-20T12:00:00Z, ecf-standard-april",
        // registered late: the registration decides
        "2025-09-01, 2025-11-03T12:00:00Z, ecf-standard-january",
        "2025-09-01, 2026-04-10T12:00:00Z, ecf-standard-april",
        // registered on the day
        "2025-10-31, 2025-10-31T12:00:00Z, ecf-standard-september",
        "2025-11-01, 2025-11-01T12:00:00Z, ecf-standard-january"
    })
    void laterOfStartAndRegistrationDecidesTheTerm(String startedOn, String registeredAt, String identifier) {
        assertThat(only(startedOn, registeredAt).scheduleIdentifier()).isEqualTo(identifier);
    }

    @Test
    void mergedRecordHasNoSchedulesAndNoChanges() {
        var before = assign(participant(PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED)), CATALOGUE);
        var now = assign(mergedRecord(PARTICIPANT, LEAD_PROVIDER, Instant.parse("2026-01-12T09:00:00Z")), CATALOGUE);

        assertThat(now.assignments()).isEmpty();
        assertThat(ScheduleChanges.between(before, now)).isEmpty();
    }

    @ParameterizedTest(name = "registered {0} is {1}")
    @CsvSource({
        // winter time: London's day is the day of UTC
        "2025-10-31T23:59:59.999999Z, ecf-standard-september",
        "2025-11-01T00:00:00Z, ecf-standard-january",
        "2026-02-28T23:59:59.999999Z, ecf-standard-january",
        "2026-03-01T00:00:00Z, ecf-standard-april",
        // summer time: London's day begins at 23:00 UTC of the day before
        "2025-05-31T22:59:59.999999Z, ecf-standard-april",
        "2025-05-31T23:00:00Z, ecf-standard-september",
        "2025-06-01T00:30:00Z, ecf-standard-september",
        // leap day
        "2024-02-29T23:59:59.999999Z, ecf-standard-january",
        "2024-03-01T00:00:00Z, ecf-standard-april",
        // the nights in which clocks change: 26 October 2025 and 29 March 2026
        "2025-10-25T23:30:00Z, ecf-standard-september",
        "2025-10-26T00:30:00Z, ecf-standard-september",
        "2025-10-26T01:30:00Z, ecf-standard-september",
        "2026-03-29T00:59:59Z, ecf-standard-april",
        "2026-03-29T01:00:00Z, ecf-standard-april"
    })
    void registrationDateIsInLondonTime(String registeredAt, String identifier) {
        assertThat(only("2023-09-01", registeredAt).scheduleIdentifier()).isEqualTo(identifier);
    }

    @ParameterizedTest(name = "in the night of {0}, training from {1}: {2}")
    @CsvSource({
        // 23:30 UTC on 31 October is still 31 October in London; training starts the day after
        "2025-10-31T23:30:00Z, 2025-11-01, ecf-standard-january",
        // 23:30 UTC on 31 May is 1 June in London, so the registration is later than the start
        "2026-05-31T23:30:00Z, 2026-05-31, ecf-standard-september",
        "2026-05-31T22:30:00Z, 2026-05-31, ecf-standard-april"
    })
    void startAndRegistrationAreComparedAsLondonDates(String registeredAt, String startedOn, String identifier) {
        assertThat(only(startedOn, registeredAt).scheduleIdentifier()).isEqualTo(identifier);
    }

    @Test
    void contractPeriodIsTheTrainingsCohortWhateverTheDate() {
        var assignments = assign(participant(PARTICIPANT, providerLed(1, 2023, "2025-09-01", REGISTERED)), CATALOGUE);

        assertThat(assignments.assignments())
                .containsExactly(new ScheduleAssignment(
                        training(1),
                        Role.ECT,
                        2023,
                        "ecf-standard-september",
                        AssignmentReason.STANDARD,
                        Instant.parse(REGISTERED)));
    }

    @Test
    void schoolLedTrainingHasNoSchedule() {
        var assignments = assign(participant(PARTICIPANT, schoolLed(1, "2025-09-01", REGISTERED)), CATALOGUE);

        assertThat(assignments).isEqualTo(new ScheduleAssignments(PARTICIPANT, List.of()));
    }

    @Test
    void eachProviderLedTrainingHasItsOwnSchedule() {
        var assignments = assign(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2023, "2024-01-08", "2023-12-01T09:00:00Z"),
                        schoolLed(2, "2024-09-01", "2024-08-01T09:00:00Z"),
                        mentorTraining(3, 2025, "2025-09-01", REGISTERED)),
                CATALOGUE);

        assertThat(assignments.assignments())
                .extracting(
                        ScheduleAssignment::trainingId,
                        ScheduleAssignment::role,
                        ScheduleAssignment::cohort,
                        ScheduleAssignment::scheduleIdentifier)
                .containsExactly(
                        tuple(training(1), Role.ECT, 2023, "ecf-standard-january"),
                        tuple(training(3), Role.MENTOR, 2025, "ecf-standard-september"));
    }

    @Test
    void withoutItsContractPeriodTrainingHasNoSchedule() {
        var assignment = only(2027, "2027-09-01", REGISTERED);

        assertThat(assignment.scheduleIdentifier()).isNull();
        assertThat(assignment.reason()).isEqualTo(AssignmentReason.NO_SUCH_CONTRACT_PERIOD);
        assertThat(assignment.cohort()).isEqualTo(2027);
    }

    @Test
    void trainingHasNoScheduleIfItsContractPeriodLacksIt() {
        var assignment = only(2026, "2027-01-04", REGISTERED);

        assertThat(assignment.scheduleIdentifier()).isNull();
        assertThat(assignment.reason()).isEqualTo(AssignmentReason.NO_SUCH_SCHEDULE);
    }

    @Test
    void providerLedTrainingWithoutCohortFails() {
        var training = withoutCohort(providerLed(1, 2025, "2025-09-01", REGISTERED));

        assertThatThrownBy(() -> assign(participant(PARTICIPANT, training), CATALOGUE))
                .hasMessageContaining("cohort");
    }

    @Test
    void decidingAgainChangesNothing() {
        var participant = participant(PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED));
        var before = assign(participant, CATALOGUE);

        assertThat(ScheduleChanges.between(before, assign(participant, CATALOGUE)))
                .isEmpty();
    }

    @Test
    void firstDecisionHasAChangeForEachTraining() {
        var now = assign(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2025, "2025-09-01", REGISTERED),
                        mentorTraining(2, 2027, "2027-09-01", REGISTERED)),
                CATALOGUE);

        assertThat(ScheduleChanges.between(null, now))
                .containsExactly(
                        new ScheduleAssigned(
                                training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                        new ScheduleNotFound(training(2), 2027, AssignmentReason.NO_SUCH_CONTRACT_PERIOD));
    }

    @Test
    void onlyDifferentTrainingHasAChange() {
        var first = providerLed(1, 2025, "2025-09-01", REGISTERED);
        var before = assign(participant(PARTICIPANT, first), CATALOGUE);
        var now = assign(participant(PARTICIPANT, first, providerLed(2, 2025, "2026-01-05", REGISTERED)), CATALOGUE);

        assertThat(ScheduleChanges.between(before, now))
                .containsExactly(new ScheduleAssigned(
                        training(2), 2025, null, "ecf-standard-january", AssignmentReason.STANDARD));
    }

    @Test
    void correctionHasThePreviousSchedule() {
        var before = assign(participant(PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED)), CATALOGUE);
        var now = assign(participant(PARTICIPANT, providerLed(1, 2025, "2026-01-05", REGISTERED)), CATALOGUE);

        assertThat(ScheduleChanges.between(before, now))
                .containsExactly(new ScheduleCorrected(
                        training(1),
                        2025,
                        "ecf-standard-september",
                        "ecf-standard-january",
                        AssignmentReason.STANDARD));
    }

    @Test
    void scheduleIsAssignedOnceTheContractPeriodExists() {
        var participant = participant(PARTICIPANT, providerLed(1, 2025, "2025-09-01", REGISTERED));
        var before = assign(participant, Map.of());

        assertThat(ScheduleChanges.between(before, assign(participant, CATALOGUE)))
                .containsExactly(new ScheduleAssigned(
                        training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD));
    }

    @Test
    void cohortsAreThoseOfProviderLedTraining() {
        assertThat(ScheduleRules.cohorts(
                        participant(
                                PARTICIPANT,
                                providerLed(1, 2023, "2023-09-01", REGISTERED),
                                schoolLed(2, "2024-09-01", REGISTERED),
                                providerLed(3, 2025, "2025-09-01", REGISTERED)),
                        NOTHING_REPORTED))
                .containsExactlyInAnyOrder(2023, 2025);
    }

    private static ScheduleAssignment only(String startedOn, String registeredAt) {
        return only(2025, startedOn, registeredAt);
    }

    private static ScheduleAssignment only(int cohort, String startedOn, String registeredAt) {
        return assign(participant(PARTICIPANT, providerLed(1, cohort, startedOn, registeredAt)), CATALOGUE)
                .assignments()
                .getFirst();
    }
}
