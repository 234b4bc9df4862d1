package uk.gov.education.training.funding.domain.eligibility;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * That a mentor has completed training: funding ends, and the training that was declared completed ends. Both last as
 * long as the declaration does; nothing is kept, so that voiding it undoes both.
 *
 * @param completedOn the day of the declaration that is not voided and has the latest date
 * @param declaredAt when it was submitted
 */
public record MentorCompletion(UUID trainingId, LocalDate completedOn, Instant declaredAt) {

    public static final String REASON = "completed_declaration_received";

    /** Empty while no completed declaration stands. An ECT's ends nothing. */
    public static Optional<MentorCompletion> of(Collection<Declaration> declarations) {
        return of(declarations, Instant.MAX);
    }

    /** As it was known at a moment: what was submitted, or voided, later is not. */
    public static Optional<MentorCompletion> of(Collection<Declaration> declarations, Instant moment) {
        return declarations.stream()
                .filter(declaration -> declaration.role() == Role.MENTOR
                        && declaration.type() == DeclarationType.COMPLETED
                        && !declaration.submittedAt().isAfter(moment)
                        && (declaration.voidedAt() == null
                                || declaration.voidedAt().isAfter(moment)))
                .max(comparing(Declaration::declarationDate)
                        .thenComparing(Declaration::submittedAt)
                        .thenComparing(Declaration::id))
                .map(declaration -> new MentorCompletion(
                        declaration.trainingId(),
                        London.dateOf(declaration.declarationDate()),
                        declaration.submittedAt()));
    }

    /**
     * The last day of a training: not before its second, and not after what the school reported. What had ended when
     * its completion was declared stays as it ended.
     */
    public @Nullable LocalDate finishedOn(Training training) {
        LocalDate reported = training.finishedOn();
        if (!training.id().equals(trainingId) || hadEnded(training)) {
            return reported;
        }
        LocalDate secondDay = training.startedOn().plusDays(1);
        LocalDate end = completedOn.isAfter(secondDay) ? completedOn : secondDay;
        return reported == null || reported.isAfter(end) ? end : reported;
    }

    /** As far as it was known by then: an end that was reported later, even of an earlier day, is another one. */
    private boolean hadEnded(Training training) {
        LocalDate reported = training.finishedOn();
        Ending ending = training.ending();
        return reported != null
                && !reported.isAfter(London.dateOf(declaredAt))
                && (ending == null || !ending.reportedAt().isAfter(declaredAt));
    }
}
