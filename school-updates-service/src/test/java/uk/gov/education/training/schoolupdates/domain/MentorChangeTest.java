package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.Given.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.date;
import static uk.gov.education.training.schoolupdates.domain.Given.id;

import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;

class MentorChangeTest {

    private final World world = new World()
            .partnerships(SCHOOL)
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", null)
            .registersMentor("emmy", "2025-09-01", null)
            .accepted();

    @Test
    void firstMentorIsAssignedFromToday() {
        world.on("2025-09-15").mentors("mary", "ada").accepted();

        assertThat(world.changes())
                .containsExactly(
                        entry(
                                id("ada"),
                                new MentorAssigned(id("ada"), null, id("mary"), date("2025-09-15"), LEAD_PROVIDER)),
                        entry(
                                id("mary"),
                                new MentorAssigned(id("ada"), null, id("mary"), date("2025-09-15"), LEAD_PROVIDER)));
        assertThat(world.mentorships("ada"))
                .isEqualTo(world.mentorships("mary"))
                .hasSize(1);
    }

    @Test
    void ownTrainingOfAFirstMentorBeginsWithTheTimeAtTheSchoolEvenInThePast() {
        world.on("2025-09-15").mentors("mary", "ada").accepted();

        assertThat(world.training("mary").startedOn()).isEqualTo("2025-09-01");
        assertThat(world.training("mary").cohort()).isEqualTo(2025);
        assertThat(world.training("mary").isConfirmed()).isTrue();
    }

