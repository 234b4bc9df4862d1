package uk.gov.education.training.platform.operations.reconciliation;

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
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Makes facts what their topic says in the end, and lets the service react to it. What the service itself has said, and
 * the topic does not have, is not thrown away: it is published again.
 */
@ApplicationScoped
class RepairFacts {

    private final FactStore factStore;
    private final StoredFactsReader held;
    private final Outbox outbox;
    private final String service;

    RepairFacts(
            FactStore factStore,
            StoredFactsReader held,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.factStore = factStore;
        this.held = held;
        this.outbox = outbox;
        this.service = service;
    }

    /**
     * In the caller's transaction, in which the keys are locked.
     *
     * @return how many rows were written
     */
    Uni<Long> mend(
            SqlConnection tx,
            KeyFollower tail,
            Map<String, FactsOfKey.StoredSnapshot> have,
            Map<String, MismatchKind> differences) {
        boolean own = Topics.isOwner(service, tail.topic());
        Map<String, FactsOfKey.StoredSnapshot> again = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        List<OutboxRecord> lost = new ArrayList<>();
        differences.forEach((key, kind) -> {
            KeyHistory.Fact last = tail.history(key).last();
            if (own && kind == MismatchKind.NEWER) {
                lost.add(published(tail.topic(), tail.newest(key), have.get(key)));
            } else if (last.snapshot() != null) {
                again.put(key, new FactsOfKey.StoredSnapshot(last.version(), last.snapshot()));
            } else if (!own) {
                gone.add(key);
            }
        });
        Cause cause = new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
        Set<String> moved = new HashSet<>(again.keySet());
        moved.addAll(gone);
        return held.written(tx).chain(before -> factStore
                .overwrite(tx, tail.topic(), again)
                .chain(() -> factStore.delete(tx, tail.topic(), gone))
                .chain(() -> outbox.add(tx, lost))
                .chain(() -> moved.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tail.reader().changeHandler().on(tx, moved.stream().collect(toMap(key -> key, key -> cause))))
                .chain(() -> held.written(tx))
                .map(after -> StoredFactsReader.between(before, after).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()));
    }

    /**
     * What this service has said and the topic has lost, said again: under the version that is held, with the snapshot
     * that is held, and with the last change that the topic still tells, as the lost one is written nowhere.
     */
    private <C, S> OutboxRecord published(
            Topic<C, S> topic, ConsumerRecord<String, byte[]> last, FactsOfKey.StoredSnapshot have) {
        try {
            Message<C, S> message = CloudEvents.read(topic, last);
            FactsOfKey factStore = new FactsOfKey(last.key(), Map.of(topic.name(), have));
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return CloudEvents.write(
                    topic,
                    last.key(),
                    new Message<>(
                            have.version(),
                            message.at(),
                            message.change(),
                            factStore.snapshot(topic).orElseThrow()),
                    service,
                    new Cause(message.at(), Traces.begin()),
                    now);
        } catch (InvalidRecord impossible) {
            throw new IllegalStateException("What could be read can't be read any more", impossible);
        }
    }
}
