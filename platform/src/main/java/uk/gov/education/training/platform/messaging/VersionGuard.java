package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.KnownVersions.Known;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Sorts out a poll by what its keys' owners can have said. What is held is asked for only where it matters: where a
 * version is beyond the largest step from nothing, and on topics of which this service is the owner.
 *
 * <p>An owner reads its own topic for the sake of a lost database. So it takes from there only what it has not said
 * itself since its database was made; what somebody else adds to its keys is parked.
 */
@ApplicationScoped
class VersionGuard {

    private static final Logger LOG = Logger.getLogger(VersionGuard.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private static final String HELD = """
            select fact.key, fact.version, fact.decided, exists(select from topics_read where topic = $1)
            from unnest($2::text[]) as asked (key)
            left join facts as fact on fact.topic = $1 and fact.key = asked.key""";
    private static final String READ = "insert into topics_read (topic) values ($1) on conflict do nothing";

    private final Pool pool;
    private final FactStore factStore;
    private final DatabaseMigration databaseMigration;
    private final CatchUpTracker catchUpTracker;
    private final String service;

    VersionGuard(
            Pool pool,
            FactStore factStore,
            DatabaseMigration databaseMigration,
            CatchUpTracker catchUpTracker,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.factStore = factStore;
        this.databaseMigration = databaseMigration;
        this.catchUpTracker = catchUpTracker;
        this.service = service;
    }

    /** Keeps in mind, beside the factStore, that all there was of the own topics when this service started is read. */
    void onStart(@Observes StartupEvent start) {
        Topics.ALL.stream().filter(topic -> Topics.isOwner(service, topic)).forEach(topic -> databaseMigration
                .ready()
                .chain(() -> catchUpTracker.read(topic))
                .chain(() -> pool.preparedQuery(READ).execute(Tuple.of(topic.name())))
                .onFailure()
                .invoke(passing -> LOG.debugf("Noted again: %s", RedactedErrors.inShort(passing)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debugf("%s is read", topic.name())));
    }

    /** What a poll says, as far as that depends on nothing that is held. */
    <C, S> Judged<C, S> judge(SnapshotProjection<C, S> subscription, List<ConsumerRecord<String, byte[]>> records) {
        if (Topics.isOwner(service, subscription.topic())) {
            return new Judged<>(subscription, records, null);
        }
        Batch batch = Batch.of(subscription, records, KnownVersions.none());
        return new Judged<>(subscription, records, isFarAhead(batch) ? null : batch);
    }

    private static boolean isFarAhead(Batch batch) {
        return batch.newest().values().stream().anyMatch(fact -> fact.version() > Versions.LARGEST_STEP)
                || batch.unreadable().stream()
                        .anyMatch(letter -> letter.reason().equals(KnownVersions.VERSION));
    }

    /** A poll, sorted out but for what depends on what is held. */
    record Judged<C, S>(
            SnapshotProjection<C, S> subscription,
            List<ConsumerRecord<String, byte[]>> records,
            @Nullable Batch batch) {}

    /** Locks the keys of a poll, and tells what it says to a service that holds what it holds. */
    <C, S> Uni<Batch> lock(SqlConnection tx, Judged<C, S> judged) {
        Batch batch = judged.batch();
        if (batch != null) {
            Set<String> keys = new HashSet<>(batch.newest().keySet());
            keys.addAll(batch.ended());
            return (keys.isEmpty() ? Uni.createFrom().voidItem() : factStore.lock(tx, keys)).replaceWith(batch);
        }
        Topic<C, S> topic = judged.subscription().topic();
        List<String> keys = judged.records().stream()
                .map(ConsumerRecord::key)
                .filter(topic.key()::fits)
                .distinct()
                .toList();
        return (keys.isEmpty()
                        ? Uni.createFrom().item(KnownVersions.none())
                        : factStore.lock(tx, keys).chain(() -> known(tx, topic, keys)))
                .map(known -> Batch.of(judged.subscription(), judged.records(), known));
    }

    private Uni<KnownVersions> known(SqlConnection tx, Topic<?, ?> topic, List<String> keys) {
        boolean own = Topics.isOwner(service, topic);
        return tx.preparedQuery(HELD)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Known> held = new HashMap<>();
                    boolean read = false;
                    for (Row row : rows) {
                        if (row.getString(0) != null) {
                            held.put(row.getString(0), new Known(row.getLong(1), own && row.getBoolean(2)));
                        }
                        read = row.getBoolean(3);
                    }
                    return new KnownVersions(held, own && read);
                });
    }
}
