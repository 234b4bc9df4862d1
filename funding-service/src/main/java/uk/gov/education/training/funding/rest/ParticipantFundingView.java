package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.funding.domain.eligibility.MentorCompletion;

/**
 * The funding of one participant.
 *
 * @param ect absent if the participant was never an ECT
 * @param mentor absent if the participant was never a mentor
 */
record ParticipantFundingView(
        UUID participantId,
        @Nullable RoleFundingView ect,
        @Nullable RoleFundingView mentor,
        List<TrainingView> trainings,
        List<DeclarationView> declarations) {

    /** @param eligible true once the participant is eligible, null before; as lead providers see it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RoleFundingView(
            @Nullable Boolean eligible,
            @Nullable LocalDate eligibleFrom,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {

        /**
         * @param day hides eligibility that begins later
         * @param completion the completion that ended the funding, if any
         */
        static @Nullable RoleFundingView of(
                @Nullable RoleFunding funding, LocalDate day, Optional<MentorCompletion> completion) {
            if (funding == null) {
                return null;
            }
            boolean isEligible =
                    funding.eligibleFrom() != null && !funding.eligibleFrom().isAfter(day);
            var shown = new RoleFunding(
                    isEligible ? funding.eligibleFrom() : null,
                    completion.map(MentorCompletion::completedOn).orElse(null),
                    completion.map(ended -> MentorCompletion.REASON).orElse(null));
            return new RoleFundingView(shown.eligible(), shown.eligibleFrom(), shown.endedOn(), shown.endReason());
        }
    }

    /**
     * @param scheduleIdentifier absent if the training has no schedule yet
     * @param finishedOn the last day; for a mentor, a completed declaration can end the training earlier
     * @param trainingStatus the last reported status
     * @param reported all status reports of the lead provider, oldest first
     */
    record TrainingView(
            UUID trainingId,
            Role role,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable String scheduleIdentifier,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            TrainingStatus trainingStatus,
            List<StatusReport> reported) {}

    /**
     * @param state the current payment state
     * @param statementId the statement that pays for it; null if none does, or if it is voided
     * @param clawbackStatementId the statement that claws the payment back; null if none does
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeclarationView(
            UUID declarationId,
            UUID trainingId,
            UUID leadProviderId,
            Role role,
            int cohort,
            DeclarationType declarationType,
            Instant declarationDate,
            Instant submittedAt,
            @Nullable Instant voidedAt,
            DeclarationState state,
            @Nullable UUID statementId,
            @Nullable UUID clawbackStatementId) {

        static DeclarationView of(Declaration declaration, Optional<DeclarationFunding> funding) {
            return new DeclarationView(
                    declaration.id(),
                    declaration.trainingId(),
                    declaration.leadProviderId(),
                    declaration.role(),
                    declaration.cohort(),
                    declaration.type(),
                    declaration.declarationDate(),
                    declaration.submittedAt(),
                    declaration.voidedAt(),
                    funding.map(DeclarationFunding::state).orElse(DeclarationState.SUBMITTED),
                    funding.map(DeclarationFunding::statementId).orElse(null),
                    funding.map(DeclarationFunding::clawbackStatementId).orElse(null));
        }
    }

    /**
     * @param asOf hides later trainings, reports and declarations
     * @param day the London date of asOf
     */
    static ParticipantFundingView of(
            Participant participant,
            Optional<FundingPosition> position,
            List<Declaration> declarations,
            Optional<ScheduleAssignments> schedules,
            Optional<TrainingReports> reports,
            Instant asOf,
            LocalDate day) {
        Optional<MentorCompletion> completion = MentorCompletion.of(declarations, asOf);
        return new ParticipantFundingView(
                participant.id(),
                RoleFundingView.of(position.map(FundingPosition::ect).orElse(null), day, Optional.empty()),
                RoleFundingView.of(position.map(FundingPosition::mentor).orElse(null), day, completion),
                participant.trainings().stream()
                        .filter(training -> !training.registeredAt().isAfter(asOf))
                        .map(training -> of(
                                training,
                                completion,
                                schedules.flatMap(all -> all.of(training.id())),
                                reports.map(all -> all.status(training.id(), asOf))
                                        .orElse(TrainingStatus.ACTIVE),
                                reported(reports, training.id(), asOf)))
                        .toList(),
                declarations.stream()
                        .filter(declaration -> !declaration.submittedAt().isAfter(asOf))
                        .map(declaration -> DeclarationView.of(
                                declaration, position.flatMap(all -> all.declaration(declaration.id()))))
                        .toList());
    }

    private static TrainingView of(
            Training training,
            Optional<MentorCompletion> completion,
            Optional<ScheduleAssignment> schedule,
            TrainingStatus status,
            List<StatusReport> reported) {
        return new TrainingView(
                training.id(),
                training.role(),
                training.programme(),
                training.leadProviderId(),
                training.cohort(),
                schedule.map(ScheduleAssignment::scheduleIdentifier).orElse(null),
                training.startedOn(),
                completion.isPresent() ? completion.get().finishedOn(training) : training.finishedOn(),
                status,
                reported);
    }

    private static List<StatusReport> reported(Optional<TrainingReports> reports, UUID trainingId, Instant asOf) {
        return reports.stream()
                .flatMap(all -> all.trainings().stream())
                .filter(report -> report.trainingId().equals(trainingId))
                .flatMap(report -> report.statuses().stream())
                .filter(status -> !status.at().isAfter(asOf))
                .toList();
    }
}
