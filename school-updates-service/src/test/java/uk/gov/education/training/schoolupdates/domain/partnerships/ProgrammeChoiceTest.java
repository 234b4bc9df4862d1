package uk.gov.education.training.schoolupdates.domain.partnerships;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.partnerships.ProgrammeChoice.NOT_YET_KNOWN;
import static uk.gov.education.training.schoolupdates.domain.partnerships.ProgrammeChoice.PROVIDER_LED;
import static uk.gov.education.training.schoolupdates.domain.partnerships.ProgrammeChoice.SCHOOL_LED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;

/** The school's choice for cohort 2026, which begins on 1 June 2026 and ends on 31 May 2027. */
class ProgrammeChoiceTest {

    private static ProgrammeChoice of(TrainingAtSchool... trainings) {
        return ProgrammeChoice.of(
                new ContractPeriod(
                        2026,
                        LocalDate.of(2026, 6, 1),
                        LocalDate.of(2027, 5, 31),
                        true,
                        null,
                        true,
                        true,
                        false,
                        List.of()),
                List.of(trainings));
    }

    private static TrainingAtSchool providerLed(Role role, String schoolPeriod, int cohort) {
        return new TrainingAtSchool(role, id(schoolPeriod), cohort, LocalDate.of(cohort, 9, 1), List.of());
    }

    private static TrainingAtSchool schoolLed(String schoolPeriod, String startedOn) {
        return new TrainingAtSchool(Role.ECT, id(schoolPeriod), null, LocalDate.parse(startedOn), List.of());
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    @Test
    void mentorInTrainingOfTheCohortMakesItProviderLed() {
        assertThat(of(providerLed(Role.MENTOR, "mary", 2026), schoolLed("ada", "2026-09-01")))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void mentorInTrainingOfAnotherCohortDoesNotMatter() {
        assertThat(of(providerLed(Role.MENTOR, "mary", 2025), schoolLed("ada", "2026-09-01")))
                .isEqualTo(SCHOOL_LED);
    }

    @Test
    void ectInProviderLedTrainingOfTheCohortMakesItProviderLed() {
        assertThat(of(providerLed(Role.ECT, "ada", 2026), schoolLed("grace", "2026-09-01")))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void onlySchoolLedTrainingThatStartsInTheCohortMakesItSchoolLed() {
        assertThat(of(schoolLed("ada", "2026-06-01"))).isEqualTo(SCHOOL_LED);
        assertThat(of(schoolLed("ada", "2027-05-31"))).isEqualTo(SCHOOL_LED);
    }

    @Test
    void schoolLedTrainingThatStartsOutsideTheCohortDoesNotMatter() {
        assertThat(of(schoolLed("ada", "2026-05-31"), schoolLed("grace", "2027-06-01")))
                .isEqualTo(NOT_YET_KNOWN);
    }

    @Test
    void ectWhoWasProviderLedInAnyCohortMakesTheirSwitchProviderLed() {
        assertThat(of(providerLed(Role.ECT, "ada", 2025), schoolLed("ada", "2026-09-01")))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void providerLedTrainingOfAnotherEctInAnotherCohortDoesNotMatter() {
        assertThat(of(providerLed(Role.ECT, "grace", 2025), schoolLed("ada", "2026-09-01")))
                .isEqualTo(SCHOOL_LED);
    }

    @Test
    void trainingThatItsLeadProviderMovedIsInBothCohorts() {
        TrainingAtSchool moved = movedTo2026("2025-10-01", "2026-10-01");

        assertThat(of(moved)).isEqualTo(PROVIDER_LED);
        assertThat(moved.isIn(2025)).isTrue();
        assertThat(moved.isIn(2024)).isFalse();
    }

    @Test
    void changeOfCohortByTheFirstDayReplacesTheFormerCohort() {
        TrainingAtSchool moved = movedTo2026("2026-09-01", "2026-09-01");

        assertThat(of(moved)).isEqualTo(PROVIDER_LED);
        assertThat(moved.isIn(2025)).isFalse();
    }

    private static TrainingAtSchool movedTo2026(String startedOn, String movedOn) {
        return new TrainingAtSchool(
                Role.ECT,
                id("ada"),
                2025,
                LocalDate.parse(startedOn),
                List.of(new ScheduleReport(
                        2026,
                        "ecf-standard-september",
                        id("partnership"),
                        CohortMove.OTHER_COHORT,
                        Instant.parse(movedOn + "T09:00:00Z"))));
    }

    @Test
    void withoutTrainingItIsNotYetKnown() {
        assertThat(of()).isEqualTo(NOT_YET_KNOWN);
    }
}
