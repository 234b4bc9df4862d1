package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.messaging.OutboxRecord;

/** Writes events into the outbox. */
@ApplicationScoped
public class EventWriter {

    private final Outbox outbox;
    private final String service;

    EventWriter(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    /** Renders the event of a change. The caller writes it into the outbox, in the transaction of the change. */
    public <C, S> OutboxRecord event(Topic<C, S> topic, String key, long version, C change, S snapshot, Cause cause) {
        return CloudEvents.write(
                topic, key, new Message<>(version, cause.at(), change, snapshot), service, cause, Instant.now());
    }

    Uni<Void> add(SqlConnection tx, List<OutboxRecord> events) {
        return outbox.add(tx, events);
    }

    Uni<Void> addTombstone(SqlConnection tx, Topic<?, ?> topic, String key) {
        return addTombstones(tx, topic, List.of(key));
    }

    Uni<Void> addTombstones(SqlConnection tx, Topic<?, ?> topic, List<String> keys) {
        return add(
                tx, keys.stream().map(key -> CloudEvents.tombstone(topic, key)).toList());
    }
}
