package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that schools, appropriate bodies and DfE support have reported about one person. Periods are inclusive at
 * both ends and open where they have no end. A period that was to come and never will stays too, with an end before its
 * beginning: see {@link Training#takesPlace()}.
 *
 * <p>A record that was merged into another keeps nothing but its id and an {@link IdChange}, which says into which.
 *
 * @param trn teacher reference number, seven digits; null of a merged record, and where nobody needs to know
 * @param fullName likewise
 * @param ectTrainingRecordId the one id of this person's training as an ECT, over all schools and lead providers
 * @param mentorTrainingRecordId likewise as a mentor
 */
@RecordBuilder
public record Participant(
        UUID id,
        @Nullable String trn,
        @Nullable String fullName,
        @Nullable UUID ectTrainingRecordId,
        @Nullable UUID mentorTrainingRecordId,
        List<SchoolPeriod> schoolPeriods,
        List<Training> trainings,
        List<Mentorship> mentorships,
        List<InductionPeriod> inductionPeriods,
        List<IdChange> idChanges)
        implements ParticipantBuilder.With {

    /** The facts without identifying details, for services that do not need them. */
    public Participant withoutPersonalData() {
        return withTrn(null)
                .withFullName(null)
                .withSchoolPeriods(schoolPeriods.stream()
                        .map(period -> period.withEmail(""))
                        .toList());
    }

    /** The id of the record that this one was merged into. Empty if it was not. */
    public Optional<UUID> mergedInto() {
        return idChanges.stream()
                .filter(change -> change.fromParticipantId().equals(id))
                .map(IdChange::toParticipantId)
                .findFirst();
    }

    /**
     * A time at a school in one role.
     *
     * @param ending of a time that has a last day
     * @param workingPattern of an ECT
     * @param registeredAt the domain's time of the registration
     * @param createdAt the real time of the registration, which the provider API shows
     */
    @RecordBuilder
    public record SchoolPeriod(
            UUID id,
            Role role,
            String schoolUrn,
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Ending ending,
            @Nullable WorkingPattern workingPattern,
            Instant registeredAt,
            Instant createdAt)
            implements ParticipantSchoolPeriodBuilder.With {

        /** Whether it has, or will have, at least one day. */
        public boolean takesPlace() {
            return hasDays(startedOn, finishedOn);
        }
    }

    /**
     * A stretch of training of one role at one school. Provider-led training has a lead provider and a cohort, and a
     * partnership once it is confirmed; until then it is an expression of interest that no provider sees.
     *
     * @param cohort the year of the contract period
     * @param cohortReason of provider-led training
     * @param finishedOn the last day. Where training is replaced before it begins, this lies before {@code startedOn}:
     *     such training never takes place, but the lead provider that was to give it still sees that
     * @param ending of training that has a last day
     * @param registeredAt the domain's time of the registration; its London date is the date of registration
     * @param createdAt the real time of the registration, which the provider API shows
     */
    @RecordBuilder
    public record Training(
            UUID id,
            Role role,
            UUID schoolPeriodId,
            String schoolUrn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable CohortReason cohortReason,
            @Nullable UUID partnershipId,
            @Nullable UUID deliveryPartnerId,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Ending ending,
            Instant registeredAt,
            Instant createdAt)
            implements ParticipantTrainingBuilder.With {

        /** Whether it has, or will have, at least one day. */
        public boolean takesPlace() {
            return hasDays(startedOn, finishedOn);
        }

        public boolean isProviderLed() {
            return programme == TrainingProgramme.PROVIDER_LED;
        }

        /** Whether the lead provider has confirmed this training by a partnership with the school. */
        public boolean isConfirmed() {
            return partnershipId != null;
        }
    }

    /** The reason for the cohort of a training. */
    public enum CohortReason {
        /** By the date on which it starts or was registered. */
        STANDARD,
        /** Earlier training was in it. */
        CARRIED_OVER,
        /** Earlier training was in a cohort whose payments are frozen. */
        MOVED_FROM_CLOSED_COHORT
    }

    /**
     * The reason for the last day of a period.
     *
     * @param schoolUrn the school that reported it; null if an appropriate body did
     * @param reportedAt the domain's time of the report
     */
    public record Ending(EndReason reason, @Nullable String schoolUrn, Instant reportedAt) {}

    public enum EndReason {
        /** The school reported that the person leaves. */
        LEFT_SCHOOL,
        /** Another school registered the person. */
        JOINED_ANOTHER_SCHOOL,
        CHANGED_LEAD_PROVIDER,
        CHANGED_TO_SCHOOL_LED,
        CHANGED_TO_PROVIDER_LED,
        INDUCTION_COMPLETED,
        /** Two records of the person were merged, and the other one's period counts. */
        DUPLICATE_MERGED
    }

    private static boolean hasDays(LocalDate startedOn, @Nullable LocalDate finishedOn) {
        return finishedOn == null || !finishedOn.isBefore(startedOn);
    }

    /**
     * A mentorship. The snapshots of both people contain it, so that a decision needs only one of them.
     *
     * @param ectTrainingStartedOn when the provider-led training that the ECT was in, or next to begin, starts; null if
     *     the ECT was not in provider-led training
     * @param ectFirstMentoredOn when another mentor's mentorship of this ECT first began, at any school; null if this
     *     is the ECT's first mentor
     */
    @RecordBuilder
    public record Mentorship(
            UUID id,
            UUID mentorId,
            UUID ectId,
            String schoolUrn,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable LocalDate ectTrainingStartedOn,
            @Nullable LocalDate ectFirstMentoredOn,
            Instant registeredAt)
            implements ParticipantMentorshipBuilder.With {}

    /**
     * Induction, as the appropriate body records it.
     *
     * @param outcome only of a finished period; absent when the ECT was released without one
     * @param numberOfTerms of a finished period
     * @param recordedAt the domain's time at which the appropriate body recorded the beginning
     * @param endRecordedAt likewise of the end
     */
    public record InductionPeriod(
            UUID id,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            @Nullable BigDecimal numberOfTerms,
            Instant recordedAt,
            @Nullable Instant endRecordedAt) {}

    public enum InductionOutcome {
        PASS,
        FAIL
    }

    /** A merge of two records of one person. */
    public record IdChange(UUID fromParticipantId, UUID toParticipantId, Instant changedAt) {}
}
