package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

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
import uk.gov.education.training.platform.rules.Verdict;

class ProgrammeChangeTest {

    private final SchoolScenario schoolScenario =
            new SchoolScenario().partnerships(SCHOOL).on("2025-09-01");

    // to school-led

    @Test
    void providerLedTrainingEndsYesterdayAndSchoolLedBeginsToday() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .on("2025-09-15")
                .becomesSchoolLed("ada")
                .accepted();

        assertThat(schoolScenario.changes())
                .containsExactly(entry(
                        id("ada"),
                        new TrainingProgrammeChanged(
                                TrainingProgramme.PROVIDER_LED,
                                TrainingProgramme.SCHOOL_LED,
                                null,
                                date("2025-09-15"))));
        assertThat(schoolScenario.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(schoolScenario.trainings("ada").getFirst().ending().reason())
                .isEqualTo(EndReason.CHANGED_TO_SCHOOL_LED);
        assertThat(schoolScenario.training("ada").isProviderLed()).isFalse();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorAndTheirTrainingGoOnWhenTheEctBecomesSchoolLed() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        Participant mary = schoolScenario.person("mary");

        schoolScenario.on("2025-09-15").becomesSchoolLed("ada").accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"));
        assertThat(schoolScenario.person("mary")).isEqualTo(mary);
        assertThat(schoolScenario.mentorships("ada").getFirst().finishedOn()).isNull();
    }

    @Test
    void trainingOfTodayNeverTakesPlaceWhenItIsChanged() {
        schoolScenario.registersEct("ada", "2025-09-01").becomesSchoolLed("ada").accepted();

        assertThat(schoolScenario.trainings("ada").getFirst().takesPlace()).isFalse();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-01");
    }

    @Test
    void trainingThatHasNotBegunNeverTakesPlaceAndTheNewBeginsWithTheSchoolPeriod() {
        schoolScenario.registersEct("ada", "2025-10-01").becomesSchoolLed("ada").accepted();

        assertThat(schoolScenario.trainings("ada").getFirst().takesPlace()).isFalse();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-10-01");
    }

    @Test
    void newTrainingEndsWithAReportedLeavingDate() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-12-19");

        schoolScenario.on("2025-09-15").becomesSchoolLed("ada").accepted();

        assertThat(schoolScenario.training("ada").finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void schoolLedAlreadyIsRefused() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null);

