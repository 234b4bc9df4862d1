package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.ApiException;

/** The contract periods, which schedule-service publishes. */
@ApplicationScoped
class ContractPeriodYears {

    private static final String COUNT = "select count(*) from facts where topic = ?1 and key = ?2";

    /** Requires that there is a contract period for a cohort, and returns the cohort. */
    Uni<Integer> requireExisting(Mutiny.Session session, @Nullable Integer cohort) {
        if (cohort == null) {
            throw ApiException.invalid("cohort", "Give the year of the contract period.");
        }
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter(1, Topics.CONTRACT_PERIODS_NAME)
                .setParameter(2, Integer.toString(cohort))
                .getSingleResult()
                .map(count -> {
                    if (count == 0) {
                        throw ApiException.invalid("cohort", "There is no contract period for this year.");
                    }
                    return cohort;
                });
    }
}
