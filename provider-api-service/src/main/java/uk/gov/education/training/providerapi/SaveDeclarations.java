package uk.gov.education.training.providerapi;

import static uk.gov.education.training.events.Topics.DECLARATIONS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.facts.LoadedFacts;

/** Keeps an accepted change of declarations, publishes it and shows it. */
@ApplicationScoped
class SaveDeclarations {

    private final FactStore factStore;
    private final RefreshParticipants participants;

    SaveDeclarations(FactStore factStore, RefreshParticipants participants) {
        this.factStore = factStore;
        this.participants = participants;
    }

    /** @param key of the participant, which is locked */
    Uni<Void> keep(SqlConnection tx, String key, LoadedFacts found, Accepted accepted, Cause cause) {
        return factStore
                .saveDecisions(
                        tx,
                        DECLARATIONS,
                        found.stored(),
                        Map.of(key, new Decision<>(accepted.declarations(), List.of(accepted.change()))),
                        Map.of(key, cause))
                .chain(() -> participants.refresh(tx, Set.of(key)));
    }
}
