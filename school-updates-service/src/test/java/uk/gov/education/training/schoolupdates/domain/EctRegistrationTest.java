package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.TODAY;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.after;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.at;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.changed;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.ect;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.on;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.partnership;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.refusedFields;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registerEct;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredEct;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.rules.Verdict;

class EctRegistrationTest {

    private static final RuleContext HERE = at(SCHOOL, on(TODAY, "ada"));

    private static Training newTraining(Verdict<Changes> verdict) {
        return after(verdict).trainings().getLast();
    }

    @Test
    void newcomerIsAtTheSchoolFromTheStartDate() {
        Participant after = after(registerEct(null, ect(date("2025-09-01")), HERE));

        assertThat(after.id()).isEqualTo(id("ada"));
        assertThat(after.ectTrainingRecordId()).isEqualTo(id("ada training record"));
        assertThat(after.mentorTrainingRecordId()).isNull();
        assertThat(after.schoolPeriods()).singleElement().satisfies(period -> {
            assertThat(period.startedOn()).isEqualTo("2025-09-01");
            assertThat(period.finishedOn()).isNull();
            assertThat(period.registeredAt()).isEqualTo(HERE.reportContext().at());
            assertThat(period.createdAt()).isEqualTo(HERE.reportContext().recordedAt());
        });
    }

    @Test
    void changeHasTheReportedDetails() {
        assertThat(changed(registerEct(null, ect(TODAY), HERE)))
                .singleElement()
                .extracting(ChangedParticipant::change)
                .isEqualTo(new EctRegistered(SCHOOL, null, TODAY, TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER));
    }

    @ParameterizedTest
    @CsvSource({"2025-09-01,2025-09-15", "2025-09-15,2025-09-15", "2025-10-01,2025-10-01"})
    void trainingNeverStartsInThePast(LocalDate startedOn, LocalDate trainingStartedOn) {
        assertThat(newTraining(registerEct(null, ect(startedOn), HERE)).startedOn())
                .isEqualTo(trainingStartedOn);
    }

    @ParameterizedTest
    @CsvSource({"2023-06-01,2025", "2025-05-31,2025", "2025-06-01,2025", "2025-09-15,2025"})
    void newcomersCohortIsThatOfTheStartDateUnlessItIsOver(LocalDate startedOn, int cohort) {
        assertThat(newTraining(registerEct(null, ect(startedOn), HERE)).cohort())
                .isEqualTo(cohort);
    }

    @Test
    void newcomersCohortIsThatOfAStartDateInTheNextContractPeriod() {
        RuleContext before = at(SCHOOL, on(date("2025-05-20"), "ada"));

        assertThat(newTraining(registerEct(null, ect(date("2025-06-02")), before))
                        .cohort())
                .isEqualTo(2025);
    }

    @Test
    void trainingIsConfirmedByTheEarliestPartnershipThatFits() {
        RuleContext ruleContext = at(
                SCHOOL,
                on(TODAY, "ada"),
                partnership("other cohort", LEAD_PROVIDER, 2024),
                partnership("other provider", OTHER_LEAD_PROVIDER, 2025),
                partnership("earliest", LEAD_PROVIDER, 2025),
                partnership("later", LEAD_PROVIDER, 2025));

        assertThat(newTraining(registerEct(null, ect(TODAY), ruleContext)).partnershipId())
                .isEqualTo(id("earliest"));
    }

    @Test
    void trainingWithoutPartnershipIsAnExpressionOfInterest() {
        Training training = newTraining(registerEct(null, ect(TODAY), HERE));

        assertThat(training.leadProviderId()).isEqualTo(LEAD_PROVIDER);
        assertThat(training.isConfirmed()).isFalse();
    }

