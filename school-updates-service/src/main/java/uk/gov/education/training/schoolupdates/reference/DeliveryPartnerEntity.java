package uk.gov.education.training.schoolupdates.reference;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartnerChange;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** A row of delivery_partners. */
@Entity(name = "DeliveryPartner")
@Table(name = "delivery_partners")
public class DeliveryPartnerEntity extends PublishedEntity<DeliveryPartnerChange, DeliveryPartner> {

    public String name = "";

    public @Nullable Instant retiredAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = PublishedEntity.BATCH)
    @CollectionTable(name = "pairings", joinColumns = @JoinColumn(name = "delivery_partner_id"))
    public Set<PairingOfCohort> pairings = new HashSet<>();

    /** A row of pairings: this lead provider may work with the delivery partner in this cohort. */
    @Embeddable
    public record PairingOfCohort(int cohort, UUID leadProviderId) {}

    @Override
    public Topic<DeliveryPartnerChange, DeliveryPartner> topic() {
        return Topics.DELIVERY_PARTNERS;
    }

    @Override
    public DeliveryPartner snapshot() {
        return new DeliveryPartner(
                id,
                name,
                pairings.stream()
                        .sorted(Comparator.comparingInt(PairingOfCohort::cohort)
                                .thenComparing(
                                        pairing -> pairing.leadProviderId().toString()))
                        .map(pairing -> new DeliveryPartner.Pairing(pairing.leadProviderId(), pairing.cohort()))
                        .toList(),
                retiredAt != null,
                createdAt);
    }
}
