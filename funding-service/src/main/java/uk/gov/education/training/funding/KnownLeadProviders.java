package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.funding.store.LeadProviders;
import uk.gov.education.training.platform.messaging.CatchUpTracker;
import uk.gov.education.training.platform.web.ApiException;

/**
 * The lead providers that this service has heard of: those that a partnership names. DfE support confirms partnerships
 * in school-updates-service, which knows who the lead providers are.
 */
@ApplicationScoped
class KnownLeadProviders {

    private final CatchUpTracker catchUpTracker;
    private final LeadProviders leadProviders;

    KnownLeadProviders(CatchUpTracker catchUpTracker, LeadProviders leadProviders) {
        this.catchUpTracker = catchUpTracker;
        this.leadProviders = leadProviders;
    }

    /**
     * Refuses to go on with a lead provider that nobody works with.
     *
     * @throws Refusal if it is one
     */
    Uni<Void> require(SqlConnection tx, UUID leadProviderId) {
        return catchUpTracker
                .whenRead(Topics.PARTNERSHIPS)
                .chain(() -> leadProviders.isKnown(tx, leadProviderId))
                .invoke(known -> {
                    if (!known) {
                        throw ApiException.invalid(
                                "lead_provider_id",
                                "No partnership names this lead provider. Check the id; of a new lead provider, DfE"
                                        + " support confirms the first partnership before its contract is agreed.");
                    }
                })
                .replaceWithVoid();
    }
}
