package uk.gov.education.training.schoolupdates.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import uk.gov.education.training.events.London;

/**
 * When something is reported, and the ids that whatever comes of it gets.
 *
 * @param at the domain's time, by which every rule goes
 * @param recordedAt the real time
 */
public record ReportContext(Instant at, Instant recordedAt, NewIds ids) {

    /** One of each kind, and of training one for each role: no change needs more. */
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
}
