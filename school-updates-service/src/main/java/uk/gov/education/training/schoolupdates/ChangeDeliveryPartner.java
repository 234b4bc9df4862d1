package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.ChangedParticipant;
import uk.gov.education.training.schoolupdates.domain.Confirmation;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;

/**
 * Changes the delivery partner of a partnership, and of all training that the partnership confirmed. The lead provider,
 * the school and the cohort identify the partnership and cannot change.
 */
@ApplicationScoped
public class ChangeDeliveryPartner {

    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final Participants participants;

    ChangeDeliveryPartner(ReferenceData referenceData, Partnerships partnerships, Participants participants) {
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.participants = participants;
    }

    public Uni<Partnership> change(SqlConnection tx, UUID id, ConfirmPartnership.Details details, Cause cause) {
        return partnerships
                .readUnlocked(tx, id)
                .map(found ->
                        found.orElseThrow(() -> ApiException.notFound("id", "There is no partnership with this id.")))
                .chain(found -> referenceData.lockSchool(tx, found.schoolUrn()))
                .chain(() -> partnerships.lock(tx, id))
                .chain(partnership -> problemWith(tx, partnership, details.deliveryPartnerId())
                        .invoke(problem -> requirePossible(partnership, details, problem))
                        .chain(() -> partnership.deliveryPartnerId().equals(details.deliveryPartnerId())
                                ? Uni.createFrom().item(partnership)
                                : change(tx, partnership, details.deliveryPartnerId(), cause)));
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

    /** Locks the participants before the partnership's row changes: reports about training lock in this order too. */
    private Uni<Partnership> change(SqlConnection tx, Partnership before, UUID deliveryPartnerId, Cause cause) {
        return partnerships
                .findConfirmedParticipants(tx, before)
                .chain(ids -> participants.lockAll(tx, ids))
                .chain(locked -> partnerships
                        .change(tx, before, deliveryPartnerId, cause)
                        .call(after -> participants.save(tx, locked, changes(locked, before, after), cause)));
    }

    private static List<ChangedParticipant> changes(
            Map<UUID, ParticipantRow> locked, Partnership before, Partnership after) {
        return locked.values().stream()
                .map(row -> Confirmation.changeDeliveryPartner(row.participant(), before.deliveryPartnerId(), after))
                .flatMap(Optional::stream)
                .toList();
    }
}
