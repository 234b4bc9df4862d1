package uk.gov.education.training.providerapi.domain.participants;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.providerapi.domain.participants.Enrolment.Interruption;

/**
 * A participant as one lead provider sees them on one day.
 *
 * @param createdAt when the person was first registered at a school, in real time
 * @param enrolments as an ECT first, then as a mentor; at least one
 * @param nextChangeOn the next day on which this view may change without a new event; null if there is none
 */
public record ParticipantView(
        UUID participantId,
        String fullName,
        String trn,
        Instant createdAt,
        List<Enrolment> enrolments,
        List<IdChange> idChanges,
        @Nullable LocalDate nextChangeOn) {

    /** The view, or empty if the provider has never been confirmed as training this person. */
    public static Optional<ParticipantView> of(UUID leadProviderId, ParticipantFacts facts, LocalDate today) {
        Participant participant = facts.participant();
        List<Training> latest = Stream.of(Role.ECT, Role.MENTOR)
                .flatMap(role -> facts.latestTraining(leadProviderId, role).stream())
                .toList();
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ParticipantView(
                participant.id(),
                Objects.requireNonNull(participant.fullName()),
                Objects.requireNonNull(participant.trn()),
                createdAt(participant),
                latest.stream()
                        .map(training -> enrolment(training, facts, today))
                        .toList(),
                participant.idChanges(),
                nextChangeOn(latest, facts, today)));
    }

    static Instant createdAt(Participant participant) {
        return participant.schoolPeriods().stream()
                .map(SchoolPeriod::createdAt)
                .min(naturalOrder())
                .orElseThrow();
    }

    private static Enrolment enrolment(Training training, ParticipantFacts facts, LocalDate today) {
        Participant participant = facts.participant();
        Role role = training.role();
        boolean ect = role == Role.ECT;
        Optional<StatusReport> report = facts.reports().latestStatus(training.id());
        @Nullable RoleFunding funding = facts.funding().of(role);
        @Nullable LocalDate fundingEndedOn = ect || funding == null ? null : funding.endedOn();
        @Nullable LocalDate inductionEndDate = ect ? inductionEndDate(participant) : null;
        Uplift uplift = facts.uplift(training);
        return new Enrolment(
                Objects.requireNonNull(ect ? participant.ectTrainingRecordId() : participant.mentorTrainingRecordId()),
                schoolPeriod(participant, training).email(),
                ect ? mentorId(training, participant, today) : null,
                training.schoolUrn(),
                role,
                String.valueOf(training.cohort()),
                trainingStatus(report),
                statusOn(training, facts, today),
                funding == null ? null : funding.eligible(),
                uplift.pupilPremium(),
                uplift.sparsity(),
                facts.scheduleIdentifier(training.id()),
                training.deliveryPartnerId(),
                interruption(report, TrainingStatus.WITHDRAWN),
                interruption(report, TrainingStatus.DEFERRED),
                createdAt(participant, role),
                inductionEndDate,
                ect ? mostRecentInductionPeriodEndDate(participant) : null,
                ect ? overallInductionStartDate(participant) : null,
                fundingEndedOn,
                facts.cohortChangedAfterPaymentsFrozen(role),
                ect || funding == null ? null : funding.endReason(),
                ect ? workingPattern(participant) : null);
    }

    /** The participant's status in a training on a day. */
    public static ParticipantStatus statusOn(Training training, ParticipantFacts facts, LocalDate today) {
        return ParticipantStatus.on(
                today,
                training.startedOn(),
                lastDay(training, facts),
                facts.reports().interruptedAt(training.id()).isPresent(),
                completedOn(training, facts));
    }

    /** When induction was completed, or funding of a mentor's training ended; null if neither. */
    public static @Nullable LocalDate completedOn(Training training, ParticipantFacts facts) {
        if (training.role() == Role.ECT) {
            return inductionEndDate(facts.participant());
        }
        @Nullable RoleFunding funding = facts.funding().mentor();
        return funding == null ? null : funding.endedOn();
    }

    public static TrainingStatus trainingStatus(Optional<StatusReport> report) {
        return report.map(StatusReport::status).orElse(TrainingStatus.ACTIVE);
    }

    /**
     * The last day of training: the earliest of the school's end date, the deferral or withdrawal, and the completion
     * of a mentor's training. If training was deferred and then withdrawn, the deferral counts. Null if training has no
     * end.
     */
    public static @Nullable LocalDate lastDay(Training training, ParticipantFacts facts) {
        return Stream.of(
                        Optional.ofNullable(training.finishedOn()),
                        facts.reports().interruptedAt(training.id()).map(London::dateOf),
                        finishedByCompletion(training, facts))
                .flatMap(Optional::stream)
                .min(naturalOrder())
                .orElse(null);
    }

    /** The end by completion. Empty if the training had already ended when its completion was declared. */
    private static Optional<LocalDate> finishedByCompletion(Training training, ParticipantFacts facts) {
        @Nullable LocalDate finishedOn = training.finishedOn();
        return facts.liveDeclarations(Role.MENTOR)
                .filter(declaration -> declaration.type() == DeclarationType.COMPLETED
                        && declaration.trainingId().equals(training.id()))
                .filter(declaration ->
                        finishedOn == null || finishedOn.isAfter(London.dateOf(declaration.submittedAt())))
                .findFirst()
                .flatMap(completed -> Optional.ofNullable(completedOn(training, facts)));
    }

    private static @Nullable Interruption interruption(Optional<StatusReport> report, TrainingStatus status) {
        return report.filter(latest -> latest.status() == status)
                .map(latest ->
                        new Interruption(Objects.requireNonNull(latest.reason()).replace('_', '-'), latest.at()))
                .orElse(null);
    }

    private static SchoolPeriod schoolPeriod(Participant participant, Training training) {
        return participant.schoolPeriods().stream()
                .filter(period -> period.id().equals(training.schoolPeriodId()))
                .findFirst()
                .orElseThrow();
    }

    /** The current mentor, otherwise the next one, in the school period that this training belongs to. */
    private static @Nullable UUID mentorId(Training training, Participant participant, LocalDate today) {
        return mentorships(training, participant)
                .filter(mentorship -> mentorship.finishedOn() == null
                        || !mentorship.finishedOn().isBefore(today))
                .min(comparing(Mentorship::startedOn))
                .map(Mentorship::mentorId)
                .orElse(null);
    }

    private static Stream<Mentorship> mentorships(Training training, Participant participant) {
        @Nullable LocalDate lastDay = schoolPeriod(participant, training).finishedOn();
        return participant.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(participant.id()))
                .filter(mentorship -> mentorship.schoolUrn().equals(training.schoolUrn()))
                // a mentorship that starts later belongs to another period at the same school
                .filter(mentorship -> lastDay == null || !mentorship.startedOn().isAfter(lastDay));
    }

    private static Instant createdAt(Participant participant, Role role) {
        return participant.schoolPeriods().stream()
                .filter(period -> period.role() == role)
                .min(comparing(SchoolPeriod::startedOn))
                .map(SchoolPeriod::createdAt)
                .orElseThrow();
    }

    private static @Nullable WorkingPattern workingPattern(Participant participant) {
        return participant.schoolPeriods().stream()
                .filter(period -> period.role() == Role.ECT)
                .max(comparing(SchoolPeriod::takesPlace).thenComparing(SchoolPeriod::startedOn))
                .map(SchoolPeriod::workingPattern)
                .orElse(null);
    }

    /** The end of induction. A release without an outcome does not end it. */
    private static @Nullable LocalDate inductionEndDate(Participant participant) {
        return participant.inductionPeriods().stream()
                .filter(period -> period.outcome() != null && period.finishedOn() != null)
                .max(comparing(InductionPeriod::startedOn))
                .map(InductionPeriod::finishedOn)
                .orElse(null);
    }

    private static @Nullable LocalDate mostRecentInductionPeriodEndDate(Participant participant) {
        return participant.inductionPeriods().stream()
                .max(comparing(InductionPeriod::startedOn))
                .map(InductionPeriod::finishedOn)
                .orElse(null);
    }

    private static @Nullable LocalDate overallInductionStartDate(Participant participant) {
        return participant.inductionPeriods().stream()
                .map(InductionPeriod::startedOn)
                .min(naturalOrder())
                .orElse(null);
    }

    /** The next day on which a status changes, or the day after a mentorship ends. */
    private static @Nullable LocalDate nextChangeOn(List<Training> latest, ParticipantFacts facts, LocalDate today) {
        return latest.stream()
                .flatMap(training -> Stream.concat(
                        Stream.of(statusChangesOn(training, facts)),
                        mentorships(training, facts.participant())
                                .flatMap(mentorship -> Stream.ofNullable(mentorship.finishedOn()))
                                .map(last -> last.plusDays(1))))
                .filter(date -> date.isAfter(today))
                .min(naturalOrder())
                .orElse(null);
    }

    /** The day on which the status changes: the last day if it is known, otherwise the first day. */
    private static LocalDate statusChangesOn(Training training, ParticipantFacts facts) {
        @Nullable LocalDate lastDay = lastDay(training, facts);
        return lastDay == null ? training.startedOn() : lastDay;
    }
}
