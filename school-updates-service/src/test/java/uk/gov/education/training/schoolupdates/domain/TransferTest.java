package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.TrainingProgramme;

/** ECTs and mentors who come from another school or return. */
class TransferTest {

    private final SchoolScenario schoolScenario =
            new SchoolScenario().partnerships(SCHOOL).partnerships(OTHER_SCHOOL).on("2025-09-01");

    // ECTs

    @Test
    void ectWhoMovesLeavesTheOldMentorTheDayBefore() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(schoolScenario.changes())
                .containsEntry(
                        id("ada"),
                        new EctRegistered(
                                OTHER_SCHOOL,
                                SCHOOL,
                                date("2025-10-01"),
                                TrainingProgramme.PROVIDER_LED,
                                LEAD_PROVIDER))
                .containsEntry(id("mary"), new MentorshipEnded(id("mary"), id("ada"), date("2025-09-30")))
                .hasSize(2);
        assertThat(schoolScenario.mentorships("ada")).isEqualTo(schoolScenario.mentorships("mary"));
        assertThat(schoolScenario.schools("ada").getFirst().ending()).satisfies(ending -> {
            assertThat(ending.reason()).isEqualTo(EndReason.JOINED_ANOTHER_SCHOOL);
            assertThat(ending.schoolUrn()).isEqualTo(OTHER_SCHOOL);
        });
        assertThat(schoolScenario.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void pastSchoolPeriodElsewhereIsUnchanged() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-05");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-09-10")
                .accepted();

        assertThat(schoolScenario.schools("ada"))
                .extracting(SchoolPeriod::finishedOn)
                .containsExactly(date("2025-09-05"), null);
        assertThat(schoolScenario.schools("ada").getFirst().ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
    }

    @Test
    void aReportedLeavingDateIsBroughtForwardByAnEarlierStartElsewhere() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void ectWhoLeftCanReturnToTheSameSchool() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-10");

        schoolScenario.on("2025-09-15").registersEct("ada", "2025-09-15").accepted();

