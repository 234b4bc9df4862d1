package uk.gov.education.training.events.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to Kafka.
 *
 * @param key null only for a dead letter that came without one
 * @param headers header values hold one byte per character, so that they survive whatever they were
 * @param body null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxRecord(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body) {

    static final int SHARDS = 16;

    /** All records of a key are in one shard, and a shard is published by one relay at a time. */
    public int shard() {
        return key == null ? 0 : Math.floorMod(key.hashCode(), SHARDS);
    }
}
