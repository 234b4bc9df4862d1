package uk.gov.education.training.platform.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish.
 *
 * @param key one character for each byte, see {@link KeyEncoding}; null only for a dead letter or an outcome whose
 *     record had none
 * @param headers values with one character for each byte, so that any value survives
 * @param body null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxRecord(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body) {

    static final int SHARDS = 16;

    /** The approximate size in bytes. */
    public long size() {
        long size = key == null ? 0 : key.length();
        size += body == null ? 0 : body.length;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += 3L * header.getKey().length() + header.getValue().length() + 10;
        }
        return size;
    }

    /** The shard of the key. One relay at a time publishes a shard. */
    public int shard() {
        return key == null ? 0 : Math.floorMod(key.hashCode(), SHARDS);
    }
}
