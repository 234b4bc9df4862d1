package uk.gov.education.training.schoolupdates.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;

/**
 * The time of a report, and the ids for new periods.
 *
 * @param at the domain's time, which all rules use
 * @param recordedAt the real time
 */
public record ReportContext(Instant at, Instant recordedAt, NewIds ids) {

    /** One id for each kind of period, and one for training in each role. No report needs more. */
    public record NewIds(
            UUID participant,
            UUID trainingRecord,
            UUID schoolPeriod,
            UUID ectTraining,
            UUID mentorTraining,
            UUID mentorship,
            UUID inductionPeriod) {}

    public LocalDate today() {
        return London.dateOf(at);
    }

    /** Returns the reported date if it is before today, otherwise today. */
    public LocalDate todayOrEarlier(@Nullable LocalDate reported) {
        LocalDate today = today();
        return reported == null || reported.isAfter(today) ? today : reported;
    }
}
