package uk.gov.education.training.schoolupdates.reference.register;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink;
import uk.gov.education.training.schoolupdates.reference.register.CsvRows.Row;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/** Imports the links file: stores its links to successors in place of those of the file before. */
@ApplicationScoped
class ImportLinks {

    private static final int ROWS_AT_ONCE = 2_000;

    private final SchoolLinks schoolLinks;
    private final FollowSuccessors followSuccessors;

    ImportLinks(SchoolLinks schoolLinks, FollowSuccessors followSuccessors) {
        this.schoolLinks = schoolLinks;
        this.followSuccessors = followSuccessors;
    }

    void run(RegisterFile file, ImportProgress progress) throws IOException {
        Batch batch = new Batch();
        for (@Nullable Row row = file.next(); row != null; row = file.next()) {
            batch.add(file, row);
            if (batch.rowsRead == ROWS_AT_ONCE) {
                commit(batch, progress);
                batch = new Batch();
            }
        }
        commit(batch, progress);
        progress.commit(
                Part.EMPTY,
                session -> schoolLinks.deleteOthers(session, progress.id()).replaceWith(Part.EMPTY));
        followSuccessors.follow(progress);
        Figures total = progress.total();
        int unchanged = total.rowsRead() - total.rejected() - total.urnsReplaced() - total.merged();
        progress.commit(Part.of(Figures.unchanged(unchanged)), session -> schoolLinks
                .awaitingSuccessors(session, progress.id())
                .map(ImportLinks::notes));
    }

    private static Part notes(List<LinkRow> waiting) {
        return new Part(
                Figures.NONE,
                waiting.stream()
                        .map(link -> new Problem(
                                link.line(),
                                false,
                                "No school here has the URN " + link.successorUrn() + " yet. The school " + link.urn()
                                        + " is merged into it when a schools file brings it."))
                        .toList(),
                List.of());
    }

    private void commit(Batch batch, ImportProgress progress) {
        progress.commit(
                batch.known(),
                session -> schoolLinks.save(session, progress.id(), batch.links).replaceWith(Part.EMPTY));
    }

    /** Rows that are stored in one transaction. */
    private static final class Batch {

        private final List<LinkRow> links = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int rowsRead;

        void add(RegisterFile file, Row row) {
            rowsRead++;
            file.read(row, fields -> SuccessorLink.read(column -> file.text(fields, column.header())), problems)
                    .flatMap(link -> link)
                    .ifPresent(link -> links.add(LinkRow.of(row.line(), link)));
        }

        Part known() {
            return new Part(Figures.read(rowsRead, problems.size()), problems, List.of());
        }
    }
}
