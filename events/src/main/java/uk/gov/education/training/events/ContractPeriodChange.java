package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What changed in the catalogue of contract periods. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(
        @JsonSubTypes.Type(value = ContractPeriodChange.ContractPeriodOpened.class, name = "contract-period-opened"))
public sealed interface ContractPeriodChange {

    /** A contract period and its schedules exist. */
    record ContractPeriodOpened(int year) implements ContractPeriodChange {}
}
