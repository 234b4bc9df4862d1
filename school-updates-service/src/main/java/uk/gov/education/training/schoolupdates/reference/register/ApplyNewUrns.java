package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.schoolupdates.reference.ReferenceEvents;
import uk.gov.education.training.schoolupdates.reference.ReplaceUrn;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;
import uk.gov.education.training.schoolupdates.reference.register.SchoolLinks.Predecessor;

/**
 * Applies rows whose URN no school has. Most are new schools. A URN that a school had before is its old one, and stays
 * unused. A URN that the register's links name as the successor of a closed school is the closed school's new one.
 */
@ApplicationScoped
class ApplyNewUrns {

    private final SchoolLinks schoolLinks;
    private final ReplaceUrn replaceUrn;
    private final ReferenceEvents events;

    ApplyNewUrns(SchoolLinks schoolLinks, ReplaceUrn replaceUrn, ReferenceEvents events) {
        this.schoolLinks = schoolLinks;
        this.replaceUrn = replaceUrn;
        this.events = events;
    }

    /** @param isEndOfFile whether no row is left that could close a predecessor */
    Uni<Part> apply(Mutiny.Session session, List<SchoolRow> rows, boolean isEndOfFile, Cause cause) {
        List<String> urns = rows.stream().map(SchoolRow::urn).toList();
        return schoolLinks.former(session, urns).map(Set::copyOf).chain(former -> schoolLinks
                .predecessors(session, urns)
                .chain(predecessors -> apply(session, rows, former, predecessors, isEndOfFile, cause)));
    }

    private Uni<Part> apply(
            Mutiny.Session session,
            List<SchoolRow> rows,
            Set<String> former,
            Map<String, Predecessor> predecessors,
            boolean isEndOfFile,
            Cause cause) {
        Part part = Part.EMPTY;
        List<SchoolRow> added = new ArrayList<>();
        List<SchoolRow> replacing = new ArrayList<>();
        for (SchoolRow row : rows) {
            @Nullable Predecessor predecessor = predecessors.get(row.urn());
            if (former.contains(row.urn())) {
                part = part.plus(Part.of(Figures.UNCHANGED));
            } else if (predecessor == null || (isEndOfFile && predecessor.status() != Status.CLOSED)) {
                added.add(row);
            } else if (predecessor.status() == Status.CLOSED) {
                replacing.add(row);
            } else {
                part = part.plus(new Part(Figures.NONE, List.of(), List.of(row)));
            }
        }
        Part decided = part;
        return add(session, added, cause)
                .chain(more -> replace(session, replacing, predecessors, cause).map(more::plus))
                .map(decided::plus);
    }

    private Uni<Part> add(Mutiny.Session session, List<SchoolRow> rows, Cause cause) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Part.EMPTY);
        }
        List<SchoolEntity> schools =
                rows.stream().map(row -> SchoolEntries.added(row.entry())).toList();
        List<OutboxRecord> records = schools.stream()
                .map(school -> events.next(school, new SchoolChange.SchoolAdded(), cause))
                .toList();
        return session.persistAll(schools.toArray())
                .chain(session::flush)
                .chain(() -> events.add(session, records))
                .replaceWith(
                        () -> rows.stream().map(row -> Part.of(Figures.ADDED)).reduce(Part.EMPTY, Part::plus));
    }

    private Uni<Part> replace(
            Mutiny.Session session, List<SchoolRow> rows, Map<String, Predecessor> predecessors, Cause cause) {
        return Part.sum(Multi.createFrom().iterable(rows).onItem().transformToUniAndConcatenate(row -> replaceUrn
                .replace(session, predecessors.get(row.urn()).urn(), row.urn(), cause)
                .chain(school -> events.add(
                        session,
                        ApplySchoolRows.change(row, school, events, cause).stream()
                                .toList()))
                .replaceWith(Part.of(Figures.URN_REPLACED))));
    }
}
