package uk.gov.education.training.providerapi.domain.participants;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;

/** One role of a participant as one lead provider sees it. Fields in the order of the API. */
public record Enrolment(
        UUID trainingRecordId,
        String email,
        @Nullable UUID mentorId,
        String schoolUrn,
        Role participantType,
        String cohort,
        TrainingStatus trainingStatus,
        ParticipantStatus participantStatus,
        @Nullable Boolean eligibleForFunding,
        boolean pupilPremiumUplift,
        boolean sparsityUplift,
        @Nullable String scheduleIdentifier,
        @Nullable UUID deliveryPartnerId,
        @Nullable Interruption withdrawal,
        @Nullable Interruption deferral,
        Instant createdAt,
        @Nullable LocalDate inductionEndDate,
        @Nullable LocalDate mostRecentInductionPeriodEndDate,
        @Nullable LocalDate overallInductionStartDate,
        @Nullable LocalDate mentorFundingEndDate,
        boolean cohortChangedAfterPaymentsFrozen,
        @Nullable String mentorIneligibleForFundingReason,
        @Nullable WorkingPattern workingPattern) {

    /** @param reason with dashes, as the API writes reasons */
    public record Interruption(String reason, Instant date) {}
}
