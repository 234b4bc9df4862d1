package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
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

/** Gathers what a registration is judged by. In the caller's transaction. */
@ApplicationScoped
class LoadRuleContext {

    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final UpstreamFacts others;

    LoadRuleContext(ReferenceData referenceData, Partnerships partnerships, UpstreamFacts others) {
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.others = others;
    }

    /**
     * Of a registration.
     *
     * @param trn of the person to be registered
     * @param people everyone whom the registration may concern
     */
    Uni<RuleContext> of(
            String schoolUrn,
            ReportContext reportContext,
            @Nullable UUID leadProviderId,
            @Nullable String email,
            @Nullable String trn,
            Collection<UUID> people) {
        return of(schoolUrn, reportContext, leadProviderId, people)
                .chain(setting -> isTaken(email, trn).map(setting::withEmailTaken));
    }

    /** Of any other report. */
    Uni<RuleContext> of(
            String schoolUrn, ReportContext reportContext, @Nullable UUID leadProviderId, Collection<UUID> people) {
        return catalogue()
                .chain(catalogue -> partnerships.ofSchool(schoolUrn).chain(ofSchool -> isLeadProvider(leadProviderId)
                        .chain(leadProviderKnown -> others.fundingEnded(people)
                                .chain(ended -> others.cohortsMovedTo(people, reportContext.at())
                                        .map(movedTo -> new RuleContext(
                                                schoolUrn,
                                                reportContext,
                                                catalogue,
                                                ofSchool,
                                                leadProviderKnown,
                                                false,
                                                ended,
                                                movedTo))))));
    }

    Uni<ContractPeriods> catalogue() {
        return others.catalogue().invoke(catalogue -> {
            if (catalogue.isEmpty()) {
                throw new ApiException(
                        503,
                        List.of(new Problem("service", "The contract periods are not known yet. Try again shortly.")));
            }
        });
    }

    private Uni<Boolean> isLeadProvider(@Nullable UUID id) {
        return id == null ? Uni.createFrom().item(false) : referenceData.isLeadProvider(id);
    }

    private Uni<Boolean> isTaken(@Nullable String email, @Nullable String trn) {
        return email == null
                ? Uni.createFrom().item(false)
                : referenceData.isEmailTaken(PlainText.squeezed(email), trn);
    }
}
