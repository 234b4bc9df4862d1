package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.partnerships.NewPartnershipRules;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipFacts;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipRequest;
import uk.gov.education.training.schoolupdates.partnerships.DecidedPartnership;
import uk.gov.education.training.schoolupdates.partnerships.LoadPartnershipFacts;
import uk.gov.education.training.schoolupdates.partnerships.SavePartnership;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.store.ReferenceData;

/**
 * Creates the partnership that a lead provider asks for. The school stays locked from the first check to the commit, so
 * of two requests at once the second one finds the partnership of the first.
 */
@ApplicationScoped
public class CreatePartnership {

    private final LoadRuleContext loadRuleContext;
    private final LoadPartnershipFacts loadPartnershipFacts;
    private final ReferenceData referenceData;
    private final SavePartnership savePartnership;

    CreatePartnership(
            LoadRuleContext loadRuleContext,
            LoadPartnershipFacts loadPartnershipFacts,
            ReferenceData referenceData,
            SavePartnership savePartnership) {
        this.loadRuleContext = loadRuleContext;
        this.loadPartnershipFacts = loadPartnershipFacts;
        this.referenceData = referenceData;
        this.savePartnership = savePartnership;
    }

    public Uni<DecidedPartnership> create(
            SqlConnection tx, UUID leadProviderId, PartnershipRequest request, Cause cause) {
        return loadRuleContext
                .contractPeriods(tx)
                .chain(contractPeriods -> loadPartnershipFacts.load(
                        tx, leadProviderId, request, contractPeriods, London.dateOf(cause.at())))
                .invoke(facts -> ApiException.requireAccepted(NewPartnershipRules.decide(request, facts)))
                .chain(facts -> partnership(tx, leadProviderId, request, facts))
                .chain(partnership -> savePartnership.create(tx, partnership, cause));
    }

    private Uni<Partnership> partnership(
            SqlConnection tx, UUID leadProviderId, PartnershipRequest request, PartnershipFacts facts) {
        return referenceData
                .leadProviderName(tx, leadProviderId)
                .map(name -> SavePartnership.newPartnership(
                        leadProviderId,
                        name.orElseThrow(),
                        request.deliveryPartner().orElseThrow(),
                        facts.school().orElseThrow().urn(),
                        facts.cohort().orElseThrow().year()));
    }
}
