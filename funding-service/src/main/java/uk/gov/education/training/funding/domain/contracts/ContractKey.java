package uk.gov.education.training.funding.domain.contracts;

import java.util.Collection;
import java.util.UUID;
import uk.gov.education.training.events.Declarations.Declaration;

/** What there is one contract for: a lead provider in a cohort. */
public record ContractKey(UUID leadProviderId, int cohort) {

    public static ContractKey of(Declaration declaration) {
        return new ContractKey(declaration.leadProviderId(), declaration.cohort());
    }

    /** For a statement that asks about many at once; {@link #cohorts} is in the same order. */
    public static UUID[] leadProviders(Collection<ContractKey> contracts) {
        return contracts.stream().map(ContractKey::leadProviderId).toArray(UUID[]::new);
    }

    public static Integer[] cohorts(Collection<ContractKey> contracts) {
        return contracts.stream().map(ContractKey::cohort).toArray(Integer[]::new);
    }
}
