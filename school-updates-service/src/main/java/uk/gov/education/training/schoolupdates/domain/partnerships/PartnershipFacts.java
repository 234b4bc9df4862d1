package uk.gov.education.training.schoolupdates.domain.partnerships;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;

/**
 * The facts that decide about a new partnership.
 *
 * @param today the London date of the request
 * @param cohort the requested one; empty if there is none
 * @param school the requested one; empty if there is none
 * @param deliveryPartnerKnown whether the requested delivery partner exists
 * @param contracted whether the lead provider is contracted for the cohort
 * @param paired whether the lead provider may work with the delivery partner in the cohort
 * @param alreadyPartners whether the lead provider has a partnership with the school in the cohort
 * @param programmeChoice the school's choice for the cohort
 */
public record PartnershipFacts(
        LocalDate today,
        Optional<ContractPeriod> cohort,
        Optional<SchoolFacts> school,
        boolean deliveryPartnerKnown,
        boolean contracted,
        boolean paired,
        boolean alreadyPartners,
        InductionProgrammeChoice programmeChoice) {

    /**
     * A school.
     *
     * @param eligible whether participants at the school can have funded training now
     * @param successorId of the school that took this one over
     */
    public record SchoolFacts(
            String urn, boolean eligible, @Nullable UUID successorId) {}
}
