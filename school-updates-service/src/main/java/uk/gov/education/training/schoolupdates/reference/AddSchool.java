package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;

/** Adds a school. */
@ApplicationScoped
public class AddSchool {

    private final SchoolUrns schoolUrns;
    private final ReferenceEvents events;

    AddSchool(SchoolUrns schoolUrns, ReferenceEvents events) {
        this.schoolUrns = schoolUrns;
        this.events = events;
    }

    public Uni<SchoolEntity> add(Mutiny.Session session, SchoolDetails given, Cause cause) {
        SchoolDetails details = ApiException.requireAccepted(given.ofNewSchool());
        SchoolEntity school = new SchoolEntity();
        @Nullable String urn = details.urn();
        if (urn != null) {
            school.urn = urn;
        }
        school.apply(details);
        return schoolUrns
                .requireUnused(session, school.urn, school.id)
                .chain(() -> session.persist(school))
                .chain(() -> events.publish(session, school, new SchoolAdded(), cause))
                .replaceWith(school);
    }
}
