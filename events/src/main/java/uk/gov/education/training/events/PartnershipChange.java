package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What changed about a partnership. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = PartnershipChange.PartnershipConfirmed.class, name = "partnership-confirmed"))
public sealed interface PartnershipChange {

    /** The lead provider and the school work together in this cohort. */
    record PartnershipConfirmed() implements PartnershipChange {}
}
