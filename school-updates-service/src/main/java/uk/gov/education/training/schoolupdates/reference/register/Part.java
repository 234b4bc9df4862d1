package uk.gov.education.training.schoolupdates.reference.register;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an import: what is done in one transaction.
 *
 * @param problems of the rows
 * @param deferred rows that are decided at the end of the file
 */
record Part(Figures figures, List<Problem> problems, List<SchoolRow> deferred) {

    static final Part EMPTY = new Part(Figures.NONE, List.of(), List.of());

    /**
     * Something that is wrong in a row of the file.
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

    Part plus(Part more) {
        List<Problem> allProblems = new ArrayList<>(problems);
        allProblems.addAll(more.problems);
        List<SchoolRow> allDeferred = new ArrayList<>(deferred);
        allDeferred.addAll(more.deferred);
        return new Part(figures.plus(more.figures), allProblems, allDeferred);
    }
}
