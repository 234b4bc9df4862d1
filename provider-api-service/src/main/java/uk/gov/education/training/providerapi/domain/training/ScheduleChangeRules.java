package uk.gov.education.training.providerapi.domain.training;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange.TrainingScheduleChanged;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantStatus;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * The rules for changing a participant's schedule, and perhaps the cohort. A change is allowed before training begins
 * and after declarations, but not once training is completed or left. A refusal has at most one reason against each of
 * the schedule, the cohort and the participant.
 */
public final class ScheduleChangeRules {

    private static final Pattern IDENTIFIER =
            Pattern.compile("ecf-(standard|extended|reduced|replacement)-(september|january|april)");

    private final UUID leadProviderId;
    /** All reports. Those with a later date don't count here, but are kept. */
    private final TrainingReports reported;

    private final ParticipantFacts facts;
    private final Training training;
    private final ScheduleChangeRequest request;
    private final ScheduleChangeContext context;
    private final Instant at;

    /** The requested schedule, with its prefix; null if the request names none. */
    private final @Nullable String identifier;

    /** The requested year; the training's if the request names no contract period that exists. */
    private final int cohort;

    private ScheduleChangeRules(
            UUID leadProviderId,
            ParticipantFacts facts,
            Training training,
            ScheduleChangeRequest request,
            ScheduleChangeContext context,
            Instant at) {
        this.leadProviderId = leadProviderId;
        this.reported = facts.reports();
        this.facts = facts.asOf(at);
        this.training = training;
        this.request = request;
        this.context = context;
        this.at = at;
        this.identifier = request.identifier();
        this.cohort = context.year(request.cohort()).orElseGet(this::cohortNow);
    }

    /** @param at the domain's time of the report */
    public static Verdict<ReportedChange> decide(
            UUID leadProviderId,
            ParticipantFacts facts,
            ScheduleChangeRequest request,
            ScheduleChangeContext context,
            Instant at) {
        return switch (AddressedTraining.find(leadProviderId, facts.asOf(at), request.role())) {
            case Refused<Training>(List<Reason> reasons) -> {
                Reasons all = Reasons.firstPerField();
                reasons.forEach(all::add);
                yield Verdict.refused(all.add(unreadable(request)).toList());
            }
            case Accepted<Training>(Training training) ->
                new ScheduleChangeRules(leadProviderId, facts, training, request, context, at).decide();
        };
    }

    private Verdict<ReportedChange> decide() {
        return Reasons.firstPerField()
                .add(againstSchedule())
                .add(againstCohort())
                .add(againstParticipant())
                .orAccept(this::reported);
    }

    private ReportedChange reported() {
        String to = requireNonNull(identifier);
        UUID partnershipId = cohort == cohortNow()
                ? requireNonNull(training.partnershipId())
                : partnership().orElseThrow().id();
        return new ReportedChange(
                new TrainingScheduleChanged(
                        training.id(),
                        leadProviderId,
                        training.role(),
                        cohortNow(),
                        facts.scheduleIdentifier(training.id()),
                        cohort,
                        to),
                reported.with(
                        training.id(), leadProviderId, new ScheduleReport(cohort, to, partnershipId, move(), at)));
    }

    private CohortMove move() {
        if (cohort == cohortNow()) {
            return CohortMove.SAME_COHORT;
        }
        if (context.isClosed(cohortNow(), at)) {
            return CohortMove.OUT_OF_CLOSED_COHORT;
        }
        return context.isClosed(cohort, at) ? CohortMove.INTO_CLOSED_COHORT : CohortMove.OTHER_COHORT;
    }

    private static Optional<Reason> unreadable(ScheduleChangeRequest request) {
        String identifier = request.identifier();
        if (identifier == null) {
            return schedule("Give the '#/schedule_identifier' of the new schedule, such as ecf-extended-september.");
        }
        return IDENTIFIER.matcher(identifier).matches()
                ? Optional.empty()
                : schedule("'#/schedule_identifier' must be one of ecf-standard-…, ecf-extended-…, ecf-reduced-… and"
                        + " ecf-replacement-…, each with september, january or april.");
    }

