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
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.LeadProviderChanged;
import uk.gov.education.training.events.Role;

class LeadProviderChangeTest {

    private final SchoolScenario schoolScenario =
            new SchoolScenario().partnerships(SCHOOL).on("2025-09-15");

    private Training old(String name) {
        return schoolScenario.trainings(name).getFirst();
    }

    @Test
    void trainingThatBeganEndsYesterdayAndTheNewBeginsToday() {
        schoolScenario.on("2025-09-01").registersEct("ada", "2025-09-01").on("2025-09-15");

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.changes())
                .containsExactly(entry(
                        id("ada"),
                        new LeadProviderChanged(Role.ECT, LEAD_PROVIDER, OTHER_LEAD_PROVIDER, date("2025-09-15"))));
        assertThat(old("ada").finishedOn()).isEqualTo("2025-09-14");
        assertThat(old("ada").ending().reason()).isEqualTo(EndReason.CHANGED_LEAD_PROVIDER);
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");
        assertThat(schoolScenario.training("ada").leadProviderId()).isEqualTo(OTHER_LEAD_PROVIDER);
        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
    }

    @Test
    void trainingThatBeginsTodayNeverTakesPlaceAndTheNewBeginsOnItsDay() {
        schoolScenario.registersEct("ada", "2025-09-01").accepted();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(old("ada").takesPlace()).isFalse();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void trainingThatHasNotBegunNeverTakesPlaceAndTheNewBeginsOnItsDay() {
        schoolScenario.registersEct("ada", "2025-10-01").accepted();

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(old("ada").takesPlace()).isFalse();
        assertThat(old("ada").isConfirmed()).isTrue();
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-10-01");
    }

    @Test
    void trainingWithoutAPartnershipIsAnExpressionOfInterest() {
        SchoolScenario noPartners = new SchoolScenario().on("2025-09-01").registersEct("ada", "2025-09-01");

        noPartners
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(noPartners.training("ada").isConfirmed()).isFalse();
    }

    @Test
    void expressionOfInterestThatWasTakenBackIsNeverConfirmed() {
        SchoolScenario noPartners = new SchoolScenario().on("2025-09-01").registersEct("ada", "2025-09-01");
        noPartners
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        noPartners.confirms(LEAD_PROVIDER, 2025);

        assertThat(noPartners.trainings("ada")).noneMatch(Training::isConfirmed);
    }

    @Test
    void newTrainingEndsWithAReportedLeavingDate() {
        schoolScenario
                .on("2025-09-01")
                .registersEct("ada", "2025-09-01")
                .on("2025-09-15")
                .leaves("ada", "2025-12-19");

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.training("ada").finishedOn()).isEqualTo("2025-12-19");
        assertThat(schoolScenario.training("ada").ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
    }

    @Test
    void cohortStaysEvenWhenAnotherOneIsCurrent() {
        schoolScenario.on("2024-09-02").registersEct("ada", "2024-09-02").on("2025-09-15");

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.CARRIED_OVER);
        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
    }

    @Test
    void cohortThatTheLeadProviderMovedToIsTheOneThatStays() {
        schoolScenario.on("2024-09-02").registersEct("ada", "2024-09-02").movedByProvider("ada", 2025);

        schoolScenario
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2025);
    }

    @Test
    void ectWhomTheLeadProviderMovedBackIntoAClosedCohortLeavesItAgain() {
        schoolScenario.on("2024-09-02").registersEct("ada", "2024-09-02").movedByProvider("ada", 2022);

        schoolScenario
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
    }

    @Test
    void ectConfirmedInAClosedCohortGoesOnIn2024() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05").on("2025-09-15");

        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").cohortReason()).isEqualTo(CohortReason.MOVED_FROM_CLOSED_COHORT);
        assertThat(schoolScenario.training("ada").startedOn()).isEqualTo("2025-09-15");
    }

    @Test
    void ectWhoWasOnlyAnExpressionOfInterestInAClosedCohortGoesOnInTheCurrentOne() {
        SchoolScenario noPartners = new SchoolScenario().on("2022-09-06").registersEct("ada", "2022-09-05");

        noPartners
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(noPartners.training("ada").cohort()).isEqualTo(2025);
        assertThat(noPartners.training("ada").cohortReason()).isEqualTo(CohortReason.STANDARD);
    }

    @Test
    void mentorStaysInAClosedCohort() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05").registersMentor("mary", "2022-09-05", "ada");

        schoolScenario
                .on("2025-09-15")
                .changesLeadProvider("mary", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("mary").cohort()).isEqualTo(2022);
    }

    /** Defect 1 of RECT: it failed because it looked up partnership and schedule in different cohorts. */
    @Test
    void closedCohortIsLeftInOneCohortEvenWhenTheOldTrainingIsOver() {
        schoolScenario.on("2022-09-06").registersEct("ada", "2022-09-05");

        // The provider has withdrawn the training since. The school's rules ignore that.
        schoolScenario
                .on("2025-09-15")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2024);
        assertThat(schoolScenario.training("ada").partnershipId())
                .isEqualTo(id("partnership " + SCHOOL + OTHER_LEAD_PROVIDER + 2024));
    }

    @Test
    void sameProviderIsRefused() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario.changesLeadProvider("ada", LEAD_PROVIDER).refusedFields())
                .containsExactly("lead_provider_id");
        assertThat(schoolScenario.refusal()).contains("resume");
    }

    @Test
    void backToTheFirstProviderIsNewTraining() {
        schoolScenario.on("2025-09-01").registersEct("ada", "2025-09-01");

        schoolScenario
                .on("2025-09-10")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .on("2025-09-15")
                .changesLeadProvider("ada", LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.trainings("ada"))
                .extracting(Training::leadProviderId)
                .containsExactly(LEAD_PROVIDER, OTHER_LEAD_PROVIDER, LEAD_PROVIDER);
    }

    @Test
    void schoolLedTrainingHasNoProviderToChange() {
        schoolScenario.registersEct("ada", date("2025-09-01"), null);

        assertThat(schoolScenario.changesLeadProvider("ada", LEAD_PROVIDER).refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void mentorWithoutTrainingHasNoProviderToChange() {
        schoolScenario.registersMentor("mary", "2025-09-01", null);

        assertThat(schoolScenario.changesLeadProvider("mary", LEAD_PROVIDER).refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void mentorWhoTrainsAtAnotherSchoolIsChangedThere() {
        schoolScenario
                .on("2025-09-01")
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .at(OTHER_SCHOOL)
                .registersMentor("mary", date("2025-09-01"), null, false, null)
                .on("2025-09-15");

        assertThat(schoolScenario
                        .changesLeadProvider("mary", OTHER_LEAD_PROVIDER)
                        .refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void participantWhoHasLeftCannotChange() {
        schoolScenario.on("2025-09-01").registersEct("ada", "2025-09-01").leaves("ada", "2025-09-10");

        assertThat(schoolScenario
                        .on("2025-09-15")
                        .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                        .refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void participantWithBothRolesMustGiveTheRole() {
        schoolScenario
                .registersEct("grace", "2025-09-15")
                .registersEct("ada", "2025-09-01")
                .registersMentor("ada", "2025-09-15", "grace")
                .accepted();

        assertThat(schoolScenario
                        .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                        .refusedFields())
                .containsExactly("participant_type");
        schoolScenario
                .changesLeadProvider("ada", Role.MENTOR, OTHER_LEAD_PROVIDER)
                .accepted();
        assertThat(old("ada").finishedOn()).isNull();
    }

    @Test
    void missingProviderIsRefused() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario.changesLeadProvider("ada", null, null).refusedFields())
                .containsExactly("lead_provider_id");
    }

    @Test
    void closedRegistrationDoesNotMatter() {
        schoolScenario.registersEct("ada", "2025-09-01");

        schoolScenario
                .on("2026-06-10")
                .changesLeadProvider("ada", OTHER_LEAD_PROVIDER)
                .accepted();

        assertThat(schoolScenario.training("ada").cohort()).isEqualTo(2025);
    }

    @Test
    void mentorWhoseFundingHasEndedGetsNoOtherLeadProvider() {
        SchoolScenario mentors = new SchoolScenario()
                .on("2025-09-01")
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "grace")
                .accepted()
                .on("2025-09-15")
                .fundingEnds("mary");

        assertThat(mentors.changesLeadProvider("mary", OTHER_LEAD_PROVIDER).refusedFields())
                .containsExactly("participant_type");
        assertThat(mentors.refusal()).contains("no longer funded");
        assertThat(mentors.trainings("mary")).hasSize(1);
    }

    @Test
    void ectWhoseFundingAsAMentorHasEndedCanGetAnotherLeadProvider() {
        SchoolScenario both = new SchoolScenario()
                .on("2025-09-01")
                .registersEct("ada", "2025-09-01")
                .accepted()
                .on("2025-09-15")
                .fundingEnds("ada");

        both.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();
    }
}
