package uk.gov.education.training.schoolupdates.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.schoolupdates.store.EventWriter;

/** Writes the events of reference data into the outbox, in the transaction of the change. */
@ApplicationScoped
public class ReferenceEvents {

    private static final String ADD = """
            insert into outbox (shard, topic, key, headers, body)
            select shard, topic, convert_to(key, 'UTF8'), headers, convert_to(body, 'UTF8')
            from rows from (json_to_recordset(cast(cast(?1 as text) as json))
                as (shard smallint, topic text, key text, headers text, body text))
                with ordinality as record (shard, topic, key, headers, body, position)
            order by position""";

    private final EventWriter eventWriter;

    ReferenceEvents(EventWriter eventWriter) {
        this.eventWriter = eventWriter;
    }

    private record Row(
            int shard,
            String topic,
            @Nullable String key,
            String headers,
            @Nullable String body) {

        static Row of(OutboxRecord event) {
            return new Row(
                    event.shard(),
                    event.topic(),
                    event.key(),
                    Json.write(event.headers()),
                    event.body() == null ? null : new String(event.body(), UTF_8));
        }
    }

    /** Gives a record its next version, and renders the event. The record is new, or its row is locked. */
    public <C, S> OutboxRecord next(PublishedEntity<C, S> published, C change, Cause cause) {
        long version = published.nextVersion();
        return eventWriter.event(
                published.topic(), published.id.toString(), version, change, published.snapshot(), cause);
    }

    /** Writes events in one statement. */
    public Uni<Void> add(Mutiny.Session session, List<OutboxRecord> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(ADD)
                        .setParameter(1, Json.write(events.stream().map(Row::of).toList()))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** Publishes one change. */
    public <C, S> Uni<Void> publish(Mutiny.Session session, PublishedEntity<C, S> published, C change, Cause cause) {
        return add(session, List.of(next(published, change, cause)));
    }
}
