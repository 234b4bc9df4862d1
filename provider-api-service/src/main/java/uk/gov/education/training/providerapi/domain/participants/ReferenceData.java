package uk.gov.education.training.providerapi.domain.participants;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a participant's facts refer to, as it is known now.
 *
 * @param deliveryPartners by partnership, for the partnerships that training moved to with a change of cohort
 * @param successors for moves to a partnership that was deleted with its school, the one that took over from it
 * @param leadProviderNames by the id of the lead provider
 * @param uplifts of the schools at which the participant is or was in training
 */
public record ReferenceData(
        Map<UUID, UUID> deliveryPartners,
        Map<Move, UUID> successors,
        Map<UUID, String> leadProviderNames,
        Uplifts uplifts) {

    public static final ReferenceData NONE = new ReferenceData(Map.of(), Map.of(), Map.of(), Uplifts.NONE);

    /** A training that a lead provider moved to a partnership with a change of schedule. */
    public record Move(UUID trainingId, UUID partnershipId) {}

    ReferenceData withDeliveryPartners(Map<UUID, UUID> more) {
        Map<UUID, UUID> all = new HashMap<>(deliveryPartners);
        all.putAll(more);
        return new ReferenceData(all, successors, leadProviderNames, uplifts);
    }
}
