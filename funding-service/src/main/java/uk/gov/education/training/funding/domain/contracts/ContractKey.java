package uk.gov.education.training.funding.domain.contracts;

import java.util.Collection;
import java.util.UUID;
import uk.gov.education.training.events.Declarations.Declaration;

/** A lead provider and a cohort. Each pair has at most one contract. */
public record ContractKey(UUID leadProviderId, int cohort) {

    public static ContractKey of(Declaration declaration) {
        return new ContractKey(declaration.leadProviderId(), declaration.cohort());
    }

    /** The lead providers as an SQL parameter, in the same order as {@link #cohorts}. */
    public static UUID[] leadProviders(Collection<ContractKey> contracts) {
        return contracts.stream().map(ContractKey::leadProviderId).toArray(UUID[]::new);
    }

    public static Integer[] cohorts(Collection<ContractKey> contracts) {
        return contracts.stream().map(ContractKey::cohort).toArray(Integer[]::new);
    }
}
