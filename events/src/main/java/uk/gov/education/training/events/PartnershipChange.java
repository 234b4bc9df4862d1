package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** A change of a partnership. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PartnershipChange.PartnershipConfirmed.class, name = "partnership-confirmed"),
    @JsonSubTypes.Type(value = PartnershipChange.DeliveryPartnerReplaced.class, name = "delivery-partner-replaced"),
    @JsonSubTypes.Type(value = PartnershipChange.PartnershipUrnReplaced.class, name = "partnership-urn-replaced"),
    @JsonSubTypes.Type(value = PartnershipChange.PartnershipRepublished.class, name = "partnership-republished")
})
public sealed interface PartnershipChange {

    /** The lead provider and the school work together in this cohort. */
    record PartnershipConfirmed() implements PartnershipChange {}

    /** The lead provider works through another delivery partner. */
    record DeliveryPartnerReplaced(UUID from, UUID to) implements PartnershipChange {}

    /** The school of the partnership has another URN. */
    record PartnershipUrnReplaced(String from, String to) implements PartnershipChange {}

    /** The owner published the facts again. Nothing has changed. */
    record PartnershipRepublished() implements PartnershipChange, Republished {}
}
