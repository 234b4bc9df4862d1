package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.funding.domain.Eligibility;

/** Decides whose training can be funded, and publishes what changed. */
@ApplicationScoped
public class DecideEligibility {

    private final Facts facts;

    DecideEligibility(Facts facts) {
        this.facts = facts;
    }

    /** Decides about participants of whom something new is known. Their keys are locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return facts.load(tx, moved.keySet(), PARTICIPANT_CHANGES, FUNDING_DECISIONS)
                .chain(held -> facts.decided(tx, FUNDING_DECISIONS, held, decisions(held), moved));
    }

    private static Map<String, Decision<FundingChange, FundingPosition>> decisions(Map<String, Held> held) {
        Map<String, Decision<FundingChange, FundingPosition>> decisions = new LinkedHashMap<>();
        held.forEach((key, facts) ->
                Undecidable.about(key, () -> decision(facts)).ifPresent(decision -> decisions.put(key, decision)));
        return decisions;
    }

    /** Nothing can be decided about somebody whom no school has reported yet. */
    private static Optional<Decision<FundingChange, FundingPosition>> decision(Held held) {
        return held.snapshot(PARTICIPANT_CHANGES).map(participant -> {
            FundingPosition now = Eligibility.decide(participant);
            return new Decision<>(
                    now, Eligibility.changes(held.snapshot(FUNDING_DECISIONS).orElse(null), now));
        });
    }
}
