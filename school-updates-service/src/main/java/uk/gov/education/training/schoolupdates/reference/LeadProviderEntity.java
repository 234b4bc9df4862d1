package uk.gov.education.training.schoolupdates.reference;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.LeadProviderChange;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** A row of lead_providers. */
@Entity(name = "LeadProvider")
@Table(name = "lead_providers")
public class LeadProviderEntity extends PublishedEntity<LeadProviderChange, LeadProvider> {

    public String name = "";

    public @Nullable Instant retiredAt;

    /** The cohorts for which it has a contract with DfE. */
    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = PublishedEntity.BATCH)
    @CollectionTable(name = "lead_provider_contracts", joinColumns = @JoinColumn(name = "lead_provider_id"))
    @Column(name = "cohort")
    public Set<Integer> cohorts = new HashSet<>();

    @Override
    public Topic<LeadProviderChange, LeadProvider> topic() {
        return Topics.LEAD_PROVIDERS;
    }

    @Override
    public LeadProvider snapshot() {
        return new LeadProvider(id, name, cohorts.stream().sorted().toList(), retiredAt != null, createdAt);
    }
}
