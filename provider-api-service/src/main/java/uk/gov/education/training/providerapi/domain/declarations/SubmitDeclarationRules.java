package uk.gov.education.training.providerapi.domain.declarations;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.providerapi.domain.Reasons;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Refused;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.SubmittedJustNow;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * A lead provider declares that a participant has reached something in training. It is judged by the schedule and the
 * cohort of the latest training that this provider has with the participant in the role, whatever day it is about, and
 * whether that training is deferred, over or still to come. At most one reason is given against each attribute; a check
 * is left out where it needs what another one has refused.
 */
public final class SubmitDeclarationRules {

    private final Submission submission;
    private final Wanted wanted;
    private final Options options;
    private final Reasons reasons = new Reasons();

    private SubmitDeclarationRules(Submission submission, Wanted wanted, Options options) {
        this.submission = submission;
        this.wanted = wanted;
        this.options = options;
    }

    /**
     * Who submits it, and when.
     *
     * @param id that the declaration gets
     * @param at the domain's time
     * @param createdAt the real time
     */
    public record Submission(UUID id, UUID leadProviderId, Instant at, Instant createdAt) {}

    /**
     * What the request says, as it says it.
     *
     * @param role the enrolment meant; null if the request named none that exists
     */
    public record Wanted(
            @Nullable String participantId,
            @Nullable Role role,
            @Nullable String declarationType,
            @Nullable String declarationDate,
            @Nullable String evidenceHeld) {}

    /**
     * What it is judged by.
     *
     * @param contractPeriods all of them
     * @param openStatements of this lead provider, those that are still open
     * @param known the declarations that were there when the request came
     * @param underEarlierIds what was declared about records that were merged into this one, and has not moved yet
     */
    public record Options(
            List<ContractPeriod> contractPeriods,
            List<Statement> openStatements,
            Set<UUID> known,
            List<Declaration> underEarlierIds) {

        /** About somebody who was recorded once only. */
        public Options(List<ContractPeriod> contractPeriods, List<Statement> openStatements, Set<UUID> known) {
            this(contractPeriods, openStatements, known, List.of());
        }

        private Stream<ContractPeriod> contractPeriods(Stream<Integer> years) {
            return years.flatMap(year -> contractPeriods.stream().filter(period -> period.year() == year));
        }
    }

    /**
     * What the request means, as far as it means something.
     *
     * @param date also one that is refused because it lies in the future
     */
    private record Claim(
            ParticipantFacts facts,
            Training training,
            ContractPeriod cohort,
            String schedule,
            Optional<DeclarationType> type,
            Optional<Instant> date) {

        Role role() {
            return training.role();
        }

        Optional<Milestone> milestone() {
            return type.flatMap(declared -> cohort.milestone(schedule, declared));
        }
    }

    /** @param facts empty if there is no such participant */
    public static DeclarationVerdict decide(
            Submission submission, Optional<ParticipantFacts> facts, Wanted wanted, Options options) {
        return new SubmitDeclarationRules(submission, wanted, options)
                .decide(facts.map(all -> all.asOf(submission.at())));
    }

    private DeclarationVerdict decide(Optional<ParticipantFacts> found) {
        if (Reasons.blank(wanted.participantId())) {
            reasons.add("participant_id", "Give the '#/participant_id' of the participant.");
        } else if (found.isEmpty()) {
            reasons.add("participant_id", "No participant has this '#/participant_id'. Use the id that the API shows.");
        } else if (wanted.role() == null) {
            reasons.add(
                    "course_identifier",
                    "Give '#/course_identifier': 'ecf-induction' for an ECT or 'ecf-mentor' for a mentor.");
        } else {
            return decide(found.get(), wanted.role());
        }
        return refused();
    }

    private DeclarationVerdict decide(ParticipantFacts facts, Role role) {
        if (Reasons.blank(wanted.declarationDate())) {
            reasons.add("declaration_date", "Give the '#/declaration_date', such as 2025-10-06T09:00:00Z.");
        }
        boolean everTrained = facts.leadProviders().contains(submission.leadProviderId());
        Optional<Training> training = facts.latestTraining(submission.leadProviderId(), role);
        if (everTrained && training.isEmpty() && reasons.areNone()) {
            reasons.add(
                    "course_identifier",
                    "You don't train this participant on this course. Use the other '#/course_identifier'.");
        }
        Optional<DeclarationType> type = type();
        Optional<Declaration> same = live(facts, role)
                .filter(declaration -> type.filter(declaration.type()::equals).isPresent())
                .findFirst();
        if (training.isPresent() && reasons.areNone()) {
            same.filter(first -> !isJustNow(first))
                    .ifPresent(first -> reasons.add(DeclarationRules.declaredAlready(first, isOwn(first))));
        }
        Optional<Instant> date = date();
        Optional<Claim> claim = training.flatMap(latest -> claim(facts, latest, type, date));
        claim.ifPresent(this::judge);
        if (!everTrained) {
            reasons.add("participant_id", "You have never trained this participant, so you can't declare anything.");
        }
        return reasons.areNone() ? answer(same, claim.orElseThrow()) : refused();
    }

    private Optional<Claim> claim(
            ParticipantFacts facts, Training training, Optional<DeclarationType> type, Optional<Instant> date) {
        int year = requireNonNull(training.cohort(), "Provider-led training has a cohort");
        @Nullable String schedule = facts.scheduleIdentifier(training.id());
        Optional<ContractPeriod> cohort =
                options.contractPeriods(Stream.of(year)).findFirst();
        if (schedule == null || cohort.isEmpty()) {
            reasons.add(
                    "participant_id", "This training has no schedule yet. Change the schedule first, then declare.");
            return Optional.empty();
        }
        return Optional.of(new Claim(facts, training, cohort.get(), schedule, type, date));
    }

