package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** A change of a delivery partner. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliveryPartnerChange.DeliveryPartnerAdded.class, name = "delivery-partner-added"),
    @JsonSubTypes.Type(value = DeliveryPartnerChange.DeliveryPartnerRenamed.class, name = "delivery-partner-renamed"),
    @JsonSubTypes.Type(value = DeliveryPartnerChange.PairingAdded.class, name = "pairing-added"),
    @JsonSubTypes.Type(value = DeliveryPartnerChange.PairingRemoved.class, name = "pairing-removed"),
    @JsonSubTypes.Type(value = DeliveryPartnerChange.DeliveryPartnerRetired.class, name = "delivery-partner-retired"),
    @JsonSubTypes.Type(
            value = DeliveryPartnerChange.DeliveryPartnerRepublished.class,
            name = "delivery-partner-republished")
})
public sealed interface DeliveryPartnerChange {

    /** DfE added the delivery partner. */
    record DeliveryPartnerAdded() implements DeliveryPartnerChange {}

    record DeliveryPartnerRenamed(String from, String to) implements DeliveryPartnerChange {}

    /** The lead provider may work with the delivery partner in this cohort. */
    record PairingAdded(UUID leadProviderId, int cohort) implements DeliveryPartnerChange {}

    /** The lead provider may not work with the delivery partner in this cohort any more. */
    record PairingRemoved(UUID leadProviderId, int cohort) implements DeliveryPartnerChange {}

    /** The delivery partner gets no more pairings. */
    record DeliveryPartnerRetired() implements DeliveryPartnerChange {}

    /** The owner published the facts again. Nothing has changed. */
    record DeliveryPartnerRepublished() implements DeliveryPartnerChange, Republished {}
}