    private Optional<Reason> againstSchedule() {
        Optional<Reason> unreadable = unreadable(request);
        if (unreadable.isPresent() || identifier == null) {
            return unreadable;
        }
        if (context.contractPeriod(cohort)
                .filter(period -> period.hasSchedule(identifier))
                .isEmpty()) {
            return schedule("Cohort " + cohort + " has no schedule " + identifier + ". Choose another one.");
        }
        if (cohort == cohortNow() && identifier.equals(facts.scheduleIdentifier(training.id()))) {
            return schedule("The participant is on " + identifier + " of cohort " + cohort
                    + " already. There is nothing to do.");
        }
        if (training.role() == Role.ECT && identifier.startsWith("ecf-replacement-")) {
            return schedule("Replacement schedules are for mentors. Choose another one for an ECT.");
        }
        if (training.role() == Role.MENTOR && identifier.startsWith("ecf-reduced-")) {
            return schedule("Reduced schedules are for ECTs. Choose another one for a mentor.");
        }
        LocalDate today = London.dateOf(at);
        if (!training.startedOn().isBefore(today)) {
            Optional<Declaration> misplaced = facts.liveDeclarations(training.role())
                    .filter(declaration -> declaration.trainingId().equals(training.id()))
                    .filter(declaration -> !fits(declaration, identifier))
                    .findFirst();
            if (misplaced.isPresent()) {
                return schedule("'" + misplaced.get().type().wireName() + "' was declared for "
                        + London.dateOf(misplaced.get().declarationDate()) + ", which " + identifier + " of cohort "
                        + cohort + " doesn't allow. Void that first, or choose another schedule.");
            }
        }
        boolean changedToday = facts.reports().schedules(training.id()).stream()
                .anyMatch(change -> London.dateOf(change.at()).equals(today));
        if (changedToday && context.declaredOn().contains(today)) {
            return schedule("You have changed this participant's schedule today and made a declaration. Change it"
                    + " again from tomorrow on.");
        }
        return Optional.empty();
    }

    /** Training that has not begun changes its schedule as a whole, so its declarations must fit the new one. */
    private boolean fits(Declaration declaration, String schedule) {
        return context.contractPeriod(cohort).stream()
                .flatMap(period -> period.milestone(schedule, declaration.type()).stream())
                .anyMatch(milestone -> milestone.includes(London.dateOf(declaration.declarationDate())));
    }

    /** A participant who stays in a closed cohort doesn't move into it. */
    private Optional<Reason> againstCohort() {
        if (cohort == cohortNow()) {
            return Optional.empty();
        }
        if (partnership().isEmpty()) {
            return Optional.of(new Reason(
                    "cohort",
                    "You have no partnership with school " + training.schoolUrn() + " in cohort " + cohort
                            + ". DfE support can confirm one; or choose another '#/cohort'."));
        }
        if (context.isClosed(cohort, at) && !facts.wasInCohort(training.role(), cohort)) {
            return Optional.of(new Reason(
                    "cohort",
                    "Cohort " + cohort + " is closed, and only participants who came from it can go back. Choose"
                            + " another '#/cohort'."));
        }
        return Optional.empty();
    }

    private Optional<Reason> againstParticipant() {
        boolean ect = training.role() == Role.ECT;
        @Nullable LocalDate completedOn = ParticipantView.completedOn(training, facts);
        if (completedOn != null && !(ect && identifier != null && identifier.startsWith("ecf-reduced-"))) {
            return participant(
                    ect
                            ? "Induction was completed on " + completedOn
                                    + ". After that the schedule can only change to a reduced one."
                            : "Funding of this mentor's training ended on " + completedOn
                                    + ". After that the schedule can't change.");
        }
        if (!ect && facts.liveDeclarations(Role.MENTOR).anyMatch(made -> made.type() == DeclarationType.COMPLETED)) {
            return participant("This mentor's training was declared completed. After that the schedule can't change.");
        }
        if (!training.takesPlace()
                || ParticipantView.statusOn(training, facts, London.dateOf(at)) == ParticipantStatus.LEFT) {
            return participant("The participant has left this training, so its schedule can't change.");
        }
        if (ParticipantView.trainingStatus(facts.reports().latestStatus(training.id())) == TrainingStatus.WITHDRAWN) {
            return participant("Training is withdrawn, so its schedule can't change. Resume it first.");
        }
        return facts.isFollowed(training)
                ? participant("The school has registered other training, which starts after this one. Only the latest"
                        + " training's schedule can change.")
                : Optional.empty();
    }

    /** The partnership for the new cohort: with the same delivery partner if possible, else the latest. */
    private Optional<Partnership> partnership() {
        return context.partnerships().stream()
                .filter(partnership -> partnership.cohort() == cohort
                        && partnership.schoolUrn().equals(training.schoolUrn())
                        && partnership.leadProviderId().equals(leadProviderId))
                .max(comparing((Partnership partnership) ->
                                partnership.deliveryPartnerId().equals(training.deliveryPartnerId()))
                        .thenComparing(Partnership::createdAt));
    }

    private int cohortNow() {
        return requireNonNull(training.cohort(), "Provider-led training has a cohort");
    }

    private static Optional<Reason> schedule(String detail) {
        return Optional.of(new Reason("schedule_identifier", detail));
    }

    private static Optional<Reason> participant(String detail) {
        return Optional.of(new Reason("participant_id", detail));
    }
}
