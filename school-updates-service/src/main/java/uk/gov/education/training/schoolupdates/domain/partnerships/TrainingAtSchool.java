package uk.gov.education.training.schoolupdates.domain.partnerships;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;

/**
 * Training at a school, whether past, current or in the future.
 *
 * @param cohort in which it was registered; null if it is school-led
 * @param schedules the lead provider's changes of schedule, which may have moved it to other cohorts, oldest first
 */
public record TrainingAtSchool(
        Role role, UUID schoolPeriodId, @Nullable Integer cohort, LocalDate startedOn, List<ScheduleReport> schedules)
        implements InductionProgrammeChoice.SchoolTraining {

    @Override
    public boolean isProviderLed() {
        return cohort != null;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A change of cohort takes effect on its day. On the first day of training or before it, it replaces the former
     * cohort.
     */
    @Override
    public boolean isIn(int year) {
        @Nullable Integer now = cohort;
        LocalDate since = startedOn;
        for (ScheduleReport schedule : schedules) {
            LocalDate day = London.dateOf(schedule.at());
            if (day.isAfter(since)) {
                if (Objects.equals(now, year)) {
                    return true;
                }
                since = day;
            }
            now = schedule.cohort();
        }
        return Objects.equals(now, year);
    }
}
