package uk.gov.education.training.schoolupdates.reference.register;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterColumn;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterRow;
import uk.gov.education.training.schoolupdates.reference.register.CsvRows.Row;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/** Imports the schools file, some hundred rows at a time. */
@ApplicationScoped
class ImportSchools {

    static final int ROWS_AT_ONCE = 500;

    private final ApplySchoolRows applySchoolRows;
    private final FollowSuccessors followSuccessors;

    ImportSchools(ApplySchoolRows applySchoolRows, FollowSuccessors followSuccessors) {
        this.applySchoolRows = applySchoolRows;
        this.followSuccessors = followSuccessors;
    }

    void run(RegisterFile file, ImportProgress progress) throws IOException {
        List<SchoolRow> deferred = new ArrayList<>();
        // A bit for each URN, of which there are at most a hundred million: 12 MB.
        BitSet seen = new BitSet();
        Set<RegisterColumn> missing = file.missingOptionalColumns();
        Batch batch = new Batch(seen, missing);
        if (!missing.isEmpty()) {
            batch.problems.add(missing(missing));
        }
        for (@Nullable Row row = file.next(); row != null; row = file.next()) {
            batch.add(file, row);
            if (batch.rowsRead == ROWS_AT_ONCE) {
                deferred.addAll(commit(batch, progress));
                batch = new Batch(seen, missing);
            }
        }
        deferred.addAll(commit(batch, progress));
        for (int from = 0; from < deferred.size(); from += ROWS_AT_ONCE) {
            List<SchoolRow> rows = deferred.subList(from, Math.min(from + ROWS_AT_ONCE, deferred.size()));
            progress.commit(Part.EMPTY, session -> applySchoolRows.apply(session, rows, true, progress.cause()));
        }
        followSuccessors.follow(progress);
    }

    private static Problem missing(Set<RegisterColumn> columns) {
        return new Problem(
                1,
                false,
                "The file has no column "
                        + columns.stream().map(RegisterColumn::header).collect(joining(", "))
                        + ". Schools keep what is known of it.");
    }

    private List<SchoolRow> commit(Batch batch, ImportProgress progress) {
        return progress.commit(
                        batch.known(), session -> applySchoolRows.apply(session, batch.usable, false, progress.cause()))
                .deferred();
    }

    /** Rows that are applied in one transaction. */
    private static final class Batch {

        private final BitSet seen;
        private final Set<RegisterColumn> missing;
        private final List<SchoolRow> usable = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int rowsRead;

        Batch(BitSet seen, Set<RegisterColumn> missing) {
            this.seen = seen;
            this.missing = missing;
        }

        void add(RegisterFile file, Row row) {
            rowsRead++;
            file.read(row, fields -> RegisterRow.read(column -> file.text(fields, column.header())), problems)
                    .ifPresent(read -> add(row.line(), read));
        }

        private void add(long line, RegisterRow row) {
            int urn = Integer.parseInt(row.entry().urn());
            if (seen.get(urn)) {
                problems.add(new Problem(line, true, "An earlier row of this file has the same URN."));
                return;
            }
            seen.set(urn);
            usable.add(new SchoolRow(line, row.entry(), missing));
            if (!row.notes().isEmpty()) {
                problems.add(new Problem(line, false, String.join(" ", row.notes())));
            }
        }

        Part known() {
            int rejected = (int) problems.stream().filter(Problem::rejected).count();
            return new Part(Figures.read(rowsRead, rejected), problems, List.of());
        }
    }
}
