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
 * Replaces facts by the latest version on their topic, and runs the service's reactions. A fact that the service itself
 * published and the topic has lost is published again.
 */
@ApplicationScoped
class RepairFacts {

    private final FactStore factStore;
    private final StoredFactsReader storedFacts;
    private final Outbox outbox;
    private final String service;

    RepairFacts(
            FactStore factStore,
            StoredFactsReader storedFacts,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.factStore = factStore;
        this.storedFacts = storedFacts;
        this.outbox = outbox;
        this.service = service;
    }

    /**
     * Runs in the caller's transaction, which has locked the keys.
     *
     * @return the number of rows written
     */
    Uni<Long> repair(
            SqlConnection tx,
            KeyFollower follower,
            Map<String, FactsOfKey.StoredSnapshot> stored,
            Map<String, MismatchKind> mismatches) {
        boolean own = Topics.isOwner(service, follower.topic());
        Map<String, FactsOfKey.StoredSnapshot> restored = new LinkedHashMap<>();
        Set<String> deleted = new HashSet<>();
        List<OutboxRecord> lost = new ArrayList<>();
        mismatches.forEach((key, kind) -> {
            KeyHistory.Fact last = follower.history(key).last();
            if (own && kind == MismatchKind.NEWER) {
                lost.add(lostMessage(follower.topic(), follower.newest(key), stored.get(key)));
            } else if (last.snapshot() != null) {
                restored.put(key, new FactsOfKey.StoredSnapshot(last.version(), last.snapshot()));
            } else if (!own) {
                deleted.add(key);
            }
        });
        Cause cause = Cause.now();
        Set<String> changed = new HashSet<>(restored.keySet());
        changed.addAll(deleted);
        return storedFacts.written(tx).chain(before -> factStore
                .overwrite(tx, follower.topic(), restored)
                .chain(() -> factStore.delete(tx, follower.topic(), deleted))
                .chain(() -> outbox.add(tx, lost))
                .chain(() -> changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : follower.subscription()
                                .changeHandler()
                                .on(tx, changed.stream().collect(toMap(key -> key, key -> cause))))
                .chain(() -> storedFacts.written(tx))
                .map(after -> StoredFactsReader.between(before, after).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()));
    }

    /**
     * The lost message of a fact: the stored version and snapshot, with the latest change on the topic, since the lost
     * change is stored nowhere.
     */
    private <C, S> OutboxRecord lostMessage(
            Topic<C, S> topic, ConsumerRecord<String, byte[]> last, FactsOfKey.StoredSnapshot stored) {
        try {
            Message<C, S> message = CloudEvents.read(topic, last);
            FactsOfKey facts = new FactsOfKey(last.key(), Map.of(topic.name(), stored));
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return CloudEvents.write(
                    topic,
                    last.key(),
                    new Message<>(
                            stored.version(),
                            message.at(),
                            message.change(),
                            facts.snapshot(topic).orElseThrow()),
                    service,
                    new Cause(message.at(), Traces.begin()),
                    now);
        } catch (InvalidRecord bug) {
            throw new IllegalStateException("A record that was readable before is not", bug);
        }
    }
}
