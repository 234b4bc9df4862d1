package uk.gov.education.training.providerapi.domain.declarations;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Reason;

/** The rules that a declaration must meet. Each returns the reason for a refusal, or nothing. */
final class DeclarationRules {

    /** From this contract period on, declaration dates must follow the order of the milestones. */
    private static final int FIRST_IN_ORDER = 2025;

    private DeclarationRules() {}

    /**
     * A participant has at most one live declaration of each type in each role, by any lead provider. Voiding it allows
     * another one.
     */
    static Optional<Reason> declaredAlready(Declaration same, boolean own) {
        return reason(
                "declaration_type",
                "'" + same.type().wireName() + "' was declared for this participant already, for "
                        + London.dateOf(same.declarationDate())
                        + (own ? ". To correct it, void it first." : ", by another lead provider."));
    }

    /** The declaration date must be in the milestone's window, including its first and last day. */
    static Optional<Reason> outsideMilestone(Milestone milestone, Instant date) {
        LocalDate day = London.dateOf(date);
        if (milestone.includes(day)) {
            return Optional.empty();
        }
        return reason(
                "declaration_date",
                "On this schedule '" + milestone.declarationType() + "' can be declared for days "
                        + (day.isBefore(milestone.startDate())
                                ? "from " + milestone.startDate() + " on."
                                : "up to " + milestone.milestoneDate() + "."));
    }

    /** In cohorts with mentor funding, mentors have only the declarations 'started' and 'completed'. */
    static Optional<Reason> notForMentors(ContractPeriod cohort, Role role, DeclarationType type) {
        boolean possible = type == DeclarationType.STARTED || type == DeclarationType.COMPLETED;
        return role == Role.MENTOR && cohort.mentorFundingEnabled() && !possible
                ? reason(
                        "declaration_type",
                        "In cohort " + cohort.year() + " only 'started' and 'completed' can be declared for mentors.")
                : Optional.empty();
    }

    static Optional<Reason> evidenceMissing(
            ContractPeriod cohort, Role role, DeclarationType type, @Nullable String given) {
        List<String> choices = Evidence.choices(cohort, role, type);
        return choices.isEmpty() || (given != null && choices.contains(given))
                ? Optional.empty()
                : reason(
                        "evidence_held",
                        (SubmitDeclarationRules.isBlank(given)
                                        ? "Give '#/evidence_held': "
                                        : "'#/evidence_held' must be ")
                                + "one of " + String.join(", ", choices) + ".");
    }

    /** The declaration date must be before a withdrawal. */
    static Optional<Reason> withdrawnBefore(Optional<StatusReport> status, Instant date) {
        return status.filter(report -> report.status() == TrainingStatus.WITHDRAWN)
                .map(StatusReport::at)
                .filter(withdrawnAt -> !withdrawnAt.isAfter(date))
                .flatMap(withdrawnAt -> reason(
                        "participant_id",
                        "Training was withdrawn at " + withdrawnAt.truncatedTo(SECONDS)
                                + ". Only what happened before that can be declared."));
    }

    /** Neither the declared training's cohort nor that of training in progress today may be closed. */
    static Optional<Reason> closed(Stream<ContractPeriod> cohorts, Instant at) {
        return cohorts.filter(period -> period.paymentsFrozen(at))
                .findFirst()
                .flatMap(period -> reason(
                        "cohort",
                        "Cohort " + period.year()
                                + " is closed, so nothing more can be declared in it. Move the participant to an open cohort"
                                + " first."));
    }

    /** Declaration dates must follow the order of the milestones. Equal dates are allowed. */
    static Optional<Reason> outOfOrder(
            ContractPeriod cohort, Stream<Declaration> live, DeclarationType type, Instant date) {
        return cohort.year() < FIRST_IN_ORDER
                ? Optional.empty()
                : live.filter(other -> other.type().compareTo(type) < 0
                                ? other.declarationDate().isAfter(date)
                                : other.type().compareTo(type) > 0
                                        && other.declarationDate().isBefore(date))
                        .findFirst()
                        .flatMap(other -> reason(
                                "declaration_date",
                                "'" + other.type().wireName() + "' was declared for "
                                        + other.declarationDate().truncatedTo(SECONDS) + ", so '" + type.wireName()
                                        + "' can't lie " + (other.type().compareTo(type) < 0 ? "before" : "after")
                                        + " that."));
    }

    private static Optional<Reason> reason(String title, String detail) {
        return Optional.of(new Reason(title, detail));
    }
}
