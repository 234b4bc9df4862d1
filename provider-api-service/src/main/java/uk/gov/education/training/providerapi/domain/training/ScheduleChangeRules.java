package uk.gov.education.training.providerapi.domain.training;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
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
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.domain.Verdict.Accepted;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.Verdict.Refused;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationRules;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantStatus;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * A lead provider notifies that a participant follows another schedule, perhaps in another cohort. Allowed before
 * training begins and whatever has been declared, but not once training is completed or left. At most one reason is
 * given against each of the schedule, the cohort and the participant.
 */
public final class ScheduleChangeRules {

    private static final Pattern IDENTIFIER =
            Pattern.compile("ecf-(standard|extended|reduced|replacement)-(september|january|april)");

    private final UUID leadProviderId;
    /** All reports, also those that are dated later: they have no say here, and stand. */
    private final TrainingReports reported;

    private final ParticipantFacts facts;
    private final Training training;
    private final Wanted wanted;
    private final Options options;
    private final Instant at;

    /** The schedule meant, with its prefix; null if the request names none. */
    private final @Nullable String identifier;

    /** The year meant: where the request names no contract period that exists, the training's. */
    private final int cohort;

    private ScheduleChangeRules(
            UUID leadProviderId,
            ParticipantFacts facts,
            Training training,
            Wanted wanted,
            Options options,
            Instant at) {
        this.leadProviderId = leadProviderId;
        this.reported = facts.reports();
        this.facts = facts.asOf(at);
        this.training = training;
        this.wanted = wanted;
        this.options = options;
        this.at = at;
        this.identifier = wanted.identifier();
        this.cohort = options.year(wanted.cohort()).orElseGet(this::cohortNow);
    }

    /**
     * What the request says.
     *
     * @param role the enrolment meant; null if the request named none that exists
     * @param scheduleIdentifier with or without its prefix
     * @param cohort a year; null to stay
     */
    public record Wanted(
            @Nullable Role role,
            @Nullable String scheduleIdentifier,
            @Nullable String cohort) {

        private @Nullable String identifier() {
            if (scheduleIdentifier == null || scheduleIdentifier.isBlank()) {
                return null;
            }
            return scheduleIdentifier.startsWith("ecf-") ? scheduleIdentifier : "ecf-" + scheduleIdentifier;
        }
    }

    /**
     * What can be chosen from, and what stands against it.
     *
     * @param contractPeriods all of them
     * @param partnerships of this lead provider with the participant's schools
     * @param declaredOn the London days on which this lead provider declared something about the participant
     */
    public record Options(
            List<ContractPeriod> contractPeriods, List<Partnership> partnerships, List<LocalDate> declaredOn) {

        private Optional<Integer> year(@Nullable String cohort) {
            return contractPeriods.stream()
                    .map(ContractPeriod::year)
                    .filter(year -> String.valueOf(year).equals(cohort))
                    .findFirst();
        }

        private Optional<ContractPeriod> contractPeriod(int year) {
            return contractPeriods.stream()
                    .filter(period -> period.year() == year)
                    .findFirst();
        }

        private boolean isClosed(int cohort, Instant at) {
            return contractPeriod(cohort)
                    .filter(period -> period.paymentsFrozen(at))
                    .isPresent();
        }
    }

    /** @param at the domain's time of the report */
    public static Verdict decide(
            UUID leadProviderId, ParticipantFacts facts, Wanted wanted, Options options, Instant at) {
        AddressedTraining addressedTraining = AddressedTraining.of(leadProviderId, facts.asOf(at), wanted.role());
        if (addressedTraining.training().isEmpty()) {
            List<Reason> reasons = new ArrayList<>(addressedTraining.reasons());
            unreadable(wanted).ifPresent(reasons::add);
            return new Refused(reasons);
        }
        return new ScheduleChangeRules(
                        leadProviderId, facts, addressedTraining.training().get(), wanted, options, at)
                .decide();
    }

    private Verdict decide() {
        List<Reason> reasons = new ArrayList<>();
        againstSchedule().ifPresent(reasons::add);
        againstCohort().ifPresent(reasons::add);
        againstParticipant().ifPresent(reasons::add);
        return reasons.isEmpty() ? accepted() : new Refused(reasons);
    }

    private Verdict accepted() {
        String to = requireNonNull(identifier);
        UUID partnershipId = cohort == cohortNow()
                ? requireNonNull(training.partnershipId())
                : partnership().orElseThrow().id();
        return new Accepted(
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
        if (options.isClosed(cohortNow(), at)) {
            return CohortMove.OUT_OF_CLOSED_COHORT;
        }
        return options.isClosed(cohort, at) ? CohortMove.INTO_CLOSED_COHORT : CohortMove.OTHER_COHORT;
    }

    private static Optional<Reason> unreadable(Wanted wanted) {
        String identifier = wanted.identifier();
        if (identifier == null) {
            return schedule("Give the '#/schedule_identifier' of the new schedule, such as ecf-extended-september.");
        }
        return IDENTIFIER.matcher(identifier).matches()
                ? Optional.empty()
                : schedule("'#/schedule_identifier' must be one of ecf-standard-…, ecf-extended-…, ecf-reduced-… and"
                        + " ecf-replacement-…, each with september, january or april.");
    }

    private Optional<Reason> againstSchedule() {
        Optional<Reason> unreadable = unreadable(wanted);
        if (unreadable.isPresent() || identifier == null) {
            return unreadable;
        }
        if (options.contractPeriod(cohort)
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
        if (changedToday && options.declaredOn().contains(today)) {
            return schedule("You have changed this participant's schedule today and made a declaration. Change it"
                    + " again from tomorrow on.");
        }
        return Optional.empty();
    }

    /** Training that has not begun changes its schedule as a whole, what is declared of it included. */
    private boolean fits(Declaration declaration, String schedule) {
        return options.contractPeriod(cohort).stream()
                .flatMap(period -> period.milestone(schedule, declaration.type()).stream())
                .anyMatch(milestone -> DeclarationRules.outsideMilestone(milestone, declaration.declarationDate())
                        .isEmpty());
    }

    /** Whoever stays in a closed cohort doesn't move into it. */
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
        if (options.isClosed(cohort, at) && !facts.wasInCohort(training.role(), cohort)) {
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

    /** By which training would go on: through the same delivery partner if possible, else the latest. */
    private Optional<Partnership> partnership() {
        return options.partnerships().stream()
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
