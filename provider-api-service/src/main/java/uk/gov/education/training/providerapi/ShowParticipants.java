package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.providerapi.domain.ParticipantView;

/** What a provider would see on another day than today, for callers who choose the time. */
@ApplicationScoped
public class ShowParticipants {

    private final Pool pool;
    private final Facts facts;

    ShowParticipants(Pool pool, Facts facts) {
        this.pool = pool;
        this.facts = facts;
    }

    /** The resources of these participants, in this order, as of that day. */
    public Uni<List<String>> asOf(LocalDate day, UUID leadProviderId, Map<UUID, Instant> updatedAt) {
        List<String> keys = updatedAt.keySet().stream().map(UUID::toString).toList();
        return pool.withConnection(connection -> facts.load(connection, keys, RefreshParticipants.TOPICS))
                .map(held -> updatedAt.entrySet().stream()
                        .flatMap(entry -> view(held.get(entry.getKey().toString()), leadProviderId, day)
                                .map(view -> ParticipantJson.of(view, entry.getValue()))
                                .stream())
                        .toList());
    }

    private static Optional<ParticipantView> view(Held held, UUID leadProviderId, LocalDate day) {
        return RefreshParticipants.factsOf(held).flatMap(known -> ParticipantView.of(leadProviderId, known, day));
    }
}
