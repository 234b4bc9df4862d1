package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of records as text of one character for each byte. A key that fits its topic is ASCII and reads as it was
 * written; any other keeps its bytes, so that it can be set aside as it came.
 */
public final class KeyEncoding {

    private KeyEncoding() {}

    /** Reads keys like that; the connector's configuration says the same. */
    public static Deserializer<String> deserializer() {
        Deserializer<String> keys = new StringDeserializer();
        keys.configure(Map.of("key.deserializer.encoding", ISO_8859_1.name()), true);
        return keys;
    }

    public static byte @Nullable [] bytes(@Nullable String key) {
        return key == null ? null : key.getBytes(ISO_8859_1);
    }

    public static @Nullable String of(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, ISO_8859_1);
    }
}
