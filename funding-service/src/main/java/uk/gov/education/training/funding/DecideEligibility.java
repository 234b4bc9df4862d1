package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
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
        return load(tx, moved).chain(held -> decide(tx, held, participants(held), moved));
    }

    /** Likewise when participants themselves moved: about whoever was deleted or merged away nothing is decided. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(held -> {
            Map<String, Participant> participants = participants(held);
            return facts.end(tx, FUNDING_DECISIONS, gone(held.keySet(), participants))
                    .chain(() -> decide(tx, held, participants, moved));
        });
    }

    private Uni<Map<String, Held>> load(SqlConnection tx, Map<String, Cause> moved) {
        return facts.load(tx, moved.keySet(), PARTICIPANT_CHANGES, FUNDING_DECISIONS);
    }

    /** Nothing can be decided about somebody whom no school has reported yet. */
    private static Map<String, Participant> participants(Map<String, Held> held) {
        Map<String, Participant> participants = new LinkedHashMap<>();
        held.forEach((key, facts) -> Undecidable.about(key, () -> facts.snapshot(PARTICIPANT_CHANGES))
                .ifPresent(participant -> participants.put(key, participant)));
        return participants;
    }

    private static List<String> gone(Set<String> keys, Map<String, Participant> participants) {
        return keys.stream()
                .filter(key -> !participants.containsKey(key)
                        || participants.get(key).mergedInto().isPresent())
                .toList();
    }

    private Uni<Void> decide(
            SqlConnection tx, Map<String, Held> held, Map<String, Participant> participants, Map<String, Cause> moved) {
        Map<String, Decision<FundingChange, FundingPosition>> decisions = new LinkedHashMap<>();
        participants.forEach((key, participant) ->
                decisions.put(key, Undecidable.about(key, () -> decision(participant, held.get(key)))));
        return facts.decided(tx, FUNDING_DECISIONS, held, decisions, moved);
    }

    private static Decision<FundingChange, FundingPosition> decision(Participant participant, Held held) {
        FundingPosition now = Eligibility.decide(participant);
        return new Decision<>(
                now, Eligibility.changes(held.snapshot(FUNDING_DECISIONS).orElse(null), now));
    }
}
