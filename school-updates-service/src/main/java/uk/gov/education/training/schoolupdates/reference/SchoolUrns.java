package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import uk.gov.education.training.platform.web.ApiException;

/** The URNs that schools have or had, and the moves from one to another that are still to be made. */
@ApplicationScoped
class SchoolUrns {

    private static final String OWNER = "select school_id from school_urns where urn = ?1";
    private static final String MOVE = "insert into school_moves (from_urn, to_urn) values (?1, ?2)";

    /** Requires that no other school has or had the URN. */
    Uni<Void> requireUnused(Mutiny.Session session, String urn, UUID schoolId) {
        return session.createNativeQuery(OWNER, UUID.class)
                .setParameter(1, urn)
                .getSingleResultOrNull()
                .invoke(owner -> {
                    if (owner != null && !owner.equals(schoolId)) {
                        throw ApiException.invalid(
                                "urn",
                                "The school " + owner + " has or had this URN. Change that school, or merge the two.");
                    }
                })
                .replaceWithVoid();
    }

    /** Has partnerships and participants moved from one URN to another. Both are known. */
    Uni<Void> move(Mutiny.Session session, String from, String to) {
        return session.createNativeQuery(MOVE)
                .setParameter(1, from)
                .setParameter(2, to)
                .executeUpdate()
                .replaceWithVoid();
    }
}
