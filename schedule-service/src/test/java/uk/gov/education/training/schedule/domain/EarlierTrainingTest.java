package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.CARRIED_OVER;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.MOVED_FROM_CLOSED_COHORT;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.NO_SUCH_SCHEDULE;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.REPLACEMENT;
import static uk.gov.education.training.events.ScheduleAssignments.AssignmentReason.STANDARD;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.assign;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.ended;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.mentor;
import static uk.gov.education.training.schedule.domain.ScheduleFixtures.mentorship;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mentorTraining;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.schoolLed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;

/** The effect of earlier training and of replacing a mentor on the schedule. */
class EarlierTrainingTest {

    private static final String[] ALL = Stream.of("standard", "extended", "replacement")
            .flatMap(kind -> Stream.of("september", "january", "april").map(term -> "ecf-" + kind + "-" + term))
            .toArray(String[]::new);
    private static final Map<Integer, ContractPeriod> CATALOGUE = Map.of(
            2022, frozen(2022),
            2024, contractPeriod(2024, ALL),
            2025, contractPeriod(2025, ALL),
            2026, contractPeriod(2026, "ecf-standard-september", "ecf-standard-january"));

    private static ContractPeriod frozen(int year) {
        return contractPeriod(year, ALL)
                .withEnabled(false)
                .withPaymentsFrozenAt(Instant.parse("2024-06-18T00:00:00Z"))
                .withMentorFundingEnabled(false)
                .withDetailedEvidenceTypesEnabled(false);
    }

    private static void assertLast(Participant person, @Nullable String identifier, AssignmentReason reason) {
        ScheduleAssignment last = assign(person, CATALOGUE).assignments().getLast();
        assertThat(last.scheduleIdentifier()).isEqualTo(identifier);
        assertThat(last.reason()).isEqualTo(reason);
    }

    // carried over

