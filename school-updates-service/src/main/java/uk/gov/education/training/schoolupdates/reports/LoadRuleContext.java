package uk.gov.education.training.schoolupdates.reports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.ContractPeriods;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.RuleContext;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** Loads what the rules about a school's report need, besides the participants. */
@ApplicationScoped
public class LoadRuleContext {

    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final UpstreamFacts upstreamFacts;

    LoadRuleContext(ReferenceData referenceData, Partnerships partnerships, UpstreamFacts upstreamFacts) {
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.upstreamFacts = upstreamFacts;
    }

    /** @param ids everyone whom the report may change */
    public Uni<RuleContext> load(
            SqlConnection tx,
            String schoolUrn,
            ReportContext reportContext,
            @Nullable UUID leadProviderId,
            Collection<UUID> ids) {
        return contractPeriods(tx).chain(contractPeriods -> partnerships
                .ofSchool(tx, schoolUrn)
                .chain(ofSchool -> isLeadProvider(tx, leadProviderId).chain(leadProviderKnown -> upstreamFacts
                        .fundingEnded(tx, ids)
                        .chain(ended -> upstreamFacts
                                .cohortsMovedTo(tx, ids, reportContext.at())
                                .map(cohortsMovedTo -> new RuleContext(
                                        schoolUrn,
                                        reportContext,
                                        contractPeriods,
                                        ofSchool,
                                        leadProviderKnown,
                                        false,
                                        ended,
                                        cohortsMovedTo))))));
    }

    /**
     * Adds whether another person uses the email address of a registration.
     *
     * @param trn the TRN of the person to be registered
     */
    public Uni<RuleContext> withEmailTaken(
            SqlConnection tx, RuleContext ruleContext, @Nullable String email, @Nullable String trn) {
        return email == null
                ? Uni.createFrom().item(ruleContext)
                : referenceData.isEmailTaken(tx, PlainText.squeezed(email), trn).map(ruleContext::withEmailTaken);
    }

    /** @throws ApiException if schedule-service has not published any yet */
    public Uni<ContractPeriods> contractPeriods(SqlConnection tx) {
        return upstreamFacts.contractPeriods(tx).invoke(contractPeriods -> {
            if (contractPeriods.isEmpty()) {
                throw new ApiException(
                        503,
                        List.of(new Problem("service", "The contract periods are not known yet. Try again shortly.")));
            }
        });
    }

    private Uni<Boolean> isLeadProvider(SqlConnection tx, @Nullable UUID id) {
        return id == null ? Uni.createFrom().item(false) : referenceData.isLeadProvider(tx, id);
    }
}
