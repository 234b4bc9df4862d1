package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A lead provider.
 *
 * @param cohorts the cohorts for which it has a contract with DfE, in order
 * @param retired whether it gets no more contracts; its records stay
 * @param createdAt when DfE added it, in real time
 */
@RecordBuilder
public record LeadProvider(UUID id, String name, List<Integer> cohorts, boolean retired, Instant createdAt)
        implements LeadProviderBuilder.With {

    public LeadProvider {
        cohorts = List.copyOf(cohorts);
    }
}
