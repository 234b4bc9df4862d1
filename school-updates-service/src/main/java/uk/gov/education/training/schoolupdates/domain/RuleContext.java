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
 * What a school's report is judged by, besides the people themselves.
 *
 * @param partnerships of the school, earliest first
 * @param leadProviderKnown whether the lead provider that the school named exists, if it named one
 * @param emailTaken whether another person is at a school under the email that the school gave
 * @param fundingEnded the mentors among the people whose training can be funded no more: they get no new training
 * @param movedTo the cohorts to which lead providers moved training, by the training's id
 */
public record RuleContext(
        String schoolUrn,
        ReportContext occasion,
        ContractPeriods catalogue,
        List<Partnership> partnerships,
        boolean leadProviderKnown,
        boolean emailTaken,
        Set<UUID> fundingEnded,
        Map<UUID, Integer> movedTo) {

    public RuleContext withEmailTaken(boolean taken) {
        return new RuleContext(
                schoolUrn, occasion, catalogue, partnerships, leadProviderKnown, taken, fundingEnded, movedTo);
    }

    /** The partnership that confirms training at once; empty if it is an expression of interest for now. */
    Optional<Partnership> partnership(UUID leadProviderId, int cohort) {
        return partnerships.stream()
                .filter(partnership -> partnership.leadProviderId().equals(leadProviderId)
                        && partnership.cohort() == cohort
                        && partnership.schoolUrn().equals(schoolUrn))
                .findFirst();
    }

    /** Of provider-led training: where its lead provider moved it, or else where it began. */
    Optional<ContractPeriod> cohort(Training training) {
        return catalogue.of(movedTo.getOrDefault(training.id(), training.cohort()));
    }

    boolean isInClosedCohort(Training training) {
        return training.isProviderLed()
                && cohort(training)
                        .filter(period -> period.paymentsFrozen(occasion.at()))
                        .isPresent();
    }

    boolean canBeTrained(UUID mentorId) {
        return !fundingEnded.contains(mentorId);
    }
}
