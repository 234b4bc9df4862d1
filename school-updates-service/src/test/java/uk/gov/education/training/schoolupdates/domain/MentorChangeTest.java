package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;

class MentorChangeTest {

    private final SchoolScenario schoolScenario = new SchoolScenario()
            .partnerships(SCHOOL)
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", null)
            .registersMentor("emmy", "2025-09-01", null)
            .accepted();

    @Test
    void firstMentorIsAssignedFromToday() {
        schoolScenario.on("2025-09-15").mentors("mary", "ada").accepted();

        assertThat(schoolScenario.changes())
                .containsExactly(
                        entry(
                                id("ada"),
                                new MentorAssigned(id("ada"), null, id("mary"), date("2025-09-15"), LEAD_PROVIDER)),
                        entry(
                                id("mary"),
                                new MentorAssigned(id("ada"), null, id("mary"), date("2025-09-15"), LEAD_PROVIDER)));
        assertThat(schoolScenario.mentorships("ada"))
                .isEqualTo(schoolScenario.mentorships("mary"))
                .hasSize(1);
    }

    @Test
    void ownTrainingOfAFirstMentorBeginsWithTheSchoolPeriodEvenInThePast() {
        schoolScenario.on("2025-09-15").mentors("mary", "ada").accepted();

        assertThat(schoolScenario.training("mary").startedOn()).isEqualTo("2025-09-01");
        assertThat(schoolScenario.training("mary").cohort()).isEqualTo(2025);
        assertThat(schoolScenario.training("mary").isConfirmed()).isTrue();
    }

