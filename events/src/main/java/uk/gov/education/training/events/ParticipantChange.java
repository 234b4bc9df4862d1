package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant.InductionOutcome;

/** A report of a school, an appropriate body or DfE support about one participant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParticipantChange.EctRegistered.class, name = "ect-registered"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorRegistered.class, name = "mentor-registered"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorAssigned.class, name = "mentor-assigned"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorshipEnded.class, name = "mentorship-ended"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorTrainingRegistered.class, name = "mentor-training-registered"),
    @JsonSubTypes.Type(value = ParticipantChange.NameChanged.class, name = "name-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.TrnCorrected.class, name = "trn-corrected"),
    @JsonSubTypes.Type(value = ParticipantChange.EmailChanged.class, name = "email-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.WorkingPatternChanged.class, name = "working-pattern-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.LeavingReported.class, name = "leaving-reported"),
    @JsonSubTypes.Type(value = ParticipantChange.TrainingProgrammeChanged.class, name = "training-programme-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.LeadProviderChanged.class, name = "lead-provider-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.TrainingConfirmed.class, name = "training-confirmed"),
    @JsonSubTypes.Type(value = ParticipantChange.DeliveryPartnerChanged.class, name = "delivery-partner-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.SchoolReplaced.class, name = "school-replaced"),
    @JsonSubTypes.Type(value = ParticipantChange.InductionPeriodOpened.class, name = "induction-period-opened"),
    @JsonSubTypes.Type(value = ParticipantChange.InductionPeriodClosed.class, name = "induction-period-closed"),
    @JsonSubTypes.Type(value = ParticipantChange.DuplicateMerged.class, name = "duplicate-merged"),
    @JsonSubTypes.Type(value = ParticipantChange.ParticipantRepublished.class, name = "participant-republished")
})
public sealed interface ParticipantChange {

    /** @param fromSchoolUrn the school that the ECT leaves for this one, if any */
    record EctRegistered(
            String schoolUrn,
            @Nullable String fromSchoolUrn,
            LocalDate startedOn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId)
            implements ParticipantChange {}

    /**
     * @param ectId the ECT whom the mentor was registered for, if any
     * @param leadProviderId who trains the mentor; null if no training begins with this registration
     */
    record MentorRegistered(
            String schoolUrn,
            LocalDate startedOn,
            @Nullable UUID ectId,
            @Nullable UUID leadProviderId) implements ParticipantChange {}

    /**
     * An ECT has a first mentor or another one. Published for the ECT and for both mentors.
     *
     * @param from the mentor until now, if any
     * @param mentorLeadProviderId the new mentor's lead provider, if their own training begins with this
     */
    record MentorAssigned(
            UUID ectId,
            @Nullable UUID from,
            UUID to,
            LocalDate startedOn,
            @Nullable UUID mentorLeadProviderId) implements ParticipantChange {}

    /**
     * A mentorship ends because one of the two leaves, completes induction or is deleted. Published for the other.
     *
     * @param finishedOn the last day; null if the mentorship had not begun and never will
     */
    record MentorshipEnded(
            UUID mentorId, UUID ectId, @Nullable LocalDate finishedOn) implements ParticipantChange {}

    /** A mentor's own training begins, because the ECT's training became provider-led. */
    record MentorTrainingRegistered(UUID ectId, UUID leadProviderId, LocalDate startedOn)
            implements ParticipantChange {}

    record NameChanged(String from, String to) implements ParticipantChange {}

    /** The teacher register replaced the person's teacher reference number. The id stays. */
    record TrnCorrected(String from, String to) implements ParticipantChange {}

    record EmailChanged(Role role, String from, String to) implements ParticipantChange {}

    record WorkingPatternChanged(WorkingPattern from, WorkingPattern to) implements ParticipantChange {}

    /**
     * A person leaves a school, or has left it.
     *
     * @param from the last day as it was known until now, if it was
     * @param to the last day
     */
    record LeavingReported(
            Role role, String schoolUrn, @Nullable LocalDate from, LocalDate to) implements ParticipantChange {}

    /**
     * @param leadProviderId who trains the ECT from now on, if the training is provider-led
     * @param startedOn the first day under the new programme
     */
    record TrainingProgrammeChanged(
            TrainingProgramme from,
            TrainingProgramme to,
            @Nullable UUID leadProviderId,
            LocalDate startedOn) implements ParticipantChange {}

    /** @param startedOn the first day with the new lead provider */
    record LeadProviderChanged(Role role, UUID from, UUID to, LocalDate startedOn) implements ParticipantChange {}

    /** A partnership turned an expression of interest into training that the lead provider sees. */
    record TrainingConfirmed(UUID trainingId, UUID partnershipId) implements ParticipantChange {}

    /** The partnership that confirmed training has another delivery partner. */
    record DeliveryPartnerChanged(UUID partnershipId, UUID from, UUID to) implements ParticipantChange {}

    /** The school has another URN, or another school took it over. Everything at the old URN is now at the new one. */
    record SchoolReplaced(String fromUrn, String toUrn) implements ParticipantChange {}

    record InductionPeriodOpened(UUID inductionPeriodId, LocalDate startedOn) implements ParticipantChange {}

    /** @param outcome null if the ECT was released without one */
    record InductionPeriodClosed(
            UUID inductionPeriodId,
            LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            BigDecimal numberOfTerms) implements ParticipantChange {}

    /**
     * Two records of one person were merged. Published for both, and for everyone in a mentorship with that person.
     *
     * @param from the participant whose record ends
     * @param to the participant whose record has everything from now on
     */
    record DuplicateMerged(UUID from, UUID to) implements ParticipantChange {}

    /** The owner published the facts again. Nothing has changed. */
    record ParticipantRepublished() implements ParticipantChange, Republished {}
}
