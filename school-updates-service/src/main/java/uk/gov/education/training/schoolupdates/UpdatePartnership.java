package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.partnerships.DeliveryPartnerChangeRules;
import uk.gov.education.training.schoolupdates.domain.partnerships.DeliveryPartnerChangeRules.Facts;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipRequest;
import uk.gov.education.training.schoolupdates.partnerships.DecidedPartnership;
import uk.gov.education.training.schoolupdates.partnerships.SavePartnership;
import uk.gov.education.training.schoolupdates.store.Pairings;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.Schools;

/** Gives a lead provider's partnership the delivery partner that the lead provider asks for. */
@ApplicationScoped
public class UpdatePartnership {

    private final Schools schools;
    private final Partnerships partnerships;
    private final Pairings pairings;
    private final SavePartnership savePartnership;

    UpdatePartnership(Schools schools, Partnerships partnerships, Pairings pairings, SavePartnership savePartnership) {
        this.schools = schools;
        this.partnerships = partnerships;
        this.pairings = pairings;
        this.savePartnership = savePartnership;
    }

    /** @param deliveryPartnerId as the lead provider wrote it */
    public Uni<DecidedPartnership> update(
            SqlConnection tx, UUID leadProviderId, UUID id, @Nullable String deliveryPartnerId, Cause cause) {
        return partnerships
                .readUnlocked(tx, id)
                .map(found -> requireOwn(found, leadProviderId))
                .chain(found -> schools.lock(tx, found.schoolUrn()))
                .chain(() -> partnerships.lock(tx, id))
                .map(found -> requireOwn(found, leadProviderId))
                .chain(partnership -> facts(tx, partnership, deliveryPartnerId)
                        .map(facts -> ApiException.requireAccepted(
                                DeliveryPartnerChangeRules.decide(deliveryPartnerId, facts)))
                        .chain(accepted -> savePartnership.change(tx, partnership, accepted, cause)));
    }

    private static Partnership requireOwn(Optional<Partnership> found, UUID leadProviderId) {
        return found.filter(partnership -> partnership.leadProviderId().equals(leadProviderId))
                .orElseThrow(() -> ApiException.notFound("id", "The lead provider has no partnership with this id."));
    }

    private Uni<Facts> facts(SqlConnection tx, Partnership partnership, @Nullable String deliveryPartnerId) {
        int cohort = partnership.cohort();
        Optional<UUID> requested = PartnershipRequest.id(deliveryPartnerId);
        return requested.isEmpty()
                ? Uni.createFrom().item(new Facts(cohort, false, false, false))
                : pairings.find(tx, partnership.leadProviderId(), requested.get(), cohort)
                        .chain(pairing -> partnerships
                                .findSame(tx, partnership.with(requested.get()))
                                .map(same -> new Facts(cohort, pairing.known(), pairing.paired(), same.isPresent())));
    }
}
