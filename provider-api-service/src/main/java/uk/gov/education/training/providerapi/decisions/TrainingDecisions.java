package uk.gov.education.training.providerapi.decisions;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.training.ReportedChange;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;

/** Decides on a lead provider's report about a participant's training and saves it, on facts that are loaded once. */
@ApplicationScoped
public class TrainingDecisions {

    private final FactStore factStore;
    private final LoadParticipantFacts loadParticipantFacts;
    private final SaveDecision saveDecision;

    TrainingDecisions(FactStore factStore, LoadParticipantFacts loadParticipantFacts, SaveDecision saveDecision) {
        this.factStore = factStore;
        this.loadParticipantFacts = loadParticipantFacts;
        this.saveDecision = saveDecision;
    }

    /** @param decided the participant's facts after the change */
    public record TrainingDecision(TrainingChange change, ParticipantFacts decided) {}

    /**
     * Decides by a rule that needs nothing but the participant's facts.
     *
     * @return empty if the lead provider can't see the participant
     */
    public Uni<Optional<Verdict<ParticipantDocuments>>> decide(
            SqlConnection tx,
            UUID leadProviderId,
            UUID participantId,
            Cause cause,
            Function<ParticipantFacts, Verdict<ReportedChange>> rule) {
        return decideWith(tx, leadProviderId, participantId, cause, facts -> Uni.createFrom()
                .item(rule.apply(facts)
                        .map(reported ->
                                new TrainingDecision(reported.change(), facts.withReports(reported.reports())))));
    }

    /** Decides by a rule that loads more facts itself. */
    public Uni<Optional<Verdict<ParticipantDocuments>>> decideWith(
            SqlConnection tx,
            UUID leadProviderId,
            UUID participantId,
            Cause cause,
            Function<ParticipantFacts, Uni<Verdict<TrainingDecision>>> rule) {
        String key = participantId.toString();
        return factStore
                .lock(tx, List.of(key))
                .chain(() -> loadParticipantFacts.load(tx, List.of(key)))
                .chain(loaded -> {
                    Optional<ParticipantFacts> visible = loaded.participant(key)
                            .filter(facts -> facts.leadProviders().contains(leadProviderId));
                    return visible.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : rule.apply(visible.get())
                                    .chain(verdict -> save(tx, loaded, verdict, cause))
                                    .map(Optional::of);
                });
    }

    private Uni<Verdict<ParticipantDocuments>> save(
            SqlConnection tx, LoadedFacts loaded, Verdict<TrainingDecision> verdict, Cause cause) {
        return switch (verdict) {
            case Refused<TrainingDecision> refused -> Uni.createFrom().item(Verdict.refused(refused.reasons()));
            case Accepted<TrainingDecision>(TrainingDecision decision) ->
                saveDecision
                        .save(tx, loaded, decision.decided(), decision.change(), cause)
                        .map(Verdict::accepted);
        };
    }
}
