package uk.gov.education.training.events.operations.mending;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.CloudEvents;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.OutboxRecord;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.delivery.UnreadableRecord;
import uk.gov.education.training.events.operations.mending.domain.KeyHistory;
import uk.gov.education.training.events.operations.mending.domain.Kind;

/**
 * Makes facts what their topic says in the end, and lets the service react to it. What the service itself has said, and
 * the topic does not have, is not thrown away: it is published again.
 */
@ApplicationScoped
class MendFacts {

    private final Facts facts;
    private final HeldFacts held;
    private final Outbox outbox;
    private final String service;

    MendFacts(
            Facts facts,
            HeldFacts held,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.facts = facts;
        this.held = held;
        this.outbox = outbox;
        this.service = service;
    }

    /**
     * In the caller's transaction, in which the keys are locked.
     *
     * @return how many rows were written
     */
    Uni<Long> mend(SqlConnection tx, TopicTail tail, Map<String, Held.Fact> have, Map<String, Kind> differences) {
        boolean own = Topics.isOwner(service, tail.topic());
        Map<String, Held.Fact> again = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        List<OutboxRecord> lost = new ArrayList<>();
        differences.forEach((key, kind) -> {
            KeyHistory.Fact last = tail.history(key).last();
            if (own && kind == Kind.NEWER) {
                lost.add(published(tail.topic(), tail.newest(key), have.get(key)));
            } else if (last.snapshot() != null) {
                again.put(key, new Held.Fact(last.version(), last.snapshot()));
            } else if (!own) {
                gone.add(key);
            }
        });
        Cause cause = new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
        Set<String> moved = new HashSet<>(again.keySet());
        moved.addAll(gone);
        return held.written(tx).chain(before -> facts.keepAgain(tx, tail.topic(), again)
                .chain(() -> facts.forget(tx, tail.topic(), gone))
                .chain(() -> outbox.add(tx, lost))
                .chain(() -> moved.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tail.reader().reaction().on(tx, moved.stream().collect(toMap(key -> key, key -> cause))))
                .chain(() -> held.written(tx))
                .map(after -> HeldFacts.between(before, after).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()));
    }

    /**
     * What this service has said and the topic has lost, said again: under the version that is held, with the snapshot
     * that is held, and with the last change that the topic still tells, as the lost one is written nowhere.
     */
    private <C, S> OutboxRecord published(Topic<C, S> topic, ConsumerRecord<String, byte[]> last, Held.Fact have) {
        try {
            Message<C, S> message = CloudEvents.read(topic, last);
            Held facts = new Held(last.key(), Map.of(topic.name(), have));
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return CloudEvents.write(
                    topic,
                    last.key(),
                    new Message<>(
                            have.version(),
                            message.at(),
                            message.change(),
                            facts.snapshot(topic).orElseThrow()),
                    service,
                    new Cause(message.at(), Traces.begin()),
                    now);
        } catch (UnreadableRecord impossible) {
            throw new IllegalStateException("What could be read can't be read any more", impossible);
        }
    }
}
