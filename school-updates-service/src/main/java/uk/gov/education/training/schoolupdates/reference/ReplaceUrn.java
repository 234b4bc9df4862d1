package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.SchoolChange.SchoolUrnReplaced;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;

/** Gives a school another URN. Its partnerships and participants follow in transactions of their own. */
@ApplicationScoped
public class ReplaceUrn {

    private final Schools schools;
    private final SchoolUrns schoolUrns;
    private final ReferenceEvents events;

    ReplaceUrn(Schools schools, SchoolUrns schoolUrns, ReferenceEvents events) {
        this.schools = schools;
        this.schoolUrns = schoolUrns;
        this.events = events;
    }

    public Uni<SchoolEntity> replace(Mutiny.Session session, String urnOrId, @Nullable String urn, Cause cause) {
        String to = ApiException.requireAccepted(SchoolDetails.checkUrn(urn));
        return schools.lock(urnOrId)
                .invoke(ChangeSchool::requireNotMerged)
                .invoke(school -> {
                    if (school.urn.equals(to)) {
                        throw ApiException.invalid("urn", "The school already has this URN. Give another one.");
                    }
                })
                .call(school -> schoolUrns.requireUnused(session, to, school.id))
                .chain(school -> replace(session, school, to, cause));
    }

    private Uni<SchoolEntity> replace(Mutiny.Session session, SchoolEntity school, String to, Cause cause) {
        String from = school.urn;
        school.urn = to;
        // Writes the new URN before the move refers to it.
        return session.flush()
                .chain(() -> schoolUrns.move(session, from, to))
                .chain(() -> events.publish(session, school, new SchoolUrnReplaced(from, to), cause))
                .replaceWith(school);
    }
}
