package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.WorkingPattern;

class RegistrationWindowTest {

    private final SchoolScenario schoolScenario = new SchoolScenario()
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", null)
            .accepted()
            .on("2026-06-10");

    @ParameterizedTest
    @CsvSource({"2026-05-31,false", "2026-06-01,true", "2026-06-14,true", "2026-06-15,false", "2025-06-10,false"})
    void registrationIsClosedFromTheFirstToTheFourteenthOfJune2026(LocalDate today, boolean closed) {
        assertThat(RegistrationWindow.of(today).isPresent()).isEqualTo(closed);
    }

    @Test
    void closedRegistrationStopsNewPeopleMentorsAndProgrammes() {
        assertThat(schoolScenario.registersEct("grace", "2026-06-10").refusedFields())
                .contains("request");
        assertThat(schoolScenario.registersMentor("emmy", "2026-06-10", null).refusedFields())
                .contains("request");
        assertThat(schoolScenario.mentors("mary", "ada").refusedFields()).containsExactly("request");
        assertThat(schoolScenario.becomesSchoolLed("ada").refusedFields()).containsExactly("request");
    }

    @Test
    void otherReportsArePossible() {
        schoolScenario.leaves("ada", "2026-07-01").accepted();
        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();
        schoolScenario.changesWorkingPattern("ada", WorkingPattern.PART_TIME).accepted();
        assertThat(schoolScenario.schools("ada").getFirst().workingPattern()).isEqualTo(WorkingPattern.PART_TIME);
        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo(date("2026-07-01"));
    }

    @Test
    void workingPatternMustBeAnotherOneOfAnEct() {
        assertThat(schoolScenario
                        .changesWorkingPattern("ada", WorkingPattern.FULL_TIME)
                        .refusedFields())
                .containsExactly("working_pattern");
        assertThat(schoolScenario.changesWorkingPattern("ada", null).refusedFields())
                .containsExactly("working_pattern");
        assertThat(schoolScenario
                        .changesWorkingPattern("mary", WorkingPattern.FULL_TIME)
                        .refusedFields())
                .containsExactly("id");
    }
}
