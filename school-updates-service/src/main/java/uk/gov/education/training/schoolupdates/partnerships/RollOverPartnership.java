package uk.gov.education.training.schoolupdates.partnerships;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.partnerships.NewInterest;
import uk.gov.education.training.schoolupdates.store.Pairings;
import uk.gov.education.training.schoolupdates.store.ReferenceData;

/**
 * Continues a school's partnership in a later cohort, when the school registers someone for training with the same lead
 * provider. The lead provider must be paired with the same delivery partner in that cohort.
 */
@ApplicationScoped
public class RollOverPartnership {

    private final Pairings pairings;
    private final ReferenceData referenceData;
    private final SavePartnership savePartnership;

    RollOverPartnership(Pairings pairings, ReferenceData referenceData, SavePartnership savePartnership) {
        this.pairings = pairings;
        this.referenceData = referenceData;
        this.savePartnership = savePartnership;
    }

    /**
     * Returns whether a registration may continue a partnership, so that the school must be locked for it.
     *
     * @param leadProviderId the only one that the registration is about; null if it may be any
     */
    public Uni<Boolean> isPossible(SqlConnection db, String schoolUrn, @Nullable UUID leadProviderId) {
        return pairings.canRollOver(db, schoolUrn, leadProviderId);
    }

    /**
     * Creates the partnership of the cohort of the training that has just been registered.
     *
     * @return whether it was created, and so confirmed the training
     */
    public Uni<Boolean> rollOver(SqlConnection tx, Participant registered, ReportContext reportContext, Cause cause) {
        Optional<Training> interest = NewInterest.of(registered, reportContext);
        return interest.isEmpty() ? Uni.createFrom().item(false) : rollOver(tx, interest.get(), cause);
    }

    private Uni<Boolean> rollOver(SqlConnection tx, Training interest, Cause cause) {
        return pairings.rolledOver(tx, interest.schoolUrn(), interest.leadProviderId(), interest.cohort())
                .chain(deliveryPartnerId -> deliveryPartnerId.isEmpty()
                        ? Uni.createFrom().item(false)
                        : partnership(tx, interest, deliveryPartnerId.get())
                                .chain(partnership -> savePartnership.create(tx, partnership, cause))
                                .replaceWith(true));
    }

    private Uni<Partnership> partnership(SqlConnection tx, Training interest, UUID deliveryPartnerId) {
        return referenceData
                .leadProviderName(tx, interest.leadProviderId())
                .map(name -> SavePartnership.newPartnership(
                        interest.leadProviderId(),
                        name.orElseThrow(),
                        deliveryPartnerId,
                        interest.schoolUrn(),
                        interest.cohort()));
    }
}
