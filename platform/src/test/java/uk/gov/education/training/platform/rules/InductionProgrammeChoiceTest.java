package uk.gov.education.training.platform.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.NOT_YET_KNOWN;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.PROVIDER_LED;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.SCHOOL_LED;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice.SchoolTraining;

/** The school's choice for cohort 2026, which begins on 1 June 2026 and ends on 31 May 2027. */
class InductionProgrammeChoiceTest {

    private static InductionProgrammeChoice of(SchoolTraining... trainings) {
        return InductionProgrammeChoice.of(
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

    private record OneTraining(
            Role role, UUID schoolPeriodId, @Nullable Integer cohort, LocalDate startedOn) implements SchoolTraining {

        @Override
        public boolean isProviderLed() {
            return cohort != null;
        }

        @Override
        public boolean isIn(int year) {
            return Integer.valueOf(year).equals(cohort);
        }
    }

    private static SchoolTraining providerLed(Role role, String schoolPeriod, int cohort) {
        return new OneTraining(role, id(schoolPeriod), cohort, LocalDate.of(cohort, 9, 1));
    }

    private static SchoolTraining schoolLed(String schoolPeriod, String startedOn) {
        return new OneTraining(Role.ECT, id(schoolPeriod), null, LocalDate.parse(startedOn));
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
    void withoutTrainingItIsNotYetKnown() {
        assertThat(of()).isEqualTo(NOT_YET_KNOWN);
    }
}
