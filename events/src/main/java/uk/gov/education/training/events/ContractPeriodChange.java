package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What changed in the catalogue of contract periods. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ContractPeriodChange.ContractPeriodOpened.class, name = "contract-period-opened"),
    @JsonSubTypes.Type(value = ContractPeriodChange.PaymentsFrozen.class, name = "payments-frozen"),
    @JsonSubTypes.Type(value = ContractPeriodChange.SchedulesCorrected.class, name = "schedules-corrected"),
    @JsonSubTypes.Type(
            value = ContractPeriodChange.ContractPeriodRepublished.class,
            name = "contract-period-republished")
})
public sealed interface ContractPeriodChange {

    /** A contract period and its schedules exist. */
    record ContractPeriodOpened(int year) implements ContractPeriodChange {}

    /**
     * The cohort is closed.
     *
     * @param from when on; may lie in the future
     */
    record PaymentsFrozen(int year, Instant from) implements ContractPeriodChange {}

    /**
     * The milestones of schedules were wrong, and hold from now on as the snapshot has them.
     *
     * @param schedules which ones, by their identifiers
     */
    record SchedulesCorrected(int year, List<String> schedules) implements ContractPeriodChange {}

    /** Nothing has changed. */
    record ContractPeriodRepublished() implements ContractPeriodChange, Republished {}
}