    @Test
    void scheduleIsCarriedOverToAnotherSchoolOrProviderWhateverTheTerm() {
        assertLast(
                participant(
                        PARTICIPANT,
                        ended(
                                "2026-01-11",
                                "2026-01-12T09:00:00Z",
                                providerLed(1, 2025, "2025-09-01", "2025-09-01T09:00:00Z")),
                        providerLed(2, 2025, "2026-01-12", "2026-01-12T09:00:00Z")),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    @Test
    void scheduleIsCarriedOverAcrossASchoolLedGap() {
        assertLast(
                participant(
                        PARTICIPANT,
                        ended(
                                "2025-11-30",
                                "2025-12-01T09:00:00Z",
                                providerLed(1, 2025, "2025-09-01", "2025-09-01T09:00:00Z")),
                        schoolLed(2, "2025-12-01", "2025-12-01T09:00:00Z"),
                        providerLed(3, 2025, "2026-03-02", "2026-03-02T09:00:00Z")),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    @Test
    void scheduleOfTrainingThatGivesWayBeforeItBeginsIsCarriedOver() {
        assertLast(
                participant(
                        PARTICIPANT,
                        ended(
                                "2025-10-09",
                                "2025-10-10T09:00:00Z",
                                providerLed(1, 2025, "2025-10-20", "2025-10-01T09:00:00Z")),
                        providerLed(2, 2025, "2025-10-20", "2025-10-10T09:00:00Z")),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    @Test
    void scheduleOfTrainingThatEndedEarlierWithoutTakingPlaceIsNotCarriedOver() {
        assertLast(
                participant(
                        PARTICIPANT,
                        ended(
                                "2025-10-09",
                                "2025-10-10T09:00:00Z",
                                providerLed(1, 2025, "2025-10-20", "2025-10-01T09:00:00Z")),
                        schoolLed(2, "2025-10-20", "2025-10-10T09:00:00Z"),
                        providerLed(3, 2025, "2025-11-10", "2025-11-10T09:00:00Z")),
                "ecf-standard-january",
                STANDARD);
    }

    @Test
    void identifierIsCarriedOverIntoAnotherCohort() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2024, "2025-01-06", "2025-01-06T09:00:00Z"),
                        providerLed(2, 2025, "2025-09-01", "2025-09-01T09:00:00Z")),
                "ecf-standard-january",
                CARRIED_OVER);
    }

    @Test
    void identifierThatTheCohortLacksIsNotCarriedOver() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2025, "2026-03-02", "2026-03-02T09:00:00Z"),
                        providerLed(2, 2026, "2026-09-01", "2026-09-01T09:00:00Z")),
                "ecf-standard-september",
                STANDARD);
    }

    @Test
    void eachRoleCarriesOverItsOwn() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2024, "2024-09-02", "2024-09-02T09:00:00Z"),
                        mentorTraining(2, 2025, "2026-01-12", "2026-01-12T09:00:00Z")),
                "ecf-standard-january",
                STANDARD);
    }

    @Test
    void mostRecentTrainingCounts() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2026, "2026-09-01", "2026-09-01T09:00:00Z")
                                .withCohortReason(CohortReason.STANDARD),
                        providerLed(2, 2026, "2027-01-11", "2027-01-11T09:00:00Z")),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    @Test
    void laterReportsChangeNothing() {
        Training first = providerLed(1, 2025, "2025-09-01", "2025-09-01T09:00:00Z");
        Training second = providerLed(2, 2025, "2026-01-12", "2026-01-12T09:00:00Z");
        var before = assign(participant(PARTICIPANT, first, second), CATALOGUE);

        var after = assign(
                participant(
                        PARTICIPANT,
                        ended("2025-08-31", "2026-02-01T09:00:00Z", first),
                        ended("2026-03-31", "2026-03-01T09:00:00Z", second),
                        providerLed(3, 2025, "2026-04-01", "2026-04-01T09:00:00Z")),
                CATALOGUE);

        assertThat(after.assignments().subList(0, 2)).isEqualTo(before.assignments());
    }

    // closed cohorts

    @Test
    void ectFromAClosedCohortGetsExtendedSeptember() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2022, "2022-09-05", "2022-09-06T09:00:00Z"),
                        providerLed(2, 2024, "2025-09-15", "2025-09-15T09:00:00Z")
                                .withCohortReason(CohortReason.MOVED_FROM_CLOSED_COHORT)),
                "ecf-extended-september",
                MOVED_FROM_CLOSED_COHORT);
    }

    @Test
    void cohortWithoutThatScheduleLeavesTheEctWithNone() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2026, "2026-09-15", "2026-09-15T09:00:00Z")
                                .withCohortReason(CohortReason.MOVED_FROM_CLOSED_COHORT)),
                null,
                NO_SUCH_SCHEDULE);
    }

    @Test
    void ectWhoStartsAnewAfterAClosedCohortCarriesNothingOver() {
        assertLast(
                participant(
                        PARTICIPANT,
                        providerLed(1, 2022, "2022-09-05", "2022-09-06T09:00:00Z"),
                        providerLed(2, 2025, "2026-01-12", "2026-01-12T09:00:00Z")),
                "ecf-standard-january",
                STANDARD);
    }

    @Test
    void mentorWhoStartsAnewAfterAClosedCohortCarriesTheIdentifierOver() {
        assertLast(
                participant(
                        PARTICIPANT,
                        mentorTraining(1, 2022, "2022-09-05", "2022-09-06T09:00:00Z"),
                        mentorTraining(2, 2025, "2026-01-12", "2026-01-12T09:00:00Z")),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    // replacement mentors

    @ParameterizedTest(name = "assigned on {0}: {1}")
    @CsvSource({
        "2025-10-10, ecf-replacement-september",
        "2025-10-31, ecf-replacement-september",
        "2025-11-01, ecf-replacement-january",
        "2026-01-05, ecf-replacement-january",
        "2026-02-28, ecf-replacement-january",
        "2026-03-01, ecf-replacement-april",
        "2026-03-20, ecf-replacement-april"
    })
    void replacementMentorGetsTheReplacementScheduleOfTheTerm(String day, String identifier) {
        String at = day + "T09:00:00Z";
        assertLast(
                mentor(List.of(mentorship(day, "2025-09-01", "2025-09-01", at)), mentorTraining(1, 2025, day, at)),
                identifier,
                REPLACEMENT);
    }

    @Test
    void laterOfMentorshipAndRegistrationDecidesTheTerm() {
        String at = "2025-10-10T09:00:00Z";
        assertLast(
                mentor(
                        List.of(mentorship("2025-11-03", "2025-09-01", "2025-09-01", at)),
                        mentorTraining(1, 2025, "2025-10-10", at)),
                "ecf-replacement-january",
                REPLACEMENT);
    }

    @Test
    void firstMentorIsNoReplacement() {
        assertStandard(mentorship("2025-10-10", "2025-09-01", null, "2025-10-10T09:00:00Z"));
    }

    @Test
    void mentorOfASchoolLedEctIsNoReplacement() {
        assertStandard(mentorship("2025-10-10", null, "2025-09-01", "2025-10-10T09:00:00Z"));
    }

    @Test
    void mentorOfAnEctWhoseTrainingHasNotStartedIsNoReplacement() {
        assertStandard(mentorship("2025-10-10", "2025-10-11", "2025-09-01", "2025-10-10T09:00:00Z"));
    }

    @Test
    void mentorWhoseTrainingBeginsForAnotherReasonIsNoReplacement() {
        assertStandard(mentorship("2025-09-20", "2025-09-01", "2025-09-01", "2025-09-20T09:00:00Z"));
    }

    private static void assertStandard(Mentorship mentorship) {
        assertLast(
                mentor(List.of(mentorship), mentorTraining(1, 2025, "2025-10-10", "2025-10-10T09:00:00Z")),
                "ecf-standard-september",
                STANDARD);
    }

    @Test
    void mentorWhoWasInTrainingBeforeIsNoReplacement() {
        String at = "2026-01-12T09:00:00Z";
        assertLast(
                mentor(
                        List.of(mentorship("2026-01-12", "2025-09-01", "2025-09-01", at)),
                        mentorTraining(1, 2024, "2024-09-02", "2024-09-02T09:00:00Z"),
                        mentorTraining(2, 2025, "2026-01-12", at)),
                "ecf-standard-september",
                CARRIED_OVER);
    }

    @Test
    void replacementScheduleIsCarriedOverToo() {
        String at = "2025-10-10T09:00:00Z";
        assertLast(
                mentor(
                        List.of(mentorship("2025-10-10", "2025-09-01", "2025-09-01", at)),
                        mentorTraining(1, 2025, "2025-10-10", at),
                        mentorTraining(2, 2025, "2026-03-02", "2026-03-02T09:00:00Z")),
                "ecf-replacement-september",
                CARRIED_OVER);
    }
}