    @Test
    void ownTrainingOfAReplacementMentorNeverBeginsInThePast() {
        world.mentors("mary", "ada").on("2025-09-15").mentors("emmy", "ada").accepted();

        assertThat(world.training("emmy").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void replacedMentorLosesTheMentorshipTheDayBeforeAndNothingElse() {
        world.mentors("mary", "ada");
        Participant mary = world.person("mary");

        world.on("2025-09-15").mentors("emmy", "ada").accepted();

        assertThat(world.changes()).containsOnlyKeys(id("ada"), id("mary"), id("emmy"));
        assertThat(world.changes().values())
                .containsOnly(new MentorAssigned(id("ada"), id("mary"), id("emmy"), date("2025-09-15"), LEAD_PROVIDER));
        assertThat(world.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(world.person("mary").trainings()).isEqualTo(mary.trainings());
        assertThat(world.person("mary").schoolPeriods()).isEqualTo(mary.schoolPeriods());
        assertThat(world.mentorships("ada").getFirst())
                .isEqualTo(world.mentorships("mary").getFirst());
        assertThat(world.mentorships("emmy").getFirst().ectFirstMentoredOn()).isEqualTo("2025-09-01");
    }

    @Test
    void mentorshipOfTodayThatIsReplacedTodayNeverWas() {
        world.mentors("mary", "ada").mentors("emmy", "ada").accepted();

        assertThat(world.mentorships("mary")).isEmpty();
        assertThat(world.mentorships("ada")).hasSize(1);
        assertThat(world.mentorships("emmy").getFirst().ectFirstMentoredOn()).isNull();
    }

    @Test
    void mentorshipOfAMentorWhoIsYetToComeBeginsThen() {
        world.registersMentor("lise", "2025-11-03", null)
                .on("2025-09-15")
                .mentors("lise", "ada")
                .accepted();

        assertThat(world.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-11-03");
        assertThat(world.training("lise").startedOn()).isEqualTo("2025-11-03");
        assertThat(world.training("lise").cohort()).isEqualTo(2025);
    }

    @Test
    void mentorshipUntilAFutureOneGoesOnTillTheDayBefore() {
        world.mentors("mary", "ada").registersMentor("lise", "2025-11-03", null);

        world.on("2025-09-15").mentors("lise", "ada").accepted();

        assertThat(world.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-11-02");
    }

    @Test
    void mentorshipEndsWhenTheEctLeaves() {
        world.leaves("ada", "2025-12-19")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(world.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void mentorInTrainingKeepsItAndGetsNoMore() {
        world.mentors("mary", "ada").registersEct("grace", "2025-09-01");
        Participant mary = world.person("mary");

        world.on("2025-09-15").mentors("mary", "grace").accepted();

        assertThat(world.person("mary").trainings()).isEqualTo(mary.trainings());
        assertThat(world.mentorships("mary")).hasSize(2);
        assertThat(((MentorAssigned) world.changes().get(id("grace"))).mentorLeadProviderId())
                .isNull();
    }

    @Test
    void mentorWhoWasEverInTrainingAnywhereIsNotTrainedAgain() {
        world.mentors("mary", "ada")
                .on("2025-09-10")
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-10")
                .registersMentor("mary", "2025-09-10", null)
                .on("2025-09-15")
                .mentors("mary", "grace")
                .accepted();

        assertThat(world.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorOfASchoolLedEctIsNotTrained() {
        world.on("2025-09-10")
                .becomesSchoolLed("ada")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(world.trainings("mary")).isEmpty();
        assertThat(world.mentorships("mary").getFirst().ectTrainingStartedOn()).isNull();
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        world.fundingEnds("mary").mentors("mary", "ada").accepted();

        assertThat(world.trainings("mary")).isEmpty();
    }

    @Test
    void schoolMayChooseWhoTrainsTheMentor() {
        world.mentors("mary", "ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(world.training("mary").leadProviderId()).isEqualTo(OTHER_LEAD_PROVIDER);
    }

    @Test
    void leadProviderWhereNoTrainingBeginsIsRefused() {
        world.mentors("mary", "ada").registersEct("grace", "2025-09-01");

        assertThat(world.mentors("mary", "grace", OTHER_LEAD_PROVIDER).refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void presentMentorCannotBeChosenAgain() {
        assertThat(world.mentors("mary", "ada").mentors("mary", "ada").refusedFields())
                .containsExactly("mentor_id");
    }

    @Test
    void formerMentorCanBeChosenAgain() {
        world.mentors("mary", "ada")
                .on("2025-09-10")
                .mentors("emmy", "ada")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(world.mentorships("mary")).hasSize(2);
        assertThat(world.mentorships("mary").getLast().ectFirstMentoredOn()).isEqualTo("2025-09-10");
    }

    @Test
    void mentorWhoIsToLeaveCannotBeChosen() {
        world.leaves("mary", "2025-12-19");

        assertThat(world.mentors("mary", "ada").refusedFields()).containsExactly("mentor_id");
        assertThat(world.refusal()).contains("2025-12-19");
    }

    @Test
    void mentorOfAnotherSchoolCannotBeChosen() {
        world.at(OTHER_SCHOOL).registersMentor("lise", "2025-09-01", null).at(SCHOOL);

        assertThat(world.mentors("lise", "ada").refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void nobodyMentorsThemselves() {
        world.registersMentor("ada", "2025-09-01", null).accepted();

        assertThat(world.mentors("ada", "ada").refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void unknownOrMissingMentorIsRefused() {
        assertThat(world.mentors("nobody", "ada").refusedFields()).containsExactly("mentor_id");
        assertThat(world.mentors(null, "ada", null).refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void onlyAnEctOfTheSchoolGetsAMentor() {
        assertThat(world.mentors("mary", "emmy").refusedFields()).containsExactly("id");
        world.leaves("ada", "2025-09-10").on("2025-09-15");
        assertThat(world.mentors("mary", "ada").refusedFields()).containsExactly("id");
    }

    @Test
    void ectWhoLeavesBeforeTheMentorStartsCannotHaveThem() {
        world.registersMentor("lise", "2025-11-03", null).leaves("ada", "2025-10-01");

        assertThat(world.mentors("lise", "ada").refusedFields()).containsExactly("mentor_id");
    }
}
