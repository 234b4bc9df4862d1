package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery partner, with the lead providers that may work with it.
 *
 * @param pairings in order of cohort and lead provider
 * @param retired whether it gets no more pairings; its records stay
 * @param createdAt when DfE added it, in real time
 */
@RecordBuilder
public record DeliveryPartner(UUID id, String name, List<Pairing> pairings, boolean retired, Instant createdAt)
        implements DeliveryPartnerBuilder.With {

    /** This lead provider may work with the delivery partner in this cohort. */
    public record Pairing(UUID leadProviderId, int cohort) {}

    public DeliveryPartner {
        pairings = List.copyOf(pairings);
    }
}
