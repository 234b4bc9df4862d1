package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.Confirmation;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.Transactions;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** A lead provider and a school work together in a cohort: whoever was only an expression of interest is confirmed. */
@ApplicationScoped
public class ConfirmPartnership {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final ReferenceData referenceData;
    private final Partnerships partnerships;
    private final Participants participants;
    private final UpstreamFacts others;

    ConfirmPartnership(
            Transactions transactions,
            LoadRuleContext loadRuleContext,
            ReferenceData referenceData,
            Partnerships partnerships,
            Participants participants,
            UpstreamFacts others) {
        this.transactions = transactions;
        this.loadRuleContext = loadRuleContext;
        this.referenceData = referenceData;
        this.partnerships = partnerships;
        this.participants = participants;
        this.others = others;
    }

    public record Details(
            @Nullable UUID leadProviderId,
            @Nullable String schoolUrn,
            @Nullable UUID deliveryPartnerId,
            @Nullable Integer cohort) {}

    /** @param isNew whether this request made it */
    public record Confirmed(Partnership partnership, boolean isNew) {}

    public Uni<Confirmed> confirm(Details details, Cause cause) {
        requireComplete(details);
        return transactions.change(() -> wanted(details).chain(wanted -> partnerships
                .like(wanted)
                .chain(same -> same.isPresent()
                        ? Uni.createFrom().item(new Confirmed(same.get(), false))
                        : keep(wanted, cause).replaceWith(new Confirmed(wanted, true)))));
    }

    public Uni<List<Partnership>> list(int page, int perPage) {
        return transactions.read(() -> partnerships.page(page, perPage));
    }

    private Uni<Void> keep(Partnership partnership, Cause cause) {
        return partnerships
                .keep(partnership, cause)
                .chain(() -> partnerships.interested(partnership))
                .chain(participants::lockAll)
                .chain(locked -> others.fundingEnded(locked.keySet())
                        .chain(ended -> confirm(partnership, locked, ended, cause)));
    }

    private Uni<Void> confirm(
            Partnership partnership, Map<UUID, ParticipantRow> locked, Set<UUID> fundingEnded, Cause cause) {
        List<Changed> changes = locked.values().stream()
                .flatMap(row -> Confirmation.of(row.facts(), partnership, fundingEnded).stream())
                .toList();
        return participants.keep(locked, changes, cause).replaceWithVoid();
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
     * The partnership, of parties that are all known. Locks the school, so that nobody is registered there as an
     * expression of interest at the same moment.
     */
    private Uni<Partnership> wanted(Details details) {
        List<Problem> unknown = new ArrayList<>();
        return referenceData
                .lockSchool(details.schoolUrn())
                .invoke(known -> unless(known, "school_urn", "There is no school with this URN.", unknown))
                .chain(() -> referenceData.leadProviderName(details.leadProviderId()))
                .invoke(name -> unless(
                        name.isPresent(), "lead_provider_id", "There is no lead provider with this id.", unknown))
                .call(() -> referenceData
                        .isDeliveryPartner(details.deliveryPartnerId())
                        .invoke(known -> unless(
                                known, "delivery_partner_id", "There is no delivery partner with this id.", unknown)))
                .call(() -> loadRuleContext
                        .catalogue()
                        .invoke(catalogue -> unless(
                                catalogue.of(details.cohort()).isPresent(),
                                "cohort",
                                "There is no contract period of this year.",
                                unknown)))
                .map(name -> {
                    if (!unknown.isEmpty()) {
                        throw ApiException.invalid(unknown);
                    }
                    return partnership(details, name.orElseThrow());
                });
    }

    private static Partnership partnership(Details details, String leadProviderName) {
        return new Partnership(
                UUID.randomUUID(),
                details.leadProviderId(),
                leadProviderName,
                details.deliveryPartnerId(),
                details.schoolUrn(),
                details.cohort(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private static void unless(boolean known, String field, String detail, List<Problem> unknown) {
        if (!known) {
            unknown.add(new Problem(field, detail));
        }
    }
}
