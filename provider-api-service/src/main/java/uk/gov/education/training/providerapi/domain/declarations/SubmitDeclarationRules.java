package uk.gov.education.training.providerapi.domain.declarations;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.SubmittedJustNow;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * The rules for submitting a declaration. They use the schedule and cohort of the provider's latest training with the
 * participant in the role, whatever the declaration date, even if that training is deferred, over or in the future. A
 * refusal has at most one reason for each attribute. A check is skipped if it needs a value that another check has
 * refused.
 */
public final class SubmitDeclarationRules {

    private final Submission submission;
    private final DeclarationRequest request;
    private final DeclarationContext context;
    private final Reasons reasons = Reasons.firstPerField();

    private SubmitDeclarationRules(Submission submission, DeclarationRequest request, DeclarationContext context) {
        this.submission = submission;
        this.request = request;
        this.context = context;
    }

    /** @param facts empty if there is no such participant */
    public static Verdict<DeclarationOutcome> decide(
            Submission submission,
            Optional<ParticipantFacts> facts,
            DeclarationRequest request,
            DeclarationContext context) {
        return new SubmitDeclarationRules(submission, request, context)
                .decide(facts.map(all -> all.asOf(submission.at())));
    }

    private Verdict<DeclarationOutcome> decide(Optional<ParticipantFacts> found) {
        if (isBlank(request.participantId())) {
            reasons.add("participant_id", "Give the '#/participant_id' of the participant.");
        } else if (found.isEmpty()) {
            reasons.add("participant_id", "No participant has this '#/participant_id'. Use the id that the API shows.");
        } else if (request.role() == null) {
            reasons.add(
                    "course_identifier",
                    "Give '#/course_identifier': 'ecf-induction' for an ECT or 'ecf-mentor' for a mentor.");
        } else {
            return decide(found.get(), request.role());
        }
        return refused();
    }

    private Verdict<DeclarationOutcome> decide(ParticipantFacts facts, Role role) {
        if (isBlank(request.declarationDate())) {
            reasons.add("declaration_date", "Give the '#/declaration_date', such as 2025-10-06T09:00:00Z.");
        }
        boolean everTrained = facts.leadProviders().contains(submission.leadProviderId());
        Optional<Training> training = facts.latestTraining(submission.leadProviderId(), role);
        if (everTrained && training.isEmpty() && reasons.isEmpty()) {
            reasons.add(
                    "course_identifier",
                    "You don't train this participant on this course. Use the other '#/course_identifier'.");
        }
        Optional<DeclarationType> type = type();
        Optional<Declaration> same = live(facts, role)
                .filter(declaration -> type.filter(declaration.type()::equals).isPresent())
                .findFirst();
        if (training.isPresent() && reasons.isEmpty()) {
            same.filter(first -> !isJustNow(first))
                    .ifPresent(first -> reasons.add(DeclarationRules.declaredAlready(first, isOwn(first))));
        }
        Optional<Instant> date = date();
        Optional<ResolvedDeclaration> resolved = training.flatMap(latest -> resolved(facts, latest, type, date));
        resolved.ifPresent(this::check);
        if (!everTrained) {
            reasons.add("participant_id", "You have never trained this participant, so you can't declare anything.");
        }
        return reasons.isEmpty() ? outcome(same, resolved.orElseThrow()) : refused();
    }

    private Optional<ResolvedDeclaration> resolved(
            ParticipantFacts facts, Training training, Optional<DeclarationType> type, Optional<Instant> date) {
        int year = requireNonNull(training.cohort(), "Provider-led training has a cohort");
        @Nullable String schedule = facts.scheduleIdentifier(training.id());
        Optional<ContractPeriod> cohort =
                context.contractPeriods(Stream.of(year)).findFirst();
        if (schedule == null || cohort.isEmpty()) {
            reasons.add(
                    "participant_id", "This training has no schedule yet. Change the schedule first, then declare.");
            return Optional.empty();
        }
        return Optional.of(new ResolvedDeclaration(facts, training, cohort.get(), schedule, type, date));
    }

    private Verdict<DeclarationOutcome> outcome(Optional<Declaration> justNow, ResolvedDeclaration resolved) {
        return Verdict.accepted(
                justNow.isPresent()
                        ? new SubmittedJustNow(justNow.get().id())
                        : submitted(
                                resolved,
                                resolved.type().orElseThrow(),
                                resolved.date().orElseThrow()));
    }

