package uk.gov.education.training.platform.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to Kafka.
 *
 * @param key one character for each byte, as {@link KeyEncoding} has it; null only for a dead letter that came without
 *     one
 * @param headers header values hold one byte per character, so that they survive whatever they were
 * @param body null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxRecord(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body) {

    static final int SHARDS = 16;

    /** About how many bytes it is. */
    public long size() {
        long size = key == null ? 0 : key.length();
        size += body == null ? 0 : body.length;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += 3L * header.getKey().length() + header.getValue().length() + 10;
        }
        return size;
    }

    /** All records of a key are in one shard, and a shard is published by one relay at a time. */
    public int shard() {
        return key == null ? 0 : Math.floorMod(key.hashCode(), SHARDS);
    }
}