    private DeclarationVerdict answer(Optional<Declaration> justNow, Claim claim) {
        return justNow.isPresent()
                ? new SubmittedJustNow(justNow.get().id())
                : accepted(claim, claim.type().orElseThrow(), claim.date().orElseThrow());
    }

    private void judge(Claim claim) {
        if (reasons.areNoneAgainst("declaration_date", "declaration_type")) {
            claim.milestone().ifPresent(milestone -> claim.date()
                    .ifPresent(date -> reasons.add(DeclarationRules.outsideMilestone(milestone, date))));
        }
        claim.type().ifPresent(type -> reasons.add(DeclarationRules.notForMentors(claim.cohort(), claim.role(), type)));
        if (reasons.areNone()) {
            claim.type()
                    .ifPresent(type -> reasons.add(DeclarationRules.evidenceMissing(
                            claim.cohort(), claim.role(), type, wanted.evidenceHeld())));
        }
        claim.date()
                .ifPresent(date -> reasons.add(DeclarationRules.withdrawnBefore(
                        claim.facts().reports().latestStatus(claim.training().id()), date)));
        reasons.add(DeclarationRules.closed(
                Stream.concat(
                        Stream.of(claim.cohort()),
                        options.contractPeriods(claim.facts().cohortsOn(London.dateOf(submission.at()), claim.role()))),
                submission.at()));
        if (reasons.areNoneAgainst("declaration_type", "cohort")) {
            againstStatements(claim);
        }
        if (claim.milestone().isEmpty()
                && reasons.areNoneAgainst("declaration_date", "declaration_type", "participant_id", "cohort")) {
            reasons.add(
                    "declaration_type",
                    "Schedule " + claim.schedule() + " of cohort "
                            + claim.cohort().year() + " has no '"
                            + claim.type().orElseThrow().wireName()
                            + "'. Declare another type, or change the schedule first.");
        }
        if (reasons.areNoneAgainst("declaration_date", "declaration_type")) {
            reasons.add(DeclarationRules.outOfOrder(
                    claim.cohort(),
                    live(claim.facts(), claim.role()),
                    claim.type().orElseThrow(),
                    claim.date().orElseThrow()));
        }
    }

    private void againstStatements(Claim claim) {
        if (claim.facts().isEligible(claim.role())
                && Statement.next(
                                options.openStatements(),
                                submission.leadProviderId(),
                                claim.cohort().year(),
                                London.dateOf(submission.at()))
                        .isEmpty()) {
            reasons.add(
                    "cohort",
                    "No statement of cohort " + claim.cohort().year()
                            + " is open any more, so nothing can be paid in it. If training goes on, move the participant to"
                            + " a schedule of a cohort with an open statement first, then declare.");
        }
    }

    private Accepted accepted(Claim claim, DeclarationType type, Instant date) {
        Training training = claim.training();
        Declaration declaration = new Declaration(
                submission.id(),
                training.id(),
                submission.leadProviderId(),
                claim.role(),
                claim.cohort().year(),
                claim.schedule(),
                type,
                date,
                Evidence.kept(claim.cohort(), claim.role(), type, wanted.evidenceHeld()),
                claim.role() == Role.ECT ? claim.facts().mentorNearest(London.dateOf(date)) : null,
                requireNonNull(training.deliveryPartnerId(), "Confirmed training has a delivery partner"),
                // no school has been told to be eligible for uplifts yet
                false,
                false,
                submission.at(),
                submission.createdAt(),
                null);
        return new Accepted(
                declaration.id(),
                new DeclarationSubmitted(
                        declaration.id(), training.id(), submission.leadProviderId(), claim.role(), type, date),
                claim.facts().declarations().with(declaration));
    }

    private Optional<DeclarationType> type() {
        Optional<DeclarationType> type = Stream.of(DeclarationType.values())
                .filter(each -> each.wireName().equals(wanted.declarationType()))
                .findFirst();
        if (type.isEmpty() && reasons.areNone()) {
            reasons.add(
                    "declaration_type",
                    (Reasons.blank(wanted.declarationType())
                                    ? "Give the '#/declaration_type': "
                                    : "'#/declaration_type' must be ")
                            + Stream.of(DeclarationType.values())
                                    .map(DeclarationType::wireName)
                                    .collect(joining(", ", "one of ", ".")));
        }
        return type;
    }

    private Optional<Instant> date() {
        if (!reasons.areNoneAgainst("declaration_date")) {
            return Optional.empty();
        }
        Optional<Instant> date = DeclarationDate.read(wanted.declarationDate());
        if (date.isEmpty()) {
            reasons.add(
                    "declaration_date",
                    "'#/declaration_date' must be an RFC 3339 date and time with seconds, such as"
                            + " 2025-10-06T09:00:00Z.");
        } else if (date.get().isAfter(submission.at())
                && reasons.areNoneAgainst("course_identifier", "declaration_type")) {
            reasons.add(
                    "declaration_date", "'#/declaration_date' lies in the future. Declare it once it has happened.");
        }
        return date;
    }

    private Stream<Declaration> live(ParticipantFacts facts, Role role) {
        return Stream.concat(
                facts.liveDeclarations(role),
                options.underEarlierIds().stream()
                        .filter(declaration -> declaration.role() == role && !declaration.isVoided()));
    }

    private boolean isJustNow(Declaration declaration) {
        return isOwn(declaration) && !options.known().contains(declaration.id());
    }

    private boolean isOwn(Declaration declaration) {
        return declaration.leadProviderId().equals(submission.leadProviderId());
    }

    private Refused refused() {
        return new Refused(reasons.all());
    }
}