    private void check(ResolvedDeclaration resolved) {
        if (reasons.areNoneAgainst("declaration_date", "declaration_type")) {
            resolved.milestone().ifPresent(milestone -> resolved.date()
                    .ifPresent(date -> reasons.add(DeclarationRules.outsideMilestone(milestone, date))));
        }
        resolved.type()
                .ifPresent(
                        type -> reasons.add(DeclarationRules.notForMentors(resolved.cohort(), resolved.role(), type)));
        if (reasons.isEmpty()) {
            resolved.type()
                    .ifPresent(type -> reasons.add(DeclarationRules.evidenceMissing(
                            resolved.cohort(), resolved.role(), type, request.evidenceHeld())));
        }
        resolved.date()
                .ifPresent(date -> reasons.add(DeclarationRules.withdrawnBefore(
                        resolved.facts()
                                .reports()
                                .latestStatus(resolved.training().id()),
                        date)));
        reasons.add(DeclarationRules.closed(
                Stream.concat(
                        Stream.of(resolved.cohort()),
                        context.contractPeriods(
                                resolved.facts().cohortsOn(London.dateOf(submission.at()), resolved.role()))),
                submission.at()));
        if (reasons.areNoneAgainst("declaration_type", "cohort")) {
            checkStatements(resolved);
        }
        if (resolved.milestone().isEmpty()
                && reasons.areNoneAgainst("declaration_date", "declaration_type", "participant_id", "cohort")) {
            reasons.add(
                    "declaration_type",
                    "Schedule " + resolved.schedule() + " of cohort "
                            + resolved.cohort().year() + " has no '"
                            + resolved.type().orElseThrow().wireName()
                            + "'. Declare another type, or change the schedule first.");
        }
        if (reasons.areNoneAgainst("declaration_date", "declaration_type")) {
            reasons.add(DeclarationRules.outOfOrder(
                    resolved.cohort(),
                    live(resolved.facts(), resolved.role()),
                    resolved.type().orElseThrow(),
                    resolved.date().orElseThrow()));
        }
    }

    private void checkStatements(ResolvedDeclaration resolved) {
        if (resolved.facts().isEligible(resolved.role())
                && Statement.next(
                                context.openStatements(),
                                submission.leadProviderId(),
                                resolved.cohort().year(),
                                London.dateOf(submission.at()))
                        .isEmpty()) {
            reasons.add(
                    "cohort",
                    "No statement of cohort " + resolved.cohort().year()
                            + " is open any more, so nothing can be paid in it. If training goes on, move the participant to"
                            + " a schedule of a cohort with an open statement first, then declare.");
        }
    }

    private Changed submitted(ResolvedDeclaration resolved, DeclarationType type, Instant date) {
        Training training = resolved.training();
        Uplift uplift = uplift(resolved, type);
        Declaration declaration = new Declaration(
                submission.id(),
                training.id(),
                submission.leadProviderId(),
                resolved.role(),
                resolved.cohort().year(),
                resolved.schedule(),
                type,
                date,
                Evidence.stored(resolved.cohort(), resolved.role(), type, request.evidenceHeld()),
                resolved.role() == Role.ECT ? resolved.facts().mentorNearest(London.dateOf(date)) : null,
                requireNonNull(training.deliveryPartnerId(), "Confirmed training has a delivery partner"),
                uplift.pupilPremium(),
                uplift.sparsity(),
                submission.at(),
                submission.createdAt(),
                null);
        return new Changed(
                declaration.id(),
                new DeclarationSubmitted(
                        declaration.id(), training.id(), submission.leadProviderId(), resolved.role(), type, date),
                resolved.facts().declarations().with(declaration));
    }

    /**
     * The uplift that is paid with the declaration: for a start, the one that the school has for the cohort when the
     * declaration is submitted, whatever the declaration date. A later change of the school does not change it.
     */
    private static Uplift uplift(ResolvedDeclaration resolved, DeclarationType type) {
        return type == DeclarationType.STARTED
                ? resolved.facts().uplift(resolved.training())
                : new Uplift(resolved.cohort().year(), false, false);
    }

    private Optional<DeclarationType> type() {
        Optional<DeclarationType> type = Stream.of(DeclarationType.values())
                .filter(each -> each.wireName().equals(request.declarationType()))
                .findFirst();
        if (type.isEmpty() && reasons.isEmpty()) {
            reasons.add(
                    "declaration_type",
                    (isBlank(request.declarationType())
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
        Optional<Instant> date = DeclarationDate.read(request.declarationDate());
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
                context.underEarlierIds().stream()
                        .filter(declaration -> declaration.role() == role && !declaration.isVoided()));
    }

    private boolean isJustNow(Declaration declaration) {
        return isOwn(declaration) && !context.known().contains(declaration.id());
    }

    private boolean isOwn(Declaration declaration) {
        return declaration.leadProviderId().equals(submission.leadProviderId());
    }

    private Verdict<DeclarationOutcome> refused() {
        return Verdict.refused(reasons.toList());
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
