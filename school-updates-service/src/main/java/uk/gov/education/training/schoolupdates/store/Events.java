package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
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

/** Writes events into the outbox, in the caller's transaction. */
@ApplicationScoped
class Events {

    private final Outbox outbox;
    private final String service;

    Events(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    <C, S> OutboxRecord event(Topic<C, S> topic, String key, long version, C change, S snapshot, Cause cause) {
        return CloudEvents.write(
                topic, key, new Message<>(version, cause.at(), change, snapshot), service, cause, Instant.now());
    }

    /** In the order given. */
    Uni<Void> add(List<OutboxRecord> events) {
        return outbox.add(Transactions.current(), events);
    }

    /** The end of a key: whoever knows anything about it forgets it. */
    Uni<Void> end(Topic<?, ?> topic, String key) {
        return add(List.of(CloudEvents.tombstone(topic, key)));
    }
}