    @Test
    void schoolLedTrainingHasNeitherProviderNorCohort() {
        Training training = newTraining(registerEct(null, ect("1234567", TODAY, null), HERE));

        assertThat(training.programme()).isEqualTo(TrainingProgramme.SCHOOL_LED);
        assertThat(training.leadProviderId()).isNull();
        assertThat(training.cohort()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-999999999-01-01", "2023-05-31", "2026-06-01", "2030-01-01", "+999999999-12-31"})
    void startDateMustBeOpenForRegistration(LocalDate startedOn) {
        assertThat(refusedFields(registerEct(null, ect(startedOn), HERE))).containsExactly("started_on");
    }

    @Test
    void schoolLedTrainingWithLeadProviderIsRefused() {
        var details = ect(TODAY);
        var schoolLed = new EctRegistration.Details(
                details.trn(),
                details.fullName(),
                details.email(),
                TODAY,
                details.workingPattern(),
                TrainingProgramme.SCHOOL_LED,
                LEAD_PROVIDER);

        assertThat(refusedFields(registerEct(null, schoolLed, HERE))).containsExactly("lead_provider_id");
    }

    @Test
    void allReasonsAreReportedTogether() {
        var nothing = new EctRegistration.Details(null, null, null, null, null, null, null);

        assertThat(refusedFields(registerEct(null, nothing, HERE)))
                .containsExactly("trn", "full_name", "email", "working_pattern", "training_programme", "started_on");
    }

    @Test
    void unknownLeadProviderIsRefused() {
        RuleContext ruleContext = new RuleContext(
                SCHOOL,
                HERE.reportContext(),
                RegistrationFixtures.contractPeriods(),
                List.of(),
                false,
                false,
                Set.of(),
                Map.of());

        assertThat(refusedFields(registerEct(null, ect(TODAY), ruleContext))).containsExactly("lead_provider_id");
    }

    @Test
    void emailOfSomeoneElseIsRefused() {
        RuleContext ruleContext = new RuleContext(
                SCHOOL,
                HERE.reportContext(),
                RegistrationFixtures.contractPeriods(),
                List.of(),
                true,
                true,
                Set.of(),
                Map.of());

        assertThat(refusedFields(registerEct(null, ect(TODAY), ruleContext))).containsExactly("email");
    }

    @Test
    void registeringAgainAtTheSameSchoolIsRefused() {
        Participant here = registeredEct(date("2025-09-01"));

        assertThat(refusedFields(registerEct(here, ect(TODAY), HERE))).containsExactly("trn");
    }

    @Test
    void previousSchoolAndTrainingEndTheDayBefore() {
        Participant elsewhere = registeredEct(date("2025-09-01"));

        Participant after =
                after(registerEct(elsewhere, ect(date("2025-10-01")), at(OTHER_SCHOOL, on(TODAY, "transfer"))));

        assertThat(after.id()).isEqualTo(elsewhere.id());
        assertThat(after.ectTrainingRecordId()).isEqualTo(elsewhere.ectTrainingRecordId());
        assertThat(after.schoolPeriods())
                .extracting(SchoolPeriod::schoolUrn, SchoolPeriod::finishedOn)
                .containsExactly(tuple(SCHOOL, date("2025-09-30")), tuple(OTHER_SCHOOL, null));
        assertThat(after.trainings())
                .extracting(Training::startedOn, Training::finishedOn)
                .containsExactly(tuple(date("2025-09-01"), date("2025-09-30")), tuple(date("2025-10-01"), null));
    }

    @Test
    void nameIsOnlySetOnce() {
        Participant renamed = registeredEct(date("2025-09-01")).withFullName("Ada King");

        assertThat(after(registerEct(renamed, ect(date("2025-10-01")), at(OTHER_SCHOOL, on(TODAY, "transfer"))))
                        .fullName())
                .isEqualTo("Ada King");
    }

    @Test
    void transferKeepsTheCohort() {
        Participant elsewhere = registeredEct(date("2024-09-01"));

        assertThat(newTraining(registerEct(elsewhere, ect(date("2025-10-01")), at(OTHER_SCHOOL, on(TODAY, "transfer"))))
                        .cohort())
                .isEqualTo(2024);
    }

    @Test
    void transferAfterSchoolLedTrainingGoesByTheStartDate() {
        Participant elsewhere = registeredEct(date("2024-09-01"), null);

        assertThat(newTraining(registerEct(elsewhere, ect(date("2025-10-01")), at(OTHER_SCHOOL, on(TODAY, "transfer"))))
                        .cohort())
                .isEqualTo(2025);
    }

    @Test
    void transferFromAClosedCohortGoesOnIn2024FromTheStartDateEvenInThePast() {
        Participant elsewhere =
                after(registerEct(null, ect(date("2022-09-01")), at(SCHOOL, on(date("2022-09-02"), "ada"))));

        Training training =
                newTraining(registerEct(elsewhere, ect(date("2025-09-01")), at(OTHER_SCHOOL, on(TODAY, "transfer"))));

        assertThat(training.cohort()).isEqualTo(2024);
        assertThat(training.startedOn()).isEqualTo("2025-09-01");
    }

    @ParameterizedTest
    @CsvSource({"2025-09-10,true", "2025-09-11,true", "2025-09-12,false"})
    void transferIsTwoDaysAfterTheStartElsewhereAtTheEarliest(LocalDate startedOn, boolean refused) {
        Participant elsewhere = registeredEct(date("2025-09-10"));

        Verdict<Changes> verdict = registerEct(elsewhere, ect(startedOn), at(OTHER_SCHOOL, on(TODAY, "transfer")));

        assertThat(verdict).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-15,false", "2026-01-16,true"})
    void transferIsAtMostFourMonthsAhead(LocalDate startedOn, boolean refused) {
        Participant elsewhere = registeredEct(date("2025-09-01"));

        Verdict<Changes> verdict = registerEct(elsewhere, ect(startedOn), at(OTHER_SCHOOL, on(TODAY, "transfer")));

        assertThat(verdict).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
    }

    @Test
    void registrationBeforeALaterOneIsRefused() {
        Participant later = registeredEct(date("2025-09-20"));

        assertThat(refusedFields(registerEct(later, ect(date("2025-09-10")), at(OTHER_SCHOOL, on(TODAY, "transfer")))))
                .containsExactly("started_on");
    }
}
