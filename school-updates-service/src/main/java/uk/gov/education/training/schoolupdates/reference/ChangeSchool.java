package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.events.SchoolChange.SchoolChanged;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolProperties;

/** Changes details of a school. Publishes them only if the snapshot changes. */
@ApplicationScoped
public class ChangeSchool {

    private final Schools schools;
    private final ContractPeriodYears contractPeriods;
    private final ReferenceEvents events;

    ChangeSchool(Schools schools, ContractPeriodYears contractPeriods, ReferenceEvents events) {
        this.schools = schools;
        this.contractPeriods = contractPeriods;
        this.events = events;
    }

    public Uni<SchoolEntity> change(Mutiny.Session session, String urnOrId, SchoolDetails given, Cause cause) {
        SchoolDetails details = ApiException.requireAccepted(given.ofChange());
        return schools.lock(urnOrId)
                .invoke(school -> requireSameUrn(school, details.urn()))
                .invoke(ChangeSchool::requireNotMerged)
                .chain(school -> save(session, school, one -> one.apply(details), cause));
    }

    /** @param tutor null to remove the present one */
    public Uni<SchoolEntity> changeTutor(
            Mutiny.Session session, String urnOrId, @Nullable InductionTutor tutor, Cause cause) {
        return schools.lock(urnOrId)
                .invoke(ChangeSchool::requireNotMerged)
                .chain(school -> save(session, school, one -> one.setTutor(tutor), cause));
    }

    public Uni<SchoolEntity> changeUplift(
            Mutiny.Session session, String urnOrId, SchoolEntity.UpliftOfCohort uplift, Cause cause) {
        return schools.lock(urnOrId)
                .invoke(ChangeSchool::requireNotMerged)
                .call(() -> contractPeriods.requireExisting(session, uplift.cohort()))
                .chain(school -> save(session, school, one -> one.setUplift(uplift), cause));
    }

    private Uni<SchoolEntity> save(
            Mutiny.Session session, SchoolEntity school, Consumer<SchoolEntity> change, Cause cause) {
        School before = school.snapshot();
        change.accept(school);
        List<String> changed = SchoolProperties.changed(before, school.snapshot());
        return (changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : events.publish(session, school, new SchoolChanged(changed), cause))
                .replaceWith(school);
    }

    static void requireNotMerged(SchoolEntity school) {
        if (school.mergedIntoId != null) {
            throw ApiException.invalid(
                    "urn", "This school was merged into the school " + school.mergedIntoId + ". Change that school.");
        }
    }

    private static void requireSameUrn(SchoolEntity school, @Nullable String urn) {
        if (urn != null && !urn.equals(school.urn)) {
            throw ApiException.invalid(
                    "urn", "Leave the URN out. To replace it, send it to /schools/{urn}/urn-replacement.");
        }
    }
}
