package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.Given.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.date;
import static uk.gov.education.training.schoolupdates.domain.Given.id;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorTrainingRegistered;
import uk.gov.education.training.events.ParticipantChange.TrainingProgrammeChanged;
import uk.gov.education.training.events.TrainingProgramme;

class ProgrammeChangeTest {

    private final World world = new World().partnerships(SCHOOL).on("2025-09-01");

    // to school-led

    @Test
    void providerLedTrainingEndsYesterdayAndSchoolLedBeginsToday() {
        world.registersEct("ada", "2025-09-01")
                .on("2025-09-15")
                .becomesSchoolLed("ada")
                .accepted();

        assertThat(world.changes())
                .containsExactly(entry(
                        id("ada"),
                        new TrainingProgrammeChanged(
                                TrainingProgramme.PROVIDER_LED,
                                TrainingProgramme.SCHOOL_LED,
                                null,
                                date("2025-09-15"))));
        assertThat(world.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(world.trainings("ada").getFirst().ending().reason()).isEqualTo(EndReason.CHANGED_TO_SCHOOL_LED);
        assertThat(world.training("ada").isProviderLed()).isFalse();
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorAndTheirTrainingGoOnWhenTheEctBecomesSchoolLed() {
        world.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        Participant mary = world.person("mary");

        world.on("2025-09-15").becomesSchoolLed("ada").accepted();

        assertThat(world.changes()).containsOnlyKeys(id("ada"));
        assertThat(world.person("mary")).isEqualTo(mary);
        assertThat(world.mentorships("ada").getFirst().finishedOn()).isNull();
    }

    @Test
    void trainingOfTodayNeverTakesPlaceWhenItIsChanged() {
        world.registersEct("ada", "2025-09-01").becomesSchoolLed("ada").accepted();

        assertThat(world.trainings("ada").getFirst().takesPlace()).isFalse();
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-09-01");
    }

    @Test
    void trainingThatHasNotBegunNeverTakesPlaceAndTheNewBeginsWithTheTimeAtTheSchool() {
        world.registersEct("ada", "2025-10-01").becomesSchoolLed("ada").accepted();

        assertThat(world.trainings("ada").getFirst().takesPlace()).isFalse();
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-10-01");
    }

    @Test
    void newTrainingEndsWithAReportedLeavingDate() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        world.on("2025-09-15").becomesSchoolLed("ada").accepted();

        assertThat(world.training("ada").finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void schoolLedAlreadyIsRefused() {
        world.registersEct("ada", date("2025-09-01"), null);

        assertThat(world.becomesSchoolLed("ada").refusedFields()).containsExactly("training_programme");
    }

    /** Defect 3 of the reference: the end of training that was over moved to yesterday. */
    @Test
    void trainingThatIsOverKeepsItsEnd() {
        world.registersEct("ada", "2025-09-01").on("2025-09-10").becomesSchoolLed("ada");
        world.on("2025-09-15").becomesProviderLed("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(world.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-09");
        assertThat(world.trainings("ada").getFirst().ending().reason()).isEqualTo(EndReason.CHANGED_TO_SCHOOL_LED);
    }

    /** Defect 4 of the reference: it tried to end training before its beginning, and failed. */
    @Test
    void trainingThatBeginsLaterThanTheTimeAtTheSchoolCanBeChanged() {
        world.registersEct("ada", "2025-09-01");
        Participant ada = world.person("ada");
        Training later = ada.trainings().getFirst();
        Participant startsLater = ada.withTrainings(List.of(later.withStartedOn(date("2025-11-01"))
                .withFinishedOn(null)
                .withEnding(null)
                .withRegisteredAt(Instant.EPOCH)));

        Verdict verdict = ProgrammeChange.decide(
                ada.id(),
                TrainingProgramme.SCHOOL_LED,
                null,
                People.of(List.of(startsLater)),
                Given.at(SCHOOL, Given.on(date("2025-09-15"), "ada")));

        assertThat(Given.after(verdict).trainings().getFirst().takesPlace()).isFalse();
        assertThat(Given.after(verdict).trainings().getLast().startedOn()).isEqualTo("2025-09-15");
    }

    // to provider-led

    @Test
    void schoolLedTrainingEndsYesterdayAndProviderLedBeginsToday() {
        world.registersEct("ada", date("2025-09-01"), null);

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(world.training("ada").cohort()).isEqualTo(2025);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.STANDARD);
        assertThat(world.training("ada").isConfirmed()).isTrue();
    }

    @Test
    void earlierProviderLedTrainingKeepsItsCohortAcrossASchoolLedGap() {
        world.on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-01-06")
                .becomesSchoolLed("ada");

        world.on("2025-09-15").becomesProviderLed("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2024);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void closedCohortIsLeftFor2024() {
        world.on("2022-09-06")
                .registersEct("ada", "2022-09-05")
                .on("2023-01-09")
                .becomesSchoolLed("ada");

        world.on("2025-09-15").becomesProviderLed("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(world.training("ada").cohort()).isEqualTo(2024);
        assertThat(world.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
        assertThat(world.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorsOwnTrainingBeginsWithIt() {
        world.registersEct("ada", date("2025-09-01"), null).registersMentor("mary", "2025-09-01", "ada");
        assertThat(world.trainings("mary")).isEmpty();

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.changes().get(id("mary")))
                .isEqualTo(new MentorTrainingRegistered(id("ada"), LEAD_PROVIDER, date("2025-09-15")));
        assertThat(world.training("mary").leadProviderId()).isEqualTo(LEAD_PROVIDER);
        assertThat(world.training("mary").startedOn()).isEqualTo("2025-09-15");
        assertThat(world.training("mary").cohort()).isEqualTo(2025);
    }

    @Test
    void mentorWhoWasTrainedHereIsNotTrainedAgain() {
        world.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        world.on("2025-09-10").becomesSchoolLed("ada");

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.changes()).containsOnlyKeys(id("ada"));
        assertThat(world.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        world.registersEct("ada", date("2025-09-01"), null)
                .registersMentor("mary", "2025-09-01", "ada")
                .fundingEnds("mary");

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.trainings("mary")).isEmpty();
    }

    /** Defect 6 of the reference: training at another school was overlooked, and it failed. */
    @Test
    void mentorWhoIsInTrainingAtAnotherSchoolIsNotTrainedHereToo() {
        world.at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "grace")
                .at(SCHOOL)
                .registersEct("ada", date("2025-09-01"), null)
                .registersMentor("mary", date("2025-09-01"), "ada", false, null)
                .accepted();

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.changes()).containsOnlyKeys(id("ada"));
        assertThat(world.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorWhoIsYetToComeIsTrainedFromTheirFirstDay() {
        world.registersEct("ada", date("2025-09-01"), null).registersMentor("mary", "2025-10-06", "ada");

        world.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(world.training("mary").startedOn()).isEqualTo("2025-10-06");
    }

    @Test
    void providerLedAlreadyIsRefused() {
        world.registersEct("ada", "2025-09-01");

        assertThat(world.becomesProviderLed("ada", OTHER_LEAD_PROVIDER).refusedFields())
                .containsExactly("training_programme");
    }

    @Test
    void providerLedTrainingNeedsALeadProvider() {
        world.registersEct("ada", date("2025-09-01"), null);

        assertThat(world.changesProgramme("ada", TrainingProgramme.PROVIDER_LED, null)
                        .refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void schoolLedTrainingHasNoLeadProvider() {
        world.registersEct("ada", "2025-09-01");

        assertThat(world.changesProgramme("ada", TrainingProgramme.SCHOOL_LED, LEAD_PROVIDER)
                        .refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void mentorHasNoTrainingProgramme() {
        world.registersMentor("mary", "2025-09-01", null);

        assertThat(world.becomesSchoolLed("mary").refusedFields()).containsExactly("id");
    }

    @Test
    void whoeverHasLeftCannotChange() {
        world.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-10");

        assertThat(world.on("2025-09-15").becomesSchoolLed("ada").refusedFields())
                .containsExactly("id");
    }
}
