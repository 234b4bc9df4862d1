package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an import: the rows of one transaction, and the result.
 *
 * @param problems of the rows
 * @param deferred rows to apply after the last row of the file
 */
record Part(Figures figures, List<Problem> problems, List<SchoolRow> deferred) {

    static final Part EMPTY = new Part(Figures.NONE, List.of(), List.of());

    /**
     * An error in a row of the file.
     *
     * @param line of the file, from 1
     * @param rejected false if only a detail of the row was left out
     */
    record Problem(long line, boolean rejected, String reason) {}

    Part {
        problems = List.copyOf(problems);
        deferred = List.copyOf(deferred);
    }

    static Part of(Figures figures) {
        return new Part(figures, List.of(), List.of());
    }

    /** Adds up parts that are carried out one after another. */
    static Uni<Part> sum(Multi<Part> parts) {
        return parts.collect().asList().map(all -> all.stream().reduce(EMPTY, Part::plus));
    }

    Part plus(Part more) {
        List<Problem> allProblems = new ArrayList<>(problems);
        allProblems.addAll(more.problems);
        List<SchoolRow> allDeferred = new ArrayList<>(deferred);
        allDeferred.addAll(more.deferred);
        return new Part(figures.plus(more.figures), allProblems, allDeferred);
    }
}
