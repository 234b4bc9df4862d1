package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A change of a lead provider. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LeadProviderChange.LeadProviderAdded.class, name = "lead-provider-added"),
    @JsonSubTypes.Type(value = LeadProviderChange.LeadProviderRenamed.class, name = "lead-provider-renamed"),
    @JsonSubTypes.Type(value = LeadProviderChange.CohortContracted.class, name = "cohort-contracted"),
    @JsonSubTypes.Type(value = LeadProviderChange.CohortContractRemoved.class, name = "cohort-contract-removed"),
    @JsonSubTypes.Type(value = LeadProviderChange.LeadProviderRetired.class, name = "lead-provider-retired"),
    @JsonSubTypes.Type(value = LeadProviderChange.LeadProviderRepublished.class, name = "lead-provider-republished")
})
public sealed interface LeadProviderChange {

    /** DfE added the lead provider. */
    record LeadProviderAdded() implements LeadProviderChange {}

    record LeadProviderRenamed(String from, String to) implements LeadProviderChange {}

    /** The lead provider has a contract with DfE for this cohort. */
    record CohortContracted(int cohort) implements LeadProviderChange {}

    /** The lead provider has no contract for this cohort any more. */
    record CohortContractRemoved(int cohort) implements LeadProviderChange {}

    /** The lead provider gets no more contracts. */
    record LeadProviderRetired() implements LeadProviderChange {}

    /** The owner published the facts again. Nothing has changed. */
    record LeadProviderRepublished() implements LeadProviderChange, Republished {}
}
