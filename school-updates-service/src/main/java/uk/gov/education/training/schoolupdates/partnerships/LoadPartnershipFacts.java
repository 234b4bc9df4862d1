package uk.gov.education.training.schoolupdates.partnerships;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;
import uk.gov.education.training.schoolupdates.domain.ContractPeriods;
import uk.gov.education.training.schoolupdates.domain.CurrentSchool;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipFacts;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipFacts.SchoolFacts;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipRequest;
import uk.gov.education.training.schoolupdates.schools.FindSchool;
import uk.gov.education.training.schoolupdates.store.Pairings;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.SchoolTrainings;
import uk.gov.education.training.schoolupdates.store.Schools;

/** Locks the school of a requested partnership and loads what the rules about it need. */
@ApplicationScoped
public class LoadPartnershipFacts {

    private final Schools schools;
    private final FindSchool findSchool;
    private final Pairings pairings;
    private final Partnerships partnerships;
    private final SchoolTrainings schoolTrainings;

    LoadPartnershipFacts(
            Schools schools,
            FindSchool findSchool,
            Pairings pairings,
            Partnerships partnerships,
            SchoolTrainings schoolTrainings) {
        this.schools = schools;
        this.findSchool = findSchool;
        this.pairings = pairings;
        this.partnerships = partnerships;
        this.schoolTrainings = schoolTrainings;
    }

    public Uni<PartnershipFacts> load(
            SqlConnection tx,
            UUID leadProviderId,
            PartnershipRequest request,
            ContractPeriods contractPeriods,
            LocalDate today) {
        Optional<ContractPeriod> cohort = request.year().flatMap(contractPeriods::forYear);
        return lockSchool(tx, request)
                .chain(school -> inCohort(tx, leadProviderId, school, cohort).chain(inCohort -> pairings.find(
                                tx,
                                leadProviderId,
                                request.deliveryPartner().orElse(null),
                                cohort.map(ContractPeriod::year).orElse(null))
                        .map(pairing -> new PartnershipFacts(
                                today,
                                cohort,
                                school.map(LoadPartnershipFacts::facts),
                                pairing.known(),
                                pairing.contracted(),
                                pairing.paired(),
                                inCohort.partners(),
                                inCohort.choice()))));
    }

    private Uni<Optional<CurrentSchool>> lockSchool(SqlConnection tx, PartnershipRequest request) {
        return request.school().isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : schools.lock(tx, request.school().get())
                        .call(school -> school.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : findSchool.requireMoved(tx, school.get()));
    }

    private static SchoolFacts facts(CurrentSchool school) {
        return new SchoolFacts(
                school.urn(),
                school.eligible(),
                school.successor() == null ? null : school.successor().id());
    }

    private record InCohort(boolean partners, InductionProgrammeChoice choice) {}

    private Uni<InCohort> inCohort(
            SqlConnection tx, UUID leadProviderId, Optional<CurrentSchool> school, Optional<ContractPeriod> cohort) {
        if (school.isEmpty() || cohort.isEmpty()) {
            return Uni.createFrom().item(new InCohort(false, InductionProgrammeChoice.NOT_YET_KNOWN));
        }
        String urn = school.get().urn();
        int year = cohort.get().year();
        return partnerships
                .ofSchool(tx, urn)
                .map(all -> all.stream()
                        .anyMatch(partnership ->
                                partnership.leadProviderId().equals(leadProviderId) && partnership.cohort() == year))
                .chain(partners -> schoolTrainings
                        .atSchool(tx, urn)
                        .map(trainings ->
                                new InCohort(partners, InductionProgrammeChoice.of(cohort.get(), trainings))));
    }
}
