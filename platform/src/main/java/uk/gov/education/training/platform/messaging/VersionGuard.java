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
 * Rejects records with a version that the key's owner cannot have published next. Loads the stored versions only if
 * they matter: for a version beyond {@link Versions#LARGEST_STEP}, and on the topics that this service owns.
 *
 * <p>An owner reads its own topics to recover from the loss of its database. It accepts only what it has not published
 * itself since its database was created; records that someone else adds to its keys are parked.
 */
@ApplicationScoped
class VersionGuard {

    private static final Logger LOG = Logger.getLogger(VersionGuard.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private static final String STORED_VERSIONS = """
            select fact.key, fact.version, fact.decided, exists(select from topics_read where topic = $1)
            from unnest($2::text[]) as asked (key)
            left join facts as fact on fact.topic = $1 and fact.key = asked.key""";
    private static final String NOTE_READ = "insert into topics_read (topic) values ($1) on conflict do nothing";

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

    /** Notes in the database which of its own topics this service has read to the end. */
    void onStart(@Observes StartupEvent start) {
        Topics.ALL.stream().filter(topic -> Topics.isOwner(service, topic)).forEach(topic -> databaseMigration
                .ready()
                .chain(() -> catchUpTracker.whenRead(topic))
                .chain(() -> pool.preparedQuery(NOTE_READ).execute(Tuple.of(topic.name())))
                .onFailure()
                .invoke(passing -> LOG.debugf(
                        "Could not note that a topic is read, retrying: %s", RedactedErrors.inShort(passing)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debugf("%s is read to the end", topic.name())));
    }

    /** Reads the records as far as that does not depend on stored versions. */
    <C, S> Prepared<C, S> prepare(SnapshotProjection<C, S> projection, List<ConsumerRecord<String, byte[]>> records) {
        if (Topics.isOwner(service, projection.topic())) {
            return new Prepared<>(projection, records, null);
        }
        Batch batch = Batch.of(projection, records, KnownVersions.none());
        return new Prepared<>(projection, records, isFarAhead(batch) ? null : batch);
    }

    private static boolean isFarAhead(Batch batch) {
        return batch.newest().values().stream().anyMatch(fact -> fact.version() > Versions.LARGEST_STEP)
                || batch.invalid().stream().anyMatch(letter -> letter.reason().equals(KnownVersions.VERSION));
    }

    /** @param batch null if it depends on the stored versions */
    record Prepared<C, S>(
            SnapshotProjection<C, S> projection,
            List<ConsumerRecord<String, byte[]>> records,
            @Nullable Batch batch) {}

    /** Locks the keys of the records, and checks their versions against the stored ones. */
    <C, S> Uni<Batch> lock(SqlConnection tx, Prepared<C, S> prepared) {
        Batch batch = prepared.batch();
        if (batch != null) {
            Set<String> keys = batch.keys();
            return (keys.isEmpty() ? Uni.createFrom().voidItem() : factStore.lock(tx, keys)).replaceWith(batch);
        }
        Topic<C, S> topic = prepared.projection().topic();
        List<String> keys = prepared.records().stream()
                .map(ConsumerRecord::key)
                .filter(topic.key()::fits)
                .distinct()
                .toList();
        return (keys.isEmpty()
                        ? Uni.createFrom().item(KnownVersions.none())
                        : factStore.lock(tx, keys).chain(() -> loadVersions(tx, topic, keys)))
                .map(known -> Batch.of(prepared.projection(), prepared.records(), known));
    }

    private Uni<KnownVersions> loadVersions(SqlConnection tx, Topic<?, ?> topic, List<String> keys) {
        boolean own = Topics.isOwner(service, topic);
        return tx.preparedQuery(STORED_VERSIONS)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Known> stored = new HashMap<>();
                    boolean read = false;
                    for (Row row : rows) {
                        if (row.getString(0) != null) {
                            stored.put(row.getString(0), new Known(row.getLong(1), own && row.getBoolean(2)));
                        }
                        read = row.getBoolean(3);
                    }
                    return new KnownVersions(stored, own && read);
                });
    }
}
