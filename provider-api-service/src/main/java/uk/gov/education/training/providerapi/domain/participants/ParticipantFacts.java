package uk.gov.education.training.providerapi.domain.participants;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;

/**
 * All known facts about one participant, from each service that owns some, with the reference data that they refer to.
 */
public record ParticipantFacts(
        Participant participant,
        TrainingReports reports,
        Declarations declarations,
        ScheduleAssignments schedules,
        FundingPosition funding,
        ReferenceData referenceData) {

    /** The facts of a participant about whom only schools have reported. */
    public static ParticipantFacts of(Participant participant) {
        UUID id = participant.id();
        return new ParticipantFacts(
                participant,
                new TrainingReports(id, List.of()),
                new Declarations(id, List.of()),
                new ScheduleAssignments(id, List.of()),
                new FundingPosition(id, null, null),
                ReferenceData.NONE);
    }

    /** The same facts with other reference data. */
    public ParticipantFacts withReferenceData(ReferenceData known) {
        return new ParticipantFacts(participant, reports, declarations, schedules, funding, known);
    }

    /** The same facts with more delivery partners, by partnership. */
    public ParticipantFacts withDeliveryPartners(Map<UUID, UUID> more) {
        return withReferenceData(referenceData.withDeliveryPartners(more));
    }

    /** The same facts with other reports about training. */
    public ParticipantFacts withReports(TrainingReports changed) {
        return new ParticipantFacts(participant, changed, declarations, schedules, funding, referenceData);
    }

    /** The same facts with other declarations. */
    public ParticipantFacts withDeclarations(Declarations changed) {
        return new ParticipantFacts(participant, reports, changed, schedules, funding, referenceData);
    }

    /** The facts that count for a report made at this moment. Leaves out reports with a later date. */
    public ParticipantFacts asOf(Instant moment) {
        return withReports(reports.asOf(moment));
    }

    /** Every lead provider ever confirmed as training this participant. Each can see the participant permanently. */
    public List<UUID> leadProviders() {
        return participant.trainings().stream()
                .filter(this::isVisible)
                .map(Training::leadProviderId)
                .distinct()
                .toList();
    }

    /**
     * The training that a provider's view of a role shows and that its actions change. Of all training confirmed with
     * this provider, at any school, it is the one that starts last, even in the future. Training that never takes place
     * counts only if there is no other. The result has the cohort and partnership that the provider last moved it to.
     */
    public Optional<Training> latestTraining(UUID leadProviderId, Role role) {
        return participant.trainings().stream()
                .filter(this::isVisible)
                .filter(training -> training.role() == role && leadProviderId.equals(training.leadProviderId()))
                .max(Comparator.comparing(Training::takesPlace)
                        .thenComparing(Training::startedOn)
                        .thenComparing(Training::registeredAt))
                .map(this::asMoved);
    }

    private Training asMoved(Training training) {
        return reports.latestSchedule(training.id())
                .map(report -> moved(training, report))
                .orElse(training);
    }

    private Training moved(Training training, ScheduleReport report) {
        UUID partnershipId = partnership(training, report);
        return training.withCohort(report.cohort())
                .withPartnershipId(partnershipId)
                .withDeliveryPartnerId(
                        partnershipId.equals(training.partnershipId())
                                ? training.deliveryPartnerId()
                                : referenceData.deliveryPartners().get(partnershipId));
    }

    /**
     * The partnership of a training since a change of schedule. If it was deleted, because another school took the
     * school over, it is the one that took over from it.
     */
    public UUID partnership(Training training, ScheduleReport report) {
        UUID reported = report.partnershipId();
        if (referenceData.deliveryPartners().containsKey(reported)) {
            return reported;
        }
        @Nullable UUID own = training.partnershipId();
        return own != null && Integer.valueOf(report.cohort()).equals(training.cohort())
                ? own
                : referenceData.successors().getOrDefault(new ReferenceData.Move(training.id(), reported), reported);
    }

    /**
     * The schedule of the training: the one that the lead provider last reported, otherwise the assigned one. Null if
     * there is neither.
     */
    public @Nullable String scheduleIdentifier(UUID trainingId) {
        return reports.latestSchedule(trainingId)
                .map(ScheduleReport::scheduleIdentifier)
                .or(() -> schedules.of(trainingId).map(ScheduleAssignment::scheduleIdentifier))
                .orElse(null);
    }

    /**
     * The uplift that the training's school has for its cohort, as this service knows it now. Uplifts of schools have
     * no dates, so earlier ones are not known.
     */
    public Uplift uplift(Training training) {
        return referenceData
                .uplifts()
                .of(training.schoolUrn(), requireNonNull(training.cohort(), "Provider-led training has a cohort"));
    }

    /** Whether any training in the role is, or ever was, in the cohort. */
    public boolean wasInCohort(Role role, int cohort) {
        return providerLed(role)
                .flatMap(training -> Stream.concat(
                        Stream.of(training.cohort()),
                        reports.schedules(training.id()).stream().map(ScheduleReport::cohort)))
                .anyMatch(year -> Integer.valueOf(cohort).equals(year));
    }

    /**
     * Whether the participant, in this role, was moved out of a cohort whose payments are frozen and has not been moved
     * back since.
     */
    boolean cohortChangedAfterPaymentsFrozen(Role role) {
        return providerLed(role)
                .flatMap(this::moves)
                .max(Comparator.comparing(Move::at))
                .filter(Move::outOfClosedCohort)
                .isPresent();
    }

    private record Move(Instant at, boolean outOfClosedCohort) {}

    private Stream<Move> moves(Training training) {
        Stream<Move> byRegistration = training.cohortReason() == CohortReason.MOVED_FROM_CLOSED_COHORT
                ? Stream.of(new Move(training.registeredAt(), true))
                : Stream.empty();
        return Stream.concat(
                byRegistration,
                reports.schedules(training.id()).stream()
                        .filter(report -> report.move() == CohortMove.OUT_OF_CLOSED_COHORT
                                || report.move() == CohortMove.INTO_CLOSED_COHORT)
                        .map(report -> new Move(report.at(), report.move() == CohortMove.OUT_OF_CLOSED_COHORT)));
    }

    /** Whether other training in the role, with any provider or none, starts later than this one and takes place. */
    public boolean isFollowed(Training training) {
        return participant.trainings().stream()
                .anyMatch(other -> other.role() == training.role()
                        && other.takesPlace()
                        && other.startedOn().isAfter(training.startedOn()));
    }

    /** The declarations for the role that are not voided, by any lead provider. */
    public Stream<Declaration> liveDeclarations(Role role) {
        return declarations.declarations().stream()
                .filter(declaration -> declaration.role() == role && !declaration.isVoided());
    }

    /** Whether training in the role is, or once was, eligible for funding. */
    public boolean isEligible(Role role) {
        @Nullable RoleFunding known = funding.of(role);
        return known != null && known.eligibleFrom() != null;
    }

    /** The cohorts of all training in the role that is in progress on the day, with any lead provider. */
    public Stream<Integer> cohortsOn(LocalDate day, Role role) {
        return providerLed(role)
                .filter(training -> !training.startedOn().isAfter(day))
                .filter(training -> {
                    @Nullable LocalDate last = ParticipantView.lastDay(training, this);
                    return last == null || !last.isBefore(day);
                })
                .map(this::asMoved)
                .flatMap(training -> Stream.ofNullable(training.cohort()));
    }

    /**
     * The ECT's mentor on the day or, without one, the mentor whose mentorship is nearest to it; null if the ECT never
     * had one.
     */
    @Nullable
    public UUID mentorNearest(LocalDate day) {
        return participant.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(participant.id()))
                .min(Comparator.comparingLong(mentorship -> distance(mentorship, day)))
                .map(Mentorship::mentorId)
                .orElse(null);
    }

    private static long distance(Mentorship mentorship, LocalDate day) {
        if (day.isBefore(mentorship.startedOn())) {
            return ChronoUnit.DAYS.between(day, mentorship.startedOn());
        }
        @Nullable LocalDate last = mentorship.finishedOn();
        return last != null && day.isAfter(last) ? ChronoUnit.DAYS.between(last, day) : 0;
    }

    private Stream<Training> providerLed(Role role) {
        return participant.trainings().stream().filter(training -> training.isProviderLed() && training.role() == role);
    }

    /** Whether lead providers can see the training: it is confirmed and has been assigned a schedule. */
    private boolean isVisible(Training training) {
        return training.isConfirmed() && schedules.of(training.id()).isPresent();
    }
}
