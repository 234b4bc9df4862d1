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
import uk.gov.education.training.providerapi.domain.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.ParticipantView;

/** What a provider would see on another day than today, for callers who choose the time. */
@ApplicationScoped
public class ShowParticipants {

    private final Pool pool;
    private final KnownParticipants known;

    ShowParticipants(Pool pool, KnownParticipants known) {
        this.pool = pool;
        this.known = known;
    }

    /** The resources of these participants, in this order, as of that day. */
    public Uni<List<String>> asOf(LocalDate day, UUID leadProviderId, Map<UUID, Instant> updatedAt) {
        List<String> keys = updatedAt.keySet().stream().map(UUID::toString).toList();
        return pool.withConnection(connection -> known.load(connection, keys))
                .map(found -> updatedAt.entrySet().stream()
                        .flatMap(entry -> view(found.about(entry.getKey().toString()), leadProviderId, day)
                                .map(view -> ParticipantJson.of(view, entry.getValue()))
                                .stream())
                        .toList());
    }

    private static Optional<ParticipantView> view(
            Optional<ParticipantFacts> about, UUID leadProviderId, LocalDate day) {
        return about.flatMap(facts -> ParticipantView.of(leadProviderId, facts, day));
    }
}
