package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys of records as text with one character for each byte. A valid key is ASCII and reads as written; any other
 * key keeps its bytes, so that it can be parked unchanged.
 */
public final class KeyEncoding {

    private KeyEncoding() {}

    /** Deserializes keys in this encoding, like the connector. */
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
