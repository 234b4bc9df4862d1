package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.partnerships.SavePartnership;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.Schools;

/**
 * Changes the delivery partner of a partnership, and of all training that the partnership confirmed. The lead provider,
 * the school and the cohort identify the partnership and cannot change.
 */
@ApplicationScoped
public class ChangeDeliveryPartner {

    private final Schools schools;
    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final SavePartnership savePartnership;

    ChangeDeliveryPartner(
            Schools schools, ReferenceData referenceData, Partnerships partnerships, SavePartnership savePartnership) {
        this.schools = schools;
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.savePartnership = savePartnership;
    }

    public Uni<Partnership> change(SqlConnection tx, UUID id, ConfirmPartnership.Details details, Cause cause) {
        return partnerships
                .readUnlocked(tx, id)
                .map(ChangeDeliveryPartner::required)
                .chain(found -> schools.lock(tx, found.schoolUrn()))
                .chain(() -> partnerships.lock(tx, id))
                .map(ChangeDeliveryPartner::required)
                .chain(partnership -> problemWith(tx, partnership, details.deliveryPartnerId())
                        .invoke(problem -> requirePossible(partnership, details, problem))
                        .chain(() -> partnership.deliveryPartnerId().equals(details.deliveryPartnerId())
                                ? Uni.createFrom().item(partnership)
                                : savePartnership
                                        .change(tx, partnership, details.deliveryPartnerId(), cause)
                                        .replaceWith(partnership.with(details.deliveryPartnerId()))));
    }

    private static Partnership required(Optional<Partnership> found) {
        return found.orElseThrow(() -> ApiException.notFound("id", "There is no partnership with this id."));
    }

    /** Explains why the partnership cannot have this delivery partner; empty if it can. */
    private Uni<Optional<String>> problemWith(
            SqlConnection tx, Partnership partnership, @Nullable UUID deliveryPartnerId) {
        if (deliveryPartnerId == null) {
            return Uni.createFrom().item(Optional.of("Give the id of a delivery partner."));
        }
        return referenceData
                .isDeliveryPartner(tx, deliveryPartnerId)
                .chain(known -> known
                        ? partnerships
                                .findSame(tx, partnership.with(deliveryPartnerId))
                                .map(same -> same.filter(other -> !other.id().equals(partnership.id()))
                                        .map(other -> "There is already a partnership with this delivery partner."))
                        : Uni.createFrom().item(Optional.of("There is no delivery partner with this id.")));
    }

    private static void requirePossible(
            Partnership partnership, ConfirmPartnership.Details details, Optional<String> problem) {
        List<Problem> problems = new ArrayList<>();
        requireSame("lead_provider_id", partnership.leadProviderId(), details.leadProviderId(), problems);
        requireSame("school_urn", partnership.schoolUrn(), details.schoolUrn(), problems);
        requireSame("cohort", partnership.cohort(), details.cohort(), problems);
        problem.ifPresent(detail -> problems.add(new Problem("delivery_partner_id", detail)));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    private static void requireSame(String field, Object present, @Nullable Object requested, List<Problem> problems) {
        if (requested != null && !Objects.equals(present, requested)) {
            problems.add(new Problem(
                    field, "You can't change this. Leave it out, or confirm another partnership with a POST."));
        }
    }
}
