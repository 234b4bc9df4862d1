package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/** Commits the parts of a running import, each together with its figures. Only the import's thread uses it. */
final class ImportProgress {

    private static final Duration LONGEST_PART = Duration.ofMinutes(5);

    private final UUID id;
    private final Cause cause;
    private final ReferenceTransactions transactions;
    private final SchoolImports schoolImports;
    private Figures total = Figures.NONE;
    private int rejections;
    private int notes;

    ImportProgress(UUID id, Cause cause, ReferenceTransactions transactions, SchoolImports schoolImports) {
        this.id = id;
        this.cause = cause;
        this.transactions = transactions;
        this.schoolImports = schoolImports;
    }

    UUID id() {
        return id;
    }

    /** The request that started the import. */
    Cause cause() {
        return cause;
    }

    /** The figures of all committed parts. */
    Figures total() {
        return total;
    }

    /**
     * Carries out a part of the import in a transaction, and waits for the commit.
     *
     * @param known the figures and problems of the part that are known before the work
     * @throws SchoolImports.Abandoned if the import is no longer marked as running
     */
    Part commit(Part known, Function<Mutiny.Session, Uni<Part>> work) {
        Part done = transactions
                .inTransaction(session -> work.apply(session)
                        .map(known::plus)
                        .call(part -> schoolImports.add(session, id, part.figures(), first(part.problems()))))
                .await()
                .atMost(LONGEST_PART);
        total = total.plus(done.figures());
        for (Problem problem : first(done.problems())) {
            if (problem.rejected()) {
                rejections++;
            } else {
                notes++;
            }
        }
        return done;
    }

    /** The problems that are among the first of the import. */
    private List<Problem> first(List<Problem> problems) {
        List<Problem> first = new ArrayList<>();
        int rejectionsLeft = SchoolImports.MOST_PROBLEMS - rejections;
        int notesLeft = SchoolImports.MOST_PROBLEMS - notes;
        for (Problem problem : problems) {
            if (problem.rejected() ? rejectionsLeft-- > 0 : notesLeft-- > 0) {
                first.add(problem);
            }
        }
        return first;
    }
}
