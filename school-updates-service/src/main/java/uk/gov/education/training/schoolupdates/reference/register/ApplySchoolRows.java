package uk.gov.education.training.schoolupdates.reference.register;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterChange;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolProperties;
import uk.gov.education.training.schoolupdates.reference.ReferenceEvents;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;

/** Applies rows of the schools file in one transaction, with their events in one statement. */
@ApplicationScoped
class ApplySchoolRows {

    private static final String MERGED =
            "The register says that this school is open, but it was merged into another one here. Ask which is right.";

    private final ApplyNewUrns applyNewUrns;
    private final ReferenceEvents events;

    ApplySchoolRows(ApplyNewUrns applyNewUrns, ReferenceEvents events) {
        this.applyNewUrns = applyNewUrns;
        this.events = events;
    }

    /**
     * Applies rows, each with another URN.
     *
     * @param isEndOfFile whether no row is left that could close a predecessor
     */
    Uni<Part> apply(Mutiny.Session session, List<SchoolRow> rows, boolean isEndOfFile, Cause cause) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Part.EMPTY);
        }
        return locked(rows).chain(schools -> {
            Part part = Part.EMPTY;
            List<OutboxRecord> changes = new ArrayList<>();
            List<SchoolRow> newUrns = new ArrayList<>();
            for (SchoolRow row : rows) {
                @Nullable SchoolEntity school = schools.get(row.urn());
                if (school == null) {
                    newUrns.add(row);
                } else {
                    part = part.plus(apply(row, school, changes, cause));
                }
            }
            Part known = part;
            // A school that is closed here may be followed by one of the new URNs, whose event comes later.
            return session.flush()
                    .chain(() -> events.add(session, changes))
                    .chain(() -> newUrns.isEmpty()
                            ? Uni.createFrom().item(Part.EMPTY)
                            : applyNewUrns.apply(session, newUrns, isEndOfFile, cause))
                    .map(known::plus);
        });
    }

    private static Uni<Map<String, SchoolEntity>> locked(List<SchoolRow> rows) {
        return SchoolEntity.<SchoolEntity>find(
                        "urn in ?1",
                        Sort.by("id"),
                        rows.stream().map(SchoolRow::urn).toList())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(schools -> schools.stream().collect(toMap(school -> school.urn, identity())));
    }

    private Part apply(SchoolRow row, SchoolEntity school, List<OutboxRecord> changes, Cause cause) {
        return switch (RegisterChange.of(row.about(school), SchoolEntries.known(school))) {
            case ADDED -> throw new IllegalStateException("A school that is known is not added");
            case UNCHANGED -> Part.of(Figures.UNCHANGED);
            case CONTRADICTS_MERGE ->
                new Part(Figures.REJECTED, List.of(new Part.Problem(row.line(), true, MERGED)), List.of());
            case CHANGED -> {
                change(row, school, events, cause).ifPresent(changes::add);
                yield Part.of(Figures.CHANGED);
            }
            case CLOSED -> {
                change(row, school, events, cause).ifPresent(changes::add);
                yield Part.of(Figures.CLOSED);
            }
        };
    }

    /** Changes a school. Returns no event if only details change that are not published. */
    static Optional<OutboxRecord> change(SchoolRow row, SchoolEntity school, ReferenceEvents events, Cause cause) {
        School before = school.snapshot();
        SchoolEntries.apply(row.about(school), school);
        List<String> changed = SchoolProperties.changed(before, school.snapshot());
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(events.next(school, new SchoolChange.SchoolChanged(changed), cause));
    }
}
