package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.SchoolUrn;
import uk.gov.education.training.schoolupdates.partnerships.SavePartnership;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.schools.FindSchool;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.Schools;

/**
 * Confirms a partnership of a lead provider with a school, and the training that so far was an expression of interest.
 */
@ApplicationScoped
public class ConfirmPartnership {

    private final LoadRuleContext loadRuleContext;
    private final Schools schools;
    private final FindSchool findSchool;
    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final SavePartnership savePartnership;

    ConfirmPartnership(
            LoadRuleContext loadRuleContext,
            Schools schools,
            FindSchool findSchool,
            ReferenceData referenceData,
            Partnerships partnerships,
            SavePartnership savePartnership) {
        this.loadRuleContext = loadRuleContext;
        this.schools = schools;
        this.findSchool = findSchool;
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.savePartnership = savePartnership;
    }

    public record Details(
            @Nullable UUID leadProviderId,
            @Nullable String schoolUrn,
            @Nullable UUID deliveryPartnerId,
            @Nullable Integer cohort) {}

    /** @param isNew whether this request created it */
    public record Confirmed(Partnership partnership, boolean isNew) {}

    public Uni<Confirmed> confirm(SqlConnection tx, Details details, Cause cause) {
        requireComplete(details);
        return create(tx, details).chain(partnership -> partnerships
                .findSame(tx, partnership)
                .chain(same -> same.isPresent()
                        ? Uni.createFrom().item(new Confirmed(same.get(), false))
                        : savePartnership
                                .create(tx, partnership, cause)
                                .replaceWith(new Confirmed(partnership, true))));
    }

    private static void requireComplete(Details details) {
        List<Problem> problems = new ArrayList<>();
        BiConsumer<@Nullable Object, Problem> require = (value, problem) -> {
            if (value == null) {
                problems.add(problem);
            }
        };
        require.accept(details.leadProviderId(), new Problem("lead_provider_id", "Give the lead provider's id."));
        require.accept(details.schoolUrn(), new Problem("school_urn", "Give the school's URN."));
        require.accept(
                details.deliveryPartnerId(), new Problem("delivery_partner_id", "Give the delivery partner's id."));
        require.accept(details.cohort(), new Problem("cohort", "Give the year of the contract period."));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    /**
     * Creates the partnership after checking that all its parties exist. Locks the school, so that no concurrent
     * request registers a participant there as an expression of interest.
     */
    private Uni<Partnership> create(SqlConnection tx, Details details) {
        List<Problem> problems = new ArrayList<>();
        return schools.lock(tx, details.schoolUrn())
                .invoke(school -> SchoolUrn.problemWith(details.schoolUrn(), school)
                        .ifPresent(problem -> problems.add(new Problem("school_urn", problem))))
                .call(school -> problems.isEmpty()
                        ? findSchool.requireMoved(tx, school.orElseThrow())
                        : Uni.createFrom().voidItem())
                .chain(() -> referenceData.leadProviderName(tx, details.leadProviderId()))
                .invoke(name -> require(
                        name.isPresent(), "lead_provider_id", "There is no lead provider with this id.", problems))
                .call(() -> loadRuleContext
                        .contractPeriods(tx)
                        .invoke(contractPeriods -> require(
                                contractPeriods.forYear(details.cohort()).isPresent(),
                                "cohort",
                                "There is no contract period for this year.",
                                problems)))
                .call(() -> referenceData
                        .isDeliveryPartner(tx, details.deliveryPartnerId())
                        .invoke(known -> require(
                                known, "delivery_partner_id", "There is no delivery partner with this id.", problems)))
                .map(name -> {
                    if (!problems.isEmpty()) {
                        throw ApiException.invalid(problems);
                    }
                    return partnership(details, name.orElseThrow());
                });
    }

    private static Partnership partnership(Details details, String leadProviderName) {
        return SavePartnership.newPartnership(
                details.leadProviderId(),
                leadProviderName,
                details.deliveryPartnerId(),
                details.schoolUrn(),
                details.cohort());
    }

    private static void require(boolean known, String field, String detail, List<Problem> problems) {
        if (!known) {
            problems.add(new Problem(field, detail));
        }
    }
}
