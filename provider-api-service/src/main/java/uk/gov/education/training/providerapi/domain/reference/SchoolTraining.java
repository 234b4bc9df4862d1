package uk.gov.education.training.providerapi.domain.reference;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;

/**
 * Training at a school, or one part of it: between two interruptions by the lead provider, or in one of its cohorts.
 *
 * @param leadProviderId null for training that the school leads itself
 * @param cohort likewise
 * @param partnershipId also null for an expression of interest
 * @param finishedOn the last day; before {@code startedOn} for a part without days
 */
public record SchoolTraining(
        UUID participantId,
        UUID trainingId,
        UUID schoolPeriodId,
        String schoolUrn,
        Role role,
        @Nullable UUID leadProviderId,
        @Nullable Integer cohort,
        @Nullable UUID partnershipId,
        LocalDate startedOn,
        @Nullable LocalDate finishedOn)
        implements InductionProgrammeChoice.SchoolTraining {

    @Override
    public boolean isProviderLed() {
        return leadProviderId != null;
    }

    @Override
    public boolean isIn(int year) {
        return Integer.valueOf(year).equals(cohort);
    }

    boolean isUnder(UUID partnership) {
        return partnership.equals(partnershipId);
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(startedOn) && (finishedOn == null || !day.isAfter(finishedOn));
    }
}
