package uk.gov.education.training.providerapi.domain.reference;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.School;

/**
 * All known facts about one school.
 *
 * @param partnerships of every lead provider, in every cohort
 * @param trainings of every participant at the school
 * @param deliveryPartnerNames by id, of the delivery partners in the partnerships
 * @param cohorts all contract periods
 * @param leadProviderIds all lead providers that DfE has added
 */
public record SchoolFacts(
        School school,
        List<Partnership> partnerships,
        List<SchoolTraining> trainings,
        Map<UUID, String> deliveryPartnerNames,
        List<ContractPeriod> cohorts,
        Set<UUID> leadProviderIds) {

    /** The lead providers that see the school, also those that are known only by a partnership with it. */
    public Set<UUID> viewers() {
        return Stream.concat(leadProviderIds.stream(), partnerships.stream().map(Partnership::leadProviderId))
                .collect(toSet());
    }

    boolean isInPartnership(int cohort) {
        return partnerships.stream().anyMatch(partnership -> partnership.cohort() == cohort);
    }

    /** Whether this lead provider trains anyone at the school in the cohort, ever did, or is expected to. */
    boolean expressedInterestIn(UUID leadProviderId, int cohort) {
        return trainings.stream()
                .anyMatch(training -> leadProviderId.equals(training.leadProviderId()) && training.isIn(cohort));
    }
}
