package uk.gov.education.training.schoolupdates.domain.partnerships;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * The rules for a partnership that a lead provider confirms.
 *
 * <ol>
 *   <li>The cohort has begun and is open, the school is eligible, and the lead provider may work with the delivery
 *       partner in the cohort.
 *   <li>The lead provider has no partnership with the school in the cohort yet, whichever the delivery partner.
 *   <li>The school has not chosen school-led training for the cohort.
 *   <li>Each cause is reported once: an error that another one brings with it is left out. The errors about one
 *       attribute come together.
 * </ol>
 */
public final class NewPartnershipRules {

    private static final String COHORT = "cohort";
    private static final String SCHOOL = "school_id";
    private static final String DELIVERY_PARTNER = "delivery_partner_id";

    private final PartnershipRequest request;
    private final PartnershipFacts facts;
    private final Reasons reasons = Reasons.all();

    private NewPartnershipRules(PartnershipRequest request, PartnershipFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    public static Verdict<PartnershipRequest> decide(PartnershipRequest request, PartnershipFacts facts) {
        return new NewPartnershipRules(request, facts).decide();
    }

    private Verdict<PartnershipRequest> decide() {
        reasons.addIf(isMissing(request.cohort()), COHORT, "Give the '#/cohort', such as 2026.")
                .addIf(isMissing(request.schoolId()), SCHOOL, "Give the '#/school_id', as GET /schools shows it.")
                .addIf(
                        isMissing(request.deliveryPartnerId()),
                        DELIVERY_PARTNER,
                        "Give the '#/delivery_partner_id', as GET /delivery-partners shows it.");
        checkCohort();
        checkSchool();
        checkDeliveryPartner();
        checkSchoolInCohort();
        return reasons.isEmpty() ? Verdict.accepted(request) : Verdict.refused(byAttribute());
    }

    private void checkCohort() {
        if (!reasons.areNoneAgainst(COHORT)) {
            return;
        }
        Optional<ContractPeriod> cohort = facts.cohort();
        if (cohort.isEmpty()) {
            reasons.add(COHORT, "There is no such cohort. Give a year in which training is funded, such as 2026.");
        } else if (cohort.get().startedOn().isAfter(facts.today())) {
            reasons.add(
                    COHORT,
                    "Cohort " + cohort.get().year() + " opens on "
                            + cohort.get().startedOn() + ". Send the request again from then on.");
        } else if (!cohort.get().enabled()) {
            reasons.add(
                    COHORT, "Cohort " + cohort.get().year() + " is closed. Give the '#/cohort' of one that is open.");
        }
    }

    private void checkSchool() {
        if (!reasons.areNoneAgainst(SCHOOL)) {
            return;
        }
        if (facts.school().isEmpty()) {
            reasons.add(SCHOOL, "No school has this '#/school_id'. Use the id that GET /schools shows, not the URN.");
        } else if (facts.school().get().successorId() != null) {
            reasons.add(
                    SCHOOL,
                    "This school is now part of another one. Give its '#/school_id', "
                            + facts.school().get().successorId() + ".");
        } else if (!facts.school().get().eligible()) {
            reasons.add(
                    SCHOOL,
                    "This school is not eligible for funded training. Check that this is the right '#/school_id', or"
                            + " ask the school to contact DfE.");
        }
    }

    private void checkDeliveryPartner() {
        if (!reasons.areNoneAgainst(DELIVERY_PARTNER)) {
            return;
        }
        if (!facts.deliveryPartnerKnown()) {
            reasons.add(
                    DELIVERY_PARTNER,
                    "No delivery partner has this '#/delivery_partner_id'. Use the id that GET /delivery-partners shows.");
        } else if (reasons.areNoneAgainst(COHORT) && !facts.paired()) {
            reasons.add(DELIVERY_PARTNER, facts.contracted() ? notPaired() : notContracted());
        }
    }

    private String notPaired() {
        return "You do not work with this delivery partner in cohort " + year()
                + ". GET /delivery-partners shows yours. Ask DfE to add one.";
    }

    private String notContracted() {
        return "You are not contracted for cohort " + year() + ", so you have no delivery partners in it. Ask DfE.";
    }

    private int year() {
        return facts.cohort().orElseThrow().year();
    }

    private void checkSchoolInCohort() {
        if (facts.cohort().isEmpty() || facts.school().isEmpty()) {
            return;
        }
        reasons.addIf(
                        facts.contracted() && facts.alreadyPartners(),
                        SCHOOL,
                        "You already have a partnership with this school in cohort " + year()
                                + ". GET /partnerships shows it. To correct its delivery partner, send a PUT.")
                .addIf(
                        facts.programmeChoice() == InductionProgrammeChoice.SCHOOL_LED,
                        SCHOOL,
                        "This school has chosen school-led training for cohort " + year()
                                + ". Ask the school to change its programme, then send the request again.");
    }

    private List<Reason> byAttribute() {
        return reasons.toList().stream()
                .collect(groupingBy(Reason::field, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isMissing(@Nullable String text) {
        return PartnershipRequest.isMissing(text);
    }
}
