package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.Given.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.date;
import static uk.gov.education.training.schoolupdates.domain.Given.id;

import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.TrainingProgramme;

/** ECTs and mentors who come from another school, or return. */
class TransferTest {

    private final World world =
            new World().partnerships(SCHOOL).partnerships(OTHER_SCHOOL).on("2025-09-01");

    // ECTs

    @Test
    void ectWhoMovesLeavesTheOldMentorTheDayBefore() {
        world.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(world.changes())
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
        assertThat(world.mentorships("ada")).isEqualTo(world.mentorships("mary"));
        assertThat(world.schools("ada").getFirst().ending()).satisfies(ending -> {
            assertThat(ending.reason()).isEqualTo(EndReason.JOINED_ANOTHER_SCHOOL);
            assertThat(ending.schoolUrn()).isEqualTo(OTHER_SCHOOL);
        });
        assertThat(world.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void timeElsewhereThatIsOverIsLeftAlone() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-05");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-09-10")
                .accepted();

        assertThat(world.schools("ada")).extracting(SchoolPeriod::finishedOn).containsExactly(date("2025-09-05"), null);
        assertThat(world.schools("ada").getFirst().ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
    }

    @Test
    void aReportedLeavingDateIsBroughtForwardByAnEarlierStartElsewhere() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(world.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void whoeverLeftCanReturnToTheSameSchool() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-10");

        world.on("2025-09-15").registersEct("ada", "2025-09-15").accepted();

        assertThat(world.schools("ada")).hasSize(2);
        assertThat(world.training("ada").cohort()).isEqualTo(2025);
    }

    @Test
    void whoeverIsToLeaveCanBeRegisteredAgainSoThatTheyStay() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        world.on("2025-09-15").registersEct("ada", "2025-09-20").accepted();

        assertThat(world.schools("ada")).extracting(SchoolPeriod::finishedOn).containsExactly(date("2025-09-19"), null);
    }

    @Test
    void cohortIsCarriedOverFromProviderLedTraining() {
        world.on("2024-09-02").registersEct("ada", "2024-09-02");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2024);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void afterSchoolLedTrainingTheStartDateDecides() {
        world.on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-01-06")
                .becomesSchoolLed("ada");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2025);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.STANDARD);
    }

    @Test
    void closedCohortIsLeftFor2024() {
        world.on("2022-09-06").registersEct("ada", "2022-09-05");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-09-10")
                .accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2024);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-09-10");
        assertThat(world.training("ada").isConfirmed()).isTrue();
    }

    /** Defect 2 of the reference: schedule and partnership came from different cohorts, and it failed. */
    @Test
    void closedCohortIsLeftFor2024AlsoAfterASchoolLedGap() {
        world.on("2022-09-06")
                .registersEct("ada", "2022-09-05")
                .on("2023-01-09")
                .becomesSchoolLed("ada");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", "2025-10-01")
                .accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2024);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
    }

    @Test
    void schoolLedTrainingNeedsNoCohort() {
        world.on("2022-09-06").registersEct("ada", "2022-09-05");

        world.on("2025-09-15")
                .at(OTHER_SCHOOL)
                .registersEct("ada", date("2025-10-01"), null)
                .accepted();

        assertThat(world.training("ada").cohort()).isNull();
        assertThat(world.training("ada").cohortReason()).isNull();
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-10-01");
    }

    @Test
    void ectWhoseInductionHasAnOutcomeIsNotRegisteredAgain() {
        world.registersEct("ada", "2025-09-01")
                .beginsInduction("ada", date("2025-09-01"))
                .on("2025-09-15")
                .endsInduction(
                        "ada", date("2025-09-15"), uk.gov.education.training.events.Participant.InductionOutcome.PASS)
                .accepted();

        assertThat(world.at(OTHER_SCHOOL).registersEct("ada", "2025-10-01").refusedFields())
                .containsExactly("trn");
    }

    // Mentors

    @Test
    void mentorWhoMovesLeavesTheirEctsTheDayBefore() {
        world.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        world.at(OTHER_SCHOOL).registersEct("grace", "2025-09-01");

        world.on("2025-09-15").registersMentor("mary", "2025-10-01", "grace").accepted();

        assertThat(world.changes())
                .containsEntry(
                        id("mary"), new MentorRegistered(OTHER_SCHOOL, date("2025-10-01"), id("grace"), LEAD_PROVIDER))
                .containsEntry(id("ada"), new MentorshipEnded(id("mary"), id("ada"), date("2025-09-30")))
                .containsEntry(
                        id("grace"),
                        new MentorAssigned(id("grace"), null, id("mary"), date("2025-10-01"), LEAD_PROVIDER))
                .hasSize(3);
        assertThat(world.schools("mary").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(world.trainings("mary").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(world.training("mary").startedOn()).isEqualTo("2025-10-01");
        assertThat(world.training("mary").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void mentorshipIsBackdatedOnlyForOneWhoTransfersInToAnEctWithoutMentor() {
        world.at(OTHER_SCHOOL)
                .registersMentor("mary", "2025-09-01", null)
                .at(SCHOOL)
                .registersEct("ada", "2025-09-05");

        world.on("2025-09-15").registersMentor("mary", "2025-09-08", "ada").accepted();

        assertThat(world.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-09-08");
    }

    @Test
    void mentorshipOfANewcomerIsNeverBackdated() {
        world.registersEct("ada", "2025-09-05")
                .on("2025-09-15")
                .registersMentor("mary", "2025-09-08", "ada")
                .accepted();

        assertThat(world.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorWhoGoesOnElsewhereIsNotTrainedHere() {
        world.at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "grace")
                .at(SCHOOL)
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", date("2025-09-01"), "ada", false, null)
                .accepted();

        assertThat(world.trainings("mary")).hasSize(1);
        assertThat(world.schools("mary")).allMatch(time -> time.finishedOn() == null);
        assertThat(world.mentorships("mary")).hasSize(2);
    }

    @Test
    void mentorWhoIsAtTheSchoolAlreadyIsOnlyAssigned() {
        world.registersMentor("mary", "2025-09-01", null).registersEct("ada", "2025-09-01");

        world.on("2025-09-15").registersMentor("mary", "2025-09-15", "ada").accepted();

        assertThat(world.schools("mary")).hasSize(1);
        assertThat(world.mentorships("mary")).hasSize(1);
    }

    @Test
    void mentorInAClosedCohortStartsAnewByTheDate() {
        world.on("2022-09-06").registersEct("ada", "2022-09-05").registersMentor("mary", "2022-09-05", "ada");
        world.on("2025-09-15").at(OTHER_SCHOOL).registersEct("grace", "2025-09-10");

        world.registersMentor("mary", "2025-09-10", "grace").accepted();

        assertThat(world.training("mary").cohort()).isEqualTo(2025);
        assertThat(world.training("mary").cohortReason()).isEqualTo(CohortReason.STANDARD);
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        world.registersMentor("mary", "2025-09-01", null).fundingEnds("mary");
        world.at(OTHER_SCHOOL).registersEct("grace", "2025-09-01");

        world.on("2025-09-15").registersMentor("mary", "2025-09-15", "grace").accepted();

        assertThat(world.trainings("mary")).isEmpty();
    }

    @Test
    void schoolMayChooseAnotherProviderForTheMentor() {
        world.registersEct("ada", "2025-09-01")
                .registersMentor("mary", date("2025-09-01"), "ada", true, OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(world.training("mary").leadProviderId()).isEqualTo(OTHER_LEAD_PROVIDER);
    }
}