        assertThat(schoolScenario.becomesSchoolLed("ada").refusedFields()).containsExactly("training_programme");
    }

    /** Defect 3 of RECT: the end of past training moved to yesterday. */
    @Test
    void trainingThatIsOverKeepsItsEnd() {
        schoolScenario.registersEct("ada", "2025-09-01").on("2025-09-10").becomesSchoolLed("ada");
        schoolScenario
                .on("2025-09-15")
                .becomesProviderLed("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-09");
        assertThat(schoolScenario.trainings("ada").getFirst().ending().reason())
                .isEqualTo(EndReason.CHANGED_TO_SCHOOL_LED);
    }

    /** Defect 4 of RECT: it failed because it ended training before its first day. */
    @Test
    void trainingThatBeginsLaterThanTheSchoolPeriodCanBeChanged() {
        schoolScenario.registersEct("ada", "2025-09-01");
        Participant ada = schoolScenario.person("ada");
        Training later = ada.trainings().getFirst();
        Participant startsLater = ada.withTrainings(List.of(later.withStartedOn(date("2025-11-01"))
                .withFinishedOn(null)
                .withEnding(null)
                .withRegisteredAt(Instant.EPOCH)));

        Verdict<Changes> verdict = ProgrammeChange.decide(
                ada.id(),
                TrainingProgramme.SCHOOL_LED,
                null,
                AffectedParticipants.of(List.of(startsLater)),
                RegistrationFixtures.at(SCHOOL, RegistrationFixtures.on(date("2025-09-15"), "ada")));

        assertThat(RegistrationFixtures.after(verdict).trainings().getFirst().takesPlace())
                .isFalse();
        assertThat(RegistrationFixtures.after(verdict).trainings().getLast().startedOn())
                .isEqualTo("2025-09-15");
    }

    // to provider-led

    @Test
    void schoolLedTrainingEndsYesterdayAndProviderLedBeginsToday() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null);

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.trainings("ada").getFirst().finishedOn()).isEqualTo("2025-09-14");
        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2025);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.STANDARD);
        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
    }

    @Test
    void earlierProviderLedTrainingKeepsItsCohortAcrossASchoolLedGap() {
        schoolScenario
                .on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-01-06")
                .becomesSchoolLed("ada");

        schoolScenario
                .on("2025-09-15")
                .becomesProviderLed("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
    }

    @Test
    void closedCohortIsLeftFor2024() {
        schoolScenario
                .on("2022-09-06")
                .registersEct("ada", "2022-09-05")
                .on("2023-01-09")
                .becomesSchoolLed("ada");

        schoolScenario
                .on("2025-09-15")
                .becomesProviderLed("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void mentorsOwnTrainingBeginsWithIt() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null).registersMentor("mary", "2025-09-01", "ada");
        assertThat(schoolScenario.trainings("mary")).isEmpty();

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.changes().get(id("mary")))
                .isEqualTo(new MentorTrainingRegistered(id("ada"), LEAD_PROVIDER, date("2025-09-15")));
        assertThat(schoolScenario.training("mary").leadProviderId()).isEqualTo(LEAD_PROVIDER);
        assertThat(schoolScenario.training("mary").startedOn()).isEqualTo("2025-09-15");
        assertThat(schoolScenario.training("mary").cohort()).isEqualTo(2025);
    }

    @Test
    void mentorWhoWasTrainedHereIsNotTrainedAgain() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");
        schoolScenario.on("2025-09-10").becomesSchoolLed("ada");

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"));
        assertThat(schoolScenario.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrained() {
        schoolScenario
                .registersEct("ada", date("2025-09-01"), null)
                .registersMentor("mary", "2025-09-01", "ada")
                .fundingEnds("mary");

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.trainings("mary")).isEmpty();
    }

    /** Defect 6 of RECT: it failed because it overlooked training at another school. */
    @Test
    void mentorWhoIsInTrainingAtAnotherSchoolIsNotTrainedHereToo() {
        schoolScenario
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "grace")
                .at(SCHOOL)
                .registersEct("ada", date("2025-09-01"), null)
                .registersMentor("mary", date("2025-09-01"), "ada", false, null)
                .accepted();

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"));
        assertThat(schoolScenario.trainings("mary")).hasSize(1);
    }

    @Test
    void mentorWhoIsYetToComeIsTrainedFromTheirFirstDay() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null).registersMentor("mary", "2025-10-06", "ada");

        schoolScenario.on("2025-09-15").becomesProviderLed("ada", LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.training("mary").startedOn()).isEqualTo("2025-10-06");
    }

    @Test
    void providerLedAlreadyIsRefused() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario.becomesProviderLed("ada", OTHER_LEAD_PROVIDER).refusedFields())
                .containsExactly("training_programme");
    }

    @Test
    void providerLedTrainingNeedsALeadProvider() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null);

        assertThat(schoolScenario
                        .changesProgramme("ada", TrainingProgramme.PROVIDER_LED, null)
                        .refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void schoolLedTrainingHasNoLeadProvider() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario
                        .changesProgramme("ada", TrainingProgramme.SCHOOL_LED, LEAD_PROVIDER)
                        .refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void mentorHasNoTrainingProgramme() {
        schoolScenario.registersMentor("mary", "2025-09-01", null);

        assertThat(schoolScenario.becomesSchoolLed("mary").refusedFields()).containsExactly("id");
    }

    @Test
    void participantWhoHasLeftCannotChange() {
        schoolScenario.registersEct("ada", "2025-09-01").leaves("ada", "2025-09-10");

        assertThat(schoolScenario.on("2025-09-15").becomesSchoolLed("ada").refusedFields())
                .containsExactly("id");
    }
}
