package uk.gov.education.training.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that schools, appropriate bodies and DfE support have reported about one person. Periods are inclusive at
 * both ends and open where they have no end.
 *
 * @param trn teacher reference number, seven digits
 * @param ectTrainingRecordId the one id of this person's training as an ECT, over all schools and lead providers
 * @param mentorTrainingRecordId likewise as a mentor
 */
public record Participant(
        UUID id,
        String trn,
        String fullName,
        @Nullable UUID ectTrainingRecordId,
        @Nullable UUID mentorTrainingRecordId,
        List<SchoolPeriod> schoolPeriods,
        List<Training> trainings,
        List<Mentorship> mentorships,
        List<InductionPeriod> inductionPeriods,
        List<IdChange> idChanges) {

    /** The same facts without what tells who this is: for services that decide without knowing. */
    public Participant withoutPersonalData() {
        return new Participant(
                id,
                "",
                "",
                ectTrainingRecordId,
                mentorTrainingRecordId,
                schoolPeriods.stream().map(SchoolPeriod::withoutPersonalData).toList(),
                trainings,
                mentorships,
                inductionPeriods,
                idChanges);
    }

    /**
     * A time at a school in one role.
     *
     * @param workingPattern of an ECT
     * @param registeredAt the domain's time of the registration
     * @param createdAt the real time of the registration, which the provider API shows
     */
    public record SchoolPeriod(
            UUID id,
            Role role,
            String schoolUrn,
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable WorkingPattern workingPattern,
            Instant registeredAt,
            Instant createdAt) {

        private SchoolPeriod withoutPersonalData() {
            return new SchoolPeriod(
                    id, role, schoolUrn, "", startedOn, finishedOn, workingPattern, registeredAt, createdAt);
        }
    }

    /**
     * A stretch of training of one role at one school. Provider-led training has a lead provider and a cohort, and a
     * partnership once it is confirmed; until then it is an expression of interest that no provider sees.
     *
     * @param cohort the year of the contract period
     */
    public record Training(
            UUID id,
            Role role,
            UUID schoolPeriodId,
            String schoolUrn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable UUID partnershipId,
            @Nullable UUID deliveryPartnerId,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            Instant registeredAt) {

        public boolean isProviderLed() {
            return programme == TrainingProgramme.PROVIDER_LED;
        }

        /** Whether the lead provider has confirmed this training by a partnership with the school. */
        public boolean isConfirmed() {
            return partnershipId != null;
        }
    }

    /**
     * Who mentors whom. Both people's snapshots carry it whole, so that no decision waits for the other's.
     *
     * @param ectTrainingStartedOn when the provider-led training that the ECT was in, or next to begin, starts; null if
     *     the ECT was not in provider-led training
     * @param ectFirstMentoredOn when another mentor's mentorship of this ECT first began, at any school; null if this
     *     is the ECT's first mentor
     */
    public record Mentorship(
            UUID id,
            UUID mentorId,
            UUID ectId,
            String schoolUrn,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable LocalDate ectTrainingStartedOn,
            @Nullable LocalDate ectFirstMentoredOn,
            Instant registeredAt) {}

    /**
     * Induction, as the appropriate body records it.
     *
     * @param outcome only of a finished period; absent when the ECT was released without one
     */
    public record InductionPeriod(
            UUID id,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            Instant recordedAt) {}

    public enum InductionOutcome {
        PASS,
        FAIL
    }

    /** Two records of one person became one. */
    public record IdChange(UUID fromParticipantId, UUID toParticipantId, Instant changedAt) {}
}
