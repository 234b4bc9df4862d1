package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.events.SchoolChange.SchoolMerged;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;

/**
 * Closes a school that another one takes over. Its partnerships and participants follow in transactions of their own.
 */
@ApplicationScoped
public class MergeSchools {

    private final Schools schools;
    private final SchoolUrns schoolUrns;
    private final ReferenceEvents events;

    MergeSchools(Schools schools, SchoolUrns schoolUrns, ReferenceEvents events) {
        this.schools = schools;
        this.schoolUrns = schoolUrns;
        this.events = events;
    }

    /** @return the school that was closed */
    public Uni<SchoolEntity> merge(Mutiny.Session session, String urnOrId, @Nullable String into, Cause cause) {
        if (into == null) {
            throw ApiException.invalid("into", "Give the URN of the school that takes this one over.");
        }
        return schools.lockBoth(urnOrId, into).chain(locked -> {
            SchoolEntity school = named(locked, urnOrId)
                    .orElseThrow(() -> ApiException.notFound("urn", "There is no school with this URN or id."));
            SchoolEntity successor = named(locked, into)
                    .orElseThrow(() -> ApiException.invalid("into", "There is no school with this URN."));
            requirePossible(school, successor);
            return merge(session, school, successor, cause);
        });
    }

    private static Optional<SchoolEntity> named(List<SchoolEntity> schools, String urnOrId) {
        return schools.stream()
                .filter(school ->
                        school.urn.equals(urnOrId) || school.id.toString().equals(urnOrId))
                .findFirst();
    }

    private static void requirePossible(SchoolEntity school, SchoolEntity successor) {
        ChangeSchool.requireNotMerged(school);
        if (school.id.equals(successor.id)) {
            throw ApiException.invalid("into", "A school can't be merged into itself. Give the URN of another school.");
        }
        if (successor.mergedIntoId != null) {
            throw ApiException.invalid(
                    "into",
                    "That school was merged into the school " + successor.mergedIntoId + ". Give the URN of that one.");
        }
        if (successor.status == Status.CLOSED) {
            throw ApiException.invalid("into", "That school is closed. Give the URN of a school that is open.");
        }
    }

    private Uni<SchoolEntity> merge(Mutiny.Session session, SchoolEntity school, SchoolEntity successor, Cause cause) {
        school.close(successor.id);
        return schoolUrns
                .move(session, school.urn, successor.urn)
                .chain(() -> events.publish(session, school, new SchoolMerged(successor.id), cause))
                .replaceWith(school);
    }
}
