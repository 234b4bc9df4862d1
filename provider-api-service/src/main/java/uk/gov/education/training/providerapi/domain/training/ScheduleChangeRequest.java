package uk.gov.education.training.providerapi.domain.training;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;

/**
 * A request to change a schedule.
 *
 * @param role the role of the enrolment; null if the request names no valid one
 * @param scheduleIdentifier with or without its prefix
 * @param cohort a year; null to stay
 */
public record ScheduleChangeRequest(
        @Nullable Role role,
        @Nullable String scheduleIdentifier,
        @Nullable String cohort) {

    @Nullable
    String identifier() {
        if (scheduleIdentifier == null || scheduleIdentifier.isBlank()) {
            return null;
        }
        return scheduleIdentifier.startsWith("ecf-") ? scheduleIdentifier : "ecf-" + scheduleIdentifier;
    }
}