    @Test
    void ownTrainingOfAReplacementMentorNeverBeginsInThePast() {
        schoolScenario
                .mentors("mary", "ada")
                .on("2025-09-15")
                .mentors("emmy", "ada")
                .accepted();

        assertThat(schoolScenario.training("emmy").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void replacedMentorLosesTheMentorshipTheDayBeforeAndNothingElse() {
        schoolScenario.mentors("mary", "ada");
        Participant mary = schoolScenario.person("mary");

        schoolScenario.on("2025-09-15").mentors("emmy", "ada").accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"), id("mary"), id("emmy"));
        assertThat(schoolScenario.changes().values())
                .containsOnly(new MentorAssigned(id("ada"), id("mary"), id("emmy"), date("2025-09-15"), LEAD_PROVIDER));
        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(schoolScenario.person("mary").trainings()).isEqualTo(mary.trainings());
        assertThat(schoolScenario.person("mary").schoolPeriods()).isEqualTo(mary.schoolPeriods());
        assertThat(schoolScenario.mentorships("ada").getFirst())
                .isEqualTo(schoolScenario.mentorships("mary").getFirst());
        assertThat(schoolScenario.mentorships("emmy").getFirst().ectFirstMentoredOn())
                .isEqualTo("2025-09-01");
    }

    @Test
    void mentorshipReplacedOnItsFirstDayIsRemoved() {
        schoolScenario.mentors("mary", "ada").mentors("emmy", "ada").accepted();

        assertThat(schoolScenario.mentorships("mary")).isEmpty();
        assertThat(schoolScenario.mentorships("ada")).hasSize(1);
        assertThat(schoolScenario.mentorships("emmy").getFirst().ectFirstMentoredOn())
                .isNull();
    }

    @Test
    void mentorshipOfAMentorWhoIsYetToComeBeginsThen() {
        schoolScenario
                .registersMentor("lise", "2025-11-03", null)
                .on("2025-09-15")
                .mentors("lise", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("ada").getFirst().startedOn()).isEqualTo("2025-11-03");
        assertThat(schoolScenario.training("lise").startedOn()).isEqualTo("2025-11-03");
        assertThat(schoolScenario.training("lise").cohort()).isEqualTo(2025);
    }

    @Test
    void mentorshipUntilAFutureOneGoesOnTillTheDayBefore() {
        schoolScenario.mentors("mary", "ada").registersMentor("lise", "2025-11-03", null);

        schoolScenario.on("2025-09-15").mentors("lise", "ada").accepted();

        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-11-02");
    }

    @Test
    void mentorshipEndsWhenTheEctLeaves() {
        schoolScenario
                .leaves("ada", "2025-12-19")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void mentorInTrainingKeepsItAndGetsNoMore() {
        schoolScenario.mentors("mary", "ada").registersEct("grace", "2025-09-01");
        Participant mary = schoolScenario.person("mary");

        schoolScenario.on("2025-09-15").mentors("mary", "grace").accepted();

        assertThat(schoolScenario.person("mary").trainings()).isEqualTo(mary.trainings());
        assertThat(schoolScenario.mentorships("mary")).hasSize(2);
        assertThat(((MentorAssigned) schoolScenario.changes().get(id("grace"))).mentorLeadProviderId())
                .isNull();
    }

    @Test
    void mentorWhoWasEverInTrainingAnywhereIsNotTrainedAgain() {
        schoolScenario
                .mentors("mary", "ada")
                .on("2025-09-10")
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-10")
                .registersMentor("mary", "2025-09-10", null)
                .on("2025-09-15")
                .mentors("mary", "grace")
                .accepted();

        assertThat(schoolScenario.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorOfASchoolLedEctIsNotTrained() {
        schoolScenario
                .on("2025-09-10")
                .becomesSchoolLed("ada")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(schoolScenario.trainings("mary")).isEmpty();
        assertThat(schoolScenario.mentorships("mary").getFirst().ectTrainingStartedOn())
                .isNull();
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        schoolScenario.fundingEnds("mary").mentors("mary", "ada").accepted();

        assertThat(schoolScenario.trainings("mary")).isEmpty();
    }

    @Test
    void schoolMayChooseWhoTrainsTheMentor() {
        schoolScenario.mentors("mary", "ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.training("mary").leadProviderId()).isEqualTo(OTHER_LEAD_PROVIDER);
    }

    @Test
    void leadProviderWhereNoTrainingBeginsIsRefused() {
        schoolScenario.mentors("mary", "ada").registersEct("grace", "2025-09-01");

        assertThat(schoolScenario.mentors("mary", "grace", OTHER_LEAD_PROVIDER).refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void presentMentorCannotBeChosenAgain() {
        assertThat(schoolScenario.mentors("mary", "ada").mentors("mary", "ada").refusedFields())
                .containsExactly("mentor_id");
    }

    @Test
    void formerMentorCanBeChosenAgain() {
        schoolScenario
                .mentors("mary", "ada")
                .on("2025-09-10")
                .mentors("emmy", "ada")
                .on("2025-09-15")
                .mentors("mary", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("mary")).hasSize(2);
        assertThat(schoolScenario.mentorships("mary").getLast().ectFirstMentoredOn())
                .isEqualTo("2025-09-10");
    }

    @Test
    void mentorWhoIsToLeaveCannotBeChosen() {
        schoolScenario.leaves("mary", "2025-12-19");

        assertThat(schoolScenario.mentors("mary", "ada").refusedFields()).containsExactly("mentor_id");
        assertThat(schoolScenario.refusal()).contains("2025-12-19");
    }

    @Test
    void mentorOfAnotherSchoolCannotBeChosen() {
        schoolScenario
                .at(OTHER_SCHOOL)
                .registersMentor("lise", "2025-09-01", null)
                .at(SCHOOL);

        assertThat(schoolScenario.mentors("lise", "ada").refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void participantCannotMentorThemselves() {
        schoolScenario.registersMentor("ada", "2025-09-01", null).accepted();

        assertThat(schoolScenario.mentors("ada", "ada").refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void unknownOrMissingMentorIsRefused() {
        assertThat(schoolScenario.mentors("nobody", "ada").refusedFields()).containsExactly("mentor_id");
        assertThat(schoolScenario.mentors(null, "ada", null).refusedFields()).containsExactly("mentor_id");
    }

    @Test
    void onlyAnEctOfTheSchoolGetsAMentor() {
        assertThat(schoolScenario.mentors("mary", "emmy").refusedFields()).containsExactly("id");
        schoolScenario.leaves("ada", "2025-09-10").on("2025-09-15");
        assertThat(schoolScenario.mentors("mary", "ada").refusedFields()).containsExactly("id");
    }

    @Test
    void ectWhoLeavesBeforeTheMentorStartsCannotHaveThem() {
        schoolScenario.registersMentor("lise", "2025-11-03", null).leaves("ada", "2025-10-01");

        assertThat(schoolScenario.mentors("lise", "ada").refusedFields()).containsExactly("mentor_id");
    }
}
