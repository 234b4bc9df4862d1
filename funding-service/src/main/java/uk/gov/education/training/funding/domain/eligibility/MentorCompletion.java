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
 * The completion of a mentor's training. It ends the mentor's funding and the training that was declared completed.
 * Calculated from the declarations each time, so voiding the declaration undoes both.
 *
 * @param completedOn the day of the latest completed declaration that is not voided
 * @param declaredAt when that declaration was submitted
 */
public record MentorCompletion(UUID trainingId, LocalDate completedOn, Instant declaredAt) {

    public static final String REASON = "completed_declaration_received";

    /** Empty if there is no completed declaration, or it is voided. Completed declarations of ECTs don't count. */
    public static Optional<MentorCompletion> of(Collection<Declaration> declarations) {
        return of(declarations, Instant.MAX);
    }

    /** The completion as known at a moment. Later submissions and voidings don't count. */
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
     * The last day of a training: not before its second day, and not after the end that the school reported. If the
     * training had ended when its completion was declared, the reported end stays.
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

    /** Uses only what was known when the completion was declared: an end that was reported later doesn't count. */
    private boolean hadEnded(Training training) {
        LocalDate reported = training.finishedOn();
        Ending ending = training.ending();
        return reported != null
                && !reported.isAfter(London.dateOf(declaredAt))
                && (ending == null || !ending.reportedAt().isAfter(declaredAt));
    }
}
