package uk.gov.education.training.schoolupdates.reference.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/**
 * An import, as support sees it.
 *
 * @param kind schools or links
 * @param status running, finished, failed or interrupted
 * @param rowsRead rows of the file, without its first one
 * @param urnsReplaced schools that have another URN now
 * @param merged schools that another one took over
 * @param unchanged rows that changed nothing
 * @param rejected rows that could not be used
 * @param rejections the first 1,000 of them; not in the list of imports
 * @param notes the first 1,000 rows of which a detail was left out; not in the list of imports
 * @param detail what to do if the import did not finish
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        UUID id,
        String kind,
        String status,
        int rowsRead,
        int added,
        int changed,
        int closed,
        int urnsReplaced,
        int merged,
        int unchanged,
        int rejected,
        @Nullable List<Line> rejections,
        @Nullable List<Line> notes,
        @Nullable String detail,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * A row of the file with an error.
     *
     * @param line of the file, from 1
     */
    record Line(long line, String reason) {}

    static ImportView of(SchoolImportEntity stored) {
        return view(stored, null, null);
    }

    static ImportView of(SchoolImportEntity stored, List<Problem> problems) {
        return view(stored, lines(problems, true), lines(problems, false));
    }

    private static List<Line> lines(List<Problem> problems, boolean rejected) {
        return problems.stream()
                .filter(problem -> problem.rejected() == rejected)
                .map(problem -> new Line(problem.line(), problem.reason()))
                .toList();
    }

    private static ImportView view(
            SchoolImportEntity stored, @Nullable List<Line> rejections, @Nullable List<Line> notes) {
        return new ImportView(
                stored.id,
                stored.kind,
                stored.status,
                stored.rowsRead,
                stored.added,
                stored.changed,
                stored.closed,
                stored.urnsReplaced,
                stored.merged,
                stored.unchanged,
                stored.rejected,
                rejections,
                notes,
                stored.detail,
                stored.startedAt,
                stored.finishedAt);
    }
}
