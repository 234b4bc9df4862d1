package uk.gov.education.training.providerapi;

import static uk.gov.education.training.events.Topics.DECLARATIONS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.providerapi.KnownParticipants.Known;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict.Accepted;

/** Keeps an accepted change of declarations, publishes it and shows it. */
@ApplicationScoped
class KeepDeclarations {

    private final Facts facts;
    private final RefreshParticipants participants;

    KeepDeclarations(Facts facts, RefreshParticipants participants) {
        this.facts = facts;
        this.participants = participants;
    }

    /** @param key of the participant, which is locked */
    Uni<Void> keep(SqlConnection tx, String key, Known found, Accepted accepted, Cause cause) {
        return facts.decided(
                        tx,
                        DECLARATIONS,
                        found.held(),
                        Map.of(key, new Decision<>(accepted.declarations(), List.of(accepted.change()))),
                        Map.of(key, cause))
                .chain(() -> participants.refresh(tx, Set.of(key)));
    }
}
