package uk.gov.education.training.schoolupdates.reference.register;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolProperties;
import uk.gov.education.training.schoolupdates.domain.schools.Succession;
import uk.gov.education.training.schoolupdates.reference.MergeSchools;
import uk.gov.education.training.schoolupdates.reference.ReferenceEvents;
import uk.gov.education.training.schoolupdates.reference.ReplaceUrn;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;
import uk.gov.education.training.schoolupdates.reference.register.SchoolLinks.ClosedSchool;

/** Merges closed schools into their successors, or gives them the successors' URNs, as the register's links say. */
@ApplicationScoped
class FollowSuccessors {

    private static final int SCHOOLS_AT_ONCE = 100;
    /** A chain of successors is followed one link in each pass. The register's longest have four. */
    private static final int MOST_PASSES = 20;

    private final SchoolLinks schoolLinks;
    private final MergeSchools mergeSchools;
    private final ReplaceUrn replaceUrn;
    private final ReferenceEvents events;

    FollowSuccessors(
            SchoolLinks schoolLinks, MergeSchools mergeSchools, ReplaceUrn replaceUrn, ReferenceEvents events) {
        this.schoolLinks = schoolLinks;
        this.mergeSchools = mergeSchools;
        this.replaceUrn = replaceUrn;
        this.events = events;
    }

    void follow(ImportProgress progress) {
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            if (!followOnce(progress)) {
                return;
            }
        }
    }

    /** Looks at every closed school once. Returns whether one has moved, which may let another one move. */
    private boolean followOnce(ImportProgress progress) {
        boolean hasMoved = false;
        AtomicReference<@Nullable String> last = new AtomicReference<>("");
        for (String after = ""; after != null; after = last.get()) {
            String from = after;
            Part part = progress.commit(Part.EMPTY, session -> schoolLinks
                    .closed(session, from, SCHOOLS_AT_ONCE)
                    .invoke(found -> last.set(
                            found.isEmpty() ? null : found.getLast().link().urn()))
                    .chain(found -> follow(session, found, progress.cause())));
            hasMoved |= !part.figures().equals(Figures.NONE);
        }
        return hasMoved;
    }

    private Uni<Part> follow(Mutiny.Session session, List<ClosedSchool> found, Cause cause) {
        // Two schools can have the same successor. The next pass merges the second one into it.
        Set<String> taken = new HashSet<>();
        return Part.sum(Multi.createFrom()
                .iterable(found.stream()
                        .collect(groupingBy(school -> school.link().urn(), LinkedHashMap::new, toList()))
                        .values())
                .onItem()
                .transformToUniAndConcatenate(links -> followOne(session, links, taken, cause)));
    }

    private Uni<Part> followOne(Mutiny.Session session, List<ClosedSchool> links, Set<String> taken, Cause cause) {
        ClosedSchool first = links.getFirst();
        String urn = first.link().urn();
        Succession succession = Succession.of(
                Status.CLOSED, false, links.stream().map(ClosedSchool::link).toList(), first.successorStatus());
        return switch (succession) {
            case NONE, AWAIT_SUCCESSOR -> Uni.createFrom().item(Part.EMPTY);
            case MERGE ->
                mergeSchools
                        .merge(session, urn, Objects.requireNonNull(first.successorUrn()), cause)
                        .replaceWith(Part.of(Figures.MERGED));
            case REPLACE_URN ->
                taken.add(first.link().successorUrn())
                        ? replaceUrn
                                .replace(session, urn, first.link().successorUrn(), cause)
                                .chain(school -> reopen(session, school, cause))
                                .replaceWith(Part.of(Figures.URN_REPLACED))
                        : Uni.createFrom().item(Part.EMPTY);
        };
    }

    /** The register closes the old URN and opens the new one. Until it is imported again, the school is open. */
    private Uni<Void> reopen(Mutiny.Session session, SchoolEntity school, Cause cause) {
        School before = school.snapshot();
        SchoolEntries.apply(SchoolEntries.known(school).entry().open(), school);
        return events.publish(
                session,
                school,
                new SchoolChange.SchoolChanged(SchoolProperties.changed(before, school.snapshot())),
                cause);
    }
}
