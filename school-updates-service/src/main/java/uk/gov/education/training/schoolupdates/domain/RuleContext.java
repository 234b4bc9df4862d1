package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;

/**
 * The facts that decide about a school's report, besides the participants.
 *
 * @param partnerships the school's partnerships, earliest first
 * @param leadProviderKnown whether the lead provider that the school named exists, if it named one
 * @param emailTaken whether another person at a school uses the email address that the school gave
 * @param fundingEnded the mentors whose training is no longer funded: they get no new training
 * @param cohortsMovedTo the cohorts to which lead providers moved training, by the training's id
 */
public record RuleContext(
        String schoolUrn,
        ReportContext reportContext,
        ContractPeriods contractPeriods,
        List<Partnership> partnerships,
        boolean leadProviderKnown,
        boolean emailTaken,
        Set<UUID> fundingEnded,
        Map<UUID, Integer> cohortsMovedTo) {

    public RuleContext withEmailTaken(boolean taken) {
        return new RuleContext(
                schoolUrn,
                reportContext,
                contractPeriods,
                partnerships,
                leadProviderKnown,
                taken,
                fundingEnded,
                cohortsMovedTo);
    }

    /** Finds the partnership that confirms training at once. Without one, training is an expression of interest. */
    Optional<Partnership> partnership(UUID leadProviderId, int cohort) {
        return partnerships.stream()
                .filter(partnership -> partnership.leadProviderId().equals(leadProviderId)
                        && partnership.cohort() == cohort
                        && partnership.schoolUrn().equals(schoolUrn))
                .findFirst();
    }

    /**
     * Finds the contract period of provider-led training: the one to which the lead provider moved it, or else the
     * first one.
     */
    Optional<ContractPeriod> cohort(Training training) {
        return contractPeriods.forYear(cohortsMovedTo.getOrDefault(training.id(), training.cohort()));
    }

    boolean isInClosedCohort(Training training) {
        return training.isProviderLed()
                && cohort(training)
                        .filter(period -> period.paymentsFrozen(reportContext.at()))
                        .isPresent();
    }

    boolean canBeTrained(UUID mentorId) {
        return !fundingEnded.contains(mentorId);
    }
}
