package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
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
import uk.gov.education.training.schoolupdates.domain.Confirmation;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.Transactions;

/**
 * A lead provider works with a school through another delivery partner: so does everyone's training that the
 * partnership confirmed. Another lead provider, school or cohort would be another partnership.
 */
@ApplicationScoped
public class ChangeDeliveryPartner {

    private final Transactions transactions;
    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final Participants participants;

    ChangeDeliveryPartner(
            Transactions transactions,
            ReferenceData referenceData,
            Partnerships partnerships,
            Participants participants) {
        this.transactions = transactions;
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.participants = participants;
    }

    public Uni<Partnership> change(UUID id, ConfirmPartnership.Details details, Cause cause) {
        return transactions.change(() -> partnerships
                .glance(id)
                .map(found ->
                        found.orElseThrow(() -> ApiException.notFound("id", "There is no partnership with this id.")))
                .chain(found -> referenceData.lockSchool(found.schoolUrn()))
                .chain(() -> partnerships.lock(id))
                .chain(found -> impossible(found, details.deliveryPartnerId())
                        .invoke(why -> requirePossible(found, details, why))
                        .chain(() -> found.deliveryPartnerId().equals(details.deliveryPartnerId())
                                ? Uni.createFrom().item(found)
                                : change(found, details.deliveryPartnerId(), cause))));
    }

    /** Why a partnership can't have this delivery partner, if it can't. */
    private Uni<Optional<String>> impossible(Partnership found, @Nullable UUID deliveryPartnerId) {
        if (deliveryPartnerId == null) {
            return Uni.createFrom().item(Optional.of("Give the id of a delivery partner."));
        }
        return referenceData
                .isDeliveryPartner(deliveryPartnerId)
                .chain(known -> known
                        ? partnerships.like(found.with(deliveryPartnerId)).map(same -> same.filter(
                                        other -> !other.id().equals(found.id()))
                                .map(other -> "There is a partnership with this delivery partner already."))
                        : Uni.createFrom().item(Optional.of("There is no delivery partner with this id.")));
    }

    private static void requirePossible(
            Partnership found, ConfirmPartnership.Details details, Optional<String> impossible) {
        List<Problem> problems = new ArrayList<>();
        requireSame("lead_provider_id", found.leadProviderId(), details.leadProviderId(), problems);
        requireSame("school_urn", found.schoolUrn(), details.schoolUrn(), problems);
        requireSame("cohort", found.cohort(), details.cohort(), problems);
        impossible.ifPresent(why -> problems.add(new Problem("delivery_partner_id", why)));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    private static void requireSame(String field, Object is, @Nullable Object wanted, List<Problem> problems) {
        if (wanted != null && !Objects.equals(is, wanted)) {
            problems.add(
                    new Problem(field, "This can't change. Leave it out, or confirm another partnership with a POST."));
        }
    }

    /** People first: whoever changes someone's training looks at the partnership after that. */
    private Uni<Partnership> change(Partnership before, UUID deliveryPartnerId, Cause cause) {
        return partnerships.confirmedBy(before).chain(participants::lockAll).chain(locked -> partnerships
                .change(before, deliveryPartnerId, cause)
                .call(after -> participants.keep(locked, changes(locked, before, after), cause)));
    }

    private static List<Changed> changes(Map<UUID, ParticipantRow> locked, Partnership before, Partnership after) {
        return locked.values().stream()
                .map(row -> Confirmation.ofDeliveryPartner(row.facts(), before.deliveryPartnerId(), after))
                .flatMap(Optional::stream)
                .toList();
    }
}
