package uk.gov.education.training.schoolupdates.schools;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.CurrentSchool;
import uk.gov.education.training.schoolupdates.domain.SchoolUrn;
import uk.gov.education.training.schoolupdates.store.Schools;

/**
 * Finds the school that a request is about. If no school has the URN today, the error says which URN to use instead, if
 * there is one.
 */
@ApplicationScoped
public class FindSchool {

    private final Schools schools;

    FindSchool(Schools schools) {
        this.schools = schools;
    }

    public Uni<CurrentSchool> find(SqlConnection db, String urn) {
        return schools.find(db, urn).map(school -> required(urn, school));
    }

    /** Locks the school too. Keeps partnerships from being confirmed for it until the transaction ends. */
    public Uni<CurrentSchool> lockForShare(SqlConnection tx, String urn) {
        return schools.lockForShare(tx, urn)
                .map(school -> required(urn, school))
                .call(school -> requireMoved(tx, school));
    }

    /** Locks the school too. Keeps every other request about it waiting until the transaction ends. */
    public Uni<CurrentSchool> lock(SqlConnection tx, String urn) {
        return schools.lock(tx, urn).map(school -> required(urn, school)).call(school -> requireMoved(tx, school));
    }

    private static CurrentSchool required(String urn, Optional<CurrentSchool> found) {
        SchoolUrn.problemWith(urn, found).ifPresent(detail -> {
            throw ApiException.notFound("urn", detail);
        });
        return found.orElseThrow();
    }

    /** @throws ApiException if the school has a new URN and its records still have the old one */
    public Uni<Void> requireMoved(SqlConnection tx, CurrentSchool lockedSchool) {
        return schools.isMoving(tx, lockedSchool)
                .invoke(moving -> {
                    if (moving) {
                        throw new ApiException(
                                503,
                                List.of(new Problem(
                                        "service",
                                        "This school has just got a new URN, and its records are being moved to it. Try"
                                                + " again in a moment.")));
                    }
                })
                .replaceWithVoid();
    }
}
