package uk.gov.education.training.schoolupdates.domain.partnerships;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * The rules for another delivery partner of a lead provider's partnership. The lead provider may work with it in the
 * partnership's cohort, and the school has no partnership with both in that cohort: not even this one.
 */
public final class DeliveryPartnerChangeRules {

    private static final String FIELD = "delivery_partner_id";

    private DeliveryPartnerChangeRules() {}

    /**
     * The facts that decide.
     *
     * @param cohort of the partnership
     * @param known whether the requested delivery partner exists
     * @param paired whether the lead provider may work with it in the cohort
     * @param taken whether this or another partnership of the school and the lead provider has it in the cohort
     */
    public record Facts(int cohort, boolean known, boolean paired, boolean taken) {}

    /** @param deliveryPartnerId as the lead provider wrote it */
    public static Verdict<UUID> decide(@Nullable String deliveryPartnerId, Facts facts) {
        if (PartnershipRequest.isMissing(deliveryPartnerId)) {
            return refused("Give the '#/delivery_partner_id', as GET /delivery-partners shows it.");
        }
        if (!facts.known()) {
            return refused(
                    "No delivery partner has this '#/delivery_partner_id'. Use the id that GET /delivery-partners shows.");
        }
        if (!facts.paired()) {
            return refused("You do not work with this delivery partner in cohort " + facts.cohort()
                    + ". GET /delivery-partners shows yours. Ask DfE to add one.");
        }
        if (facts.taken()) {
            return refused("You already work with this delivery partner at this school in cohort " + facts.cohort()
                    + ". Give the '#/delivery_partner_id' of another one.");
        }
        return Verdict.accepted(PartnershipRequest.id(deliveryPartnerId).orElseThrow());
    }

    private static Verdict<UUID> refused(String detail) {
        return Verdict.refused(FIELD, detail);
    }
}
