package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.CloudEvents;

/** Writes events into the outbox, in the caller's transaction. */
@ApplicationScoped
class Events implements PanacheRepositoryBase<OutboxRow, Long> {

    private final String service;

    Events(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
    }

    <C, S> OutboxRow event(Topic<C, S> topic, String key, long version, C change, S snapshot, Cause cause) {
        return OutboxRow.of(CloudEvents.write(
                topic, key, new Message<>(version, cause.at(), change, snapshot), service, cause, Instant.now()));
    }

    /** The end of a key: whoever knows anything about it forgets it. */
    static OutboxRow end(Topic<?, ?> topic, String key) {
        return OutboxRow.of(CloudEvents.tombstone(topic, key));
    }

    /** In the order given. */
    Uni<Void> add(List<OutboxRow> events) {
        return persist(events);
    }
}