        assertThat(schoolScenario.schools("ada")).hasSize(2);
        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2025);
    }

    @Test
    void ectWhoIsToLeaveCanBeRegisteredAgainAndStays() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        schoolScenario.on("2025-09-15").registersEct("ada", "2025-09-20").accepted();

        assertThat(schoolScenario.schools("ada"))
                .extracting(SchoolPeriod::finishedOn)
                .containsExactly(date("2025-09-19"), null);
    }

    @Test
    void cohortIsCarriedOverFromProviderLedTraining() {
        schoolScenario.on("2024-09-02").registersEct("ada", "2024-09-02");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void afterSchoolLedTrainingTheStartDateDecides() {
        schoolScenario
                .on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-01-06")
                .becomesSchoolLed("ada");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2025);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.STANDARD);
    }

    @Test
    void closedCohortIsLeftFor2024() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-09-10")
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-10");
        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
    }

    /** Defect 2 of RECT: it failed because schedule and partnership came from different cohorts. */
    @Test
    void closedCohortIsLeftFor2024AlsoAfterASchoolLedGap() {
        schoolScenario
                .on("2022-09-06")
                .registersEct("ada", "2022-09-05")
                .on("2023-01-09")
                .becomesSchoolLed("ada");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
    }

    @Test
    void schoolLedTrainingNeedsNoCohort() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05");

        schoolScenario
                .on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", date("2025-10-01"), null)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isNull();
        assertThat(schoolScenario.training("ada").cohortReason()).isNull();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-10-01");
    }

    @Test
    void ectWhoseInductionHasAnOutcomeIsNotRegisteredAgain() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .beginsInduction("ada", date("2025-09-01"))
                .on("2025-09-15")
                .endsInduction(
                        "ada", date("2025-09-15"), uk.gov.education.training.events.Participant.InductionOutcome.PASS)
                .accepted();

        assertThat(schoolScenario
                        .at(OTHER_SCHOOL)
                        .registersEct("ada", "2025-10-01")
                        .refusedFields())
                .containsExactly("trn");
    }

    // Mentors

    @Test
    void mentorWhoMovesLeavesTheirEctsTheDayBefore() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        schoolScenario.at(OTHER_SCHOOL).registersEct("grace", "2025-09-01");

        schoolScenario
                .on("2025-09-15")
                .registersMentor("mary", "2025-10-01", "grace")
                .accepted();

        assertThat(schoolScenario.changes())
                .containsEntry(
                        id("mary"), new MentorRegistered(OTHER_SCHOOL, date("2025-10-01"), id("grace"), LEAD_PROVIDER))
                .containsEntry(id("ada"), new MentorshipEnded(id("mary"), id("ada"), date("2025-09-30")))
                .containsEntry(
                        id("grace"),
                        new MentorAssigned(id("grace"), null, id("mary"), date("2025-10-01"), LEAD_PROVIDER))
                .hasSize(3);
        assertThat(schoolScenario.schools("mary").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(schoolScenario.trainings("mary").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(schoolScenario.training("mary").startedOn()).isEqualTo("2025-10-01");
        assertThat(schoolScenario.training("mary").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void mentorshipIsBackdatedOnlyForOneWhoTransfersInToAnEctWithoutMentor() {
        schoolScenario
                .at(OTHER_SCHOOL)
                .registersMentor("mary", "2025-09-01", null)
                .at(SCHOOL)
                .registersEct("ada", "2025-09-05");

        schoolScenario
                .on("2025-09-15")
                .registersMentor("mary", "2025-09-08", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-09-08");
    }

    @Test
    void mentorshipOfANewcomerIsNeverBackdated() {
        schoolScenario
                .registersEct("ada", "2025-09-05")
                .on("2025-09-15")
                .registersMentor("mary", "2025-09-08", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorWhoGoesOnElsewhereIsNotTrainedHere() {
        schoolScenario
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "grace")
                .at(SCHOOL)
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", date("2025-09-01"), "ada", false, null)
                .accepted();

        assertThat(schoolScenario.trainings("mary")).hasSize(1);
        assertThat(schoolScenario.schools("mary")).allMatch(time -> time.finishedOn() == null);
        assertThat(schoolScenario.mentorships("mary")).hasSize(2);
    }

    @Test
    void mentorAtTheSameSchoolIsOnlyAssigned() {
        schoolScenario.registersMentor("mary", "2025-09-01", null).registersEct("ada", "2025-09-01");

        schoolScenario
                .on("2025-09-15")
                .registersMentor("mary", "2025-09-15", "ada")
                .accepted();

        assertThat(schoolScenario.schools("mary")).hasSize(1);
        assertThat(schoolScenario.mentorships("mary")).hasSize(1);
    }

    @Test
    void mentorInAClosedCohortGetsTheCohortOfTheDate() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05").registersMentor("mary", "2022-09-05", "ada");
        schoolScenario.on("2025-09-15").at(OTHER_SCHOOL).registersEct("grace", "2025-09-10");

        schoolScenario.registersMentor("mary", "2025-09-10", "grace").accepted();

        assertThat(schoolScenario.training("mary").cohort()).isEqualTo(2025);
        assertThat(schoolScenario.training("mary").cohortReason()).isEqualTo(CohortReason.STANDARD);
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        schoolScenario.registersMentor("mary", "2025-09-01", null).fundingEnds("mary");
        schoolScenario.at(OTHER_SCHOOL).registersEct("grace", "2025-09-01");

        schoolScenario
                .on("2025-09-15")
                .registersMentor("mary", "2025-09-15", "grace")
                .accepted();

        assertThat(schoolScenario.trainings("mary")).isEmpty();
    }

    @Test
    void schoolMayChooseAnotherProviderForTheMentor() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", date("2025-09-01"), "ada", true, OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("mary").leadProviderId()).isEqualTo(OTHER_LEAD_PROVIDER);
    }
}
