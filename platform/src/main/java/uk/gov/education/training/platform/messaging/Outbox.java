package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import uk.gov.education.training.events.Json;

/**
 * The table of records to publish. A record is written in the transaction of the change that it reports. The writer
 * must hold the lock of the key, so that the order in the outbox is the order of the commits.
 */
@ApplicationScoped
public class Outbox {

    private static final String ADD = """
            insert into outbox (shard, topic, key, headers, body)
            values ($1, $2, $3, $4, $5)""";

    private final Semaphore added = new Semaphore(0);

    public Uni<Void> add(SqlConnection tx, List<OutboxRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(ADD)
                .executeBatch(records.stream().map(Outbox::row).toList())
                .replaceWithVoid();
    }

    /** Wakes the relay after a commit. Without it the relay notices the records a moment later. */
    public void wake() {
        if (added.availablePermits() == 0) {
            added.release();
        }
    }

    /** Waits for records of this instance, or for so long: another instance may have added some. */
    void await(long millis) throws InterruptedException {
        if (added.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            added.drainPermits();
        }
    }

    /** Writes a record's headers as stored in the table. */
    static String headersJson(OutboxRecord record) {
        return Json.write(record.headers());
    }

    private static Tuple row(OutboxRecord record) {
        byte[] body = record.body();
        return Tuple.of(
                record.shard(),
                record.topic(),
                record.key() == null ? null : Buffer.buffer(KeyEncoding.bytes(record.key())),
                headersJson(record),
                body == null ? null : Buffer.buffer(body));
    }
}
