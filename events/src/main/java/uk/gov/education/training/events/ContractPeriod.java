package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A funding year, which the provider API calls a cohort, with its schedules.
 *
 * @param paymentsFrozenAt from when on the cohort is closed; may lie in the future
 */
@RecordBuilder
public record ContractPeriod(
        int year,
        LocalDate startedOn,
        LocalDate finishedOn,
        boolean enabled,
        @Nullable Instant paymentsFrozenAt,
        boolean mentorFundingEnabled,
        boolean detailedEvidenceTypesEnabled,
        boolean upliftFeesEnabled,
        List<Schedule> schedules)
        implements ContractPeriodBuilder.With {

    /** @param identifier with its prefix, such as {@code ecf-standard-september} */
    public record Schedule(String identifier, List<Milestone> milestones) {}

    /** @param milestoneDate the last day on which this can be declared; null for no limit */
    public record Milestone(
            String declarationType,
            LocalDate startDate,
            @Nullable LocalDate milestoneDate) {

        /** Whether this can be declared for a day. Both ends of the window count. */
        public boolean includes(LocalDate day) {
            return !day.isBefore(startDate) && (milestoneDate == null || !day.isAfter(milestoneDate));
        }
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(startedOn) && !date.isAfter(finishedOn);
    }

    public boolean hasSchedule(String identifier) {
        return schedules.stream().anyMatch(schedule -> schedule.identifier().equals(identifier));
    }

    /** The milestone of a declaration type in a schedule. Empty if the schedule does not have the type. */
    public Optional<Milestone> milestone(String schedule, DeclarationType type) {
        return schedules.stream()
                .filter(each -> each.identifier().equals(schedule))
                .flatMap(each -> each.milestones().stream())
                .filter(milestone -> milestone.declarationType().equals(type.wireName()))
                .findFirst();
    }

    public boolean paymentsFrozen(Instant at) {
        return paymentsFrozenAt != null && !paymentsFrozenAt.isAfter(at);
    }
}
