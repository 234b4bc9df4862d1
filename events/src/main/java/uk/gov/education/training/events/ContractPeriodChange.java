package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** A change of a contract period. */
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
     * The milestones of schedules were corrected. The snapshot has the new ones.
     *
     * @param schedules the identifiers of the corrected schedules
     */
    record SchedulesCorrected(int year, List<String> schedules) implements ContractPeriodChange {}

    /** The owner published the facts again. Nothing has changed. */
    record ContractPeriodRepublished() implements ContractPeriodChange, Republished {}
}
