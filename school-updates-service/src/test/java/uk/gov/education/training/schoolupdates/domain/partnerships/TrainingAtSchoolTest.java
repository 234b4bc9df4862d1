package uk.gov.education.training.schoolupdates.domain.partnerships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;

class TrainingAtSchoolTest {

    private static final UUID ID = UUID.fromString("5d0e3c52-7a41-4f0b-9f0e-2b6c8f1a4d17");

    private static TrainingAtSchool movedTo2026(String startedOn, String movedOn) {
        return new TrainingAtSchool(
                Role.ECT,
                ID,
                2025,
                LocalDate.parse(startedOn),
                List.of(new ScheduleReport(
                        2026,
                        "ecf-standard-september",
                        ID,
                        CohortMove.OTHER_COHORT,
                        Instant.parse(movedOn + "T09:00:00Z"))));
    }

    @Test
    void trainingThatItsLeadProviderMovedIsInBothCohorts() {
        TrainingAtSchool moved = movedTo2026("2025-10-01", "2026-10-01");

        assertThat(moved.isIn(2024)).isFalse();
        assertThat(moved.isIn(2025)).isTrue();
        assertThat(moved.isIn(2026)).isTrue();
    }

    @Test
    void changeOfCohortByTheFirstDayReplacesTheFormerCohort() {
        TrainingAtSchool moved = movedTo2026("2026-09-01", "2026-09-01");

        assertThat(moved.isIn(2025)).isFalse();
        assertThat(moved.isIn(2026)).isTrue();
    }

    @Test
    void schoolLedTrainingIsInNoCohort() {
        TrainingAtSchool schoolLed = new TrainingAtSchool(Role.ECT, ID, null, LocalDate.parse("2026-09-01"), List.of());

        assertThat(schoolLed.isProviderLed()).isFalse();
        assertThat(schoolLed.isIn(2026)).isFalse();
    }
}
