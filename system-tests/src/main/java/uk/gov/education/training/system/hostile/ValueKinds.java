package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.deadLettered;

import java.util.Arrays;
import java.util.List;

/** Records whose value is not a valid message. */
final class ValueKinds {

    private static final int DEEP = 10_000;
    private static final int MEGABYTE = 1_000_000;

    private ValueKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("value: null, which ends a key", recordDraft -> recordDraft.value = null),
                deadLettered("value: empty", recordDraft -> recordDraft.value = new byte[0]),
                deadLettered("value: no JSON", recordDraft -> value(recordDraft, "not JSON at all")),
                deadLettered("value: anything", recordDraft -> recordDraft.value = recordDraft.bytes(500)),
                deadLettered(
                        "value: truncated",
                        recordDraft ->
                                recordDraft.value = Arrays.copyOf(recordDraft.value, recordDraft.value.length / 2)),
                deadLettered("value: an array", recordDraft -> value(recordDraft, "[" + recordDraft.message + "]")),
                deadLettered("value: a text", recordDraft -> value(recordDraft, "\"" + recordDraft.ownKey + "\"")),
                deadLettered("value: JSON's null", recordDraft -> value(recordDraft, "null")),
                deadLettered("value: a number", recordDraft -> value(recordDraft, "-0.0e-999")),
                deadLettered("value: {}", recordDraft -> value(recordDraft, "{}")),
                deadLettered("value: {\"version\": 1}", recordDraft -> value(recordDraft, "{\"version\": 1}")),
                accountedFor(
                        "value: two messages",
                        recordDraft -> value(recordDraft, recordDraft.message + " " + recordDraft.message)),
                deadLettered(
                        "value: 10,000 arrays", recordDraft -> value(recordDraft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                deadLettered(
                        "value: 10,000 objects, no end", recordDraft -> value(recordDraft, "{\"a\":".repeat(DEEP))),
                accountedFor(
                        "value: 10,000 arrays beside",
                        recordDraft -> withExtraProperty(recordDraft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                accountedFor(
                        "value: a number of 10,000 digits",
                        recordDraft -> withExtraProperty(recordDraft, "9".repeat(DEEP))),
                accountedFor("value: 1e999999999", recordDraft -> withExtraProperty(recordDraft, "1e999999999")),
                accountedFor("value: 20,000 properties", recordDraft -> withExtraProperty(recordDraft, properties())),
                deadLettered("value: a megabyte of blanks", recordDraft -> value(recordDraft, " ".repeat(MEGABYTE))),
                accountedFor(
                        "value: blanks and a message",
                        recordDraft -> value(recordDraft, " ".repeat(MEGABYTE / 2) + recordDraft.message)),
                accountedFor("value: BOM", recordDraft -> value(recordDraft, "\uFEFF" + recordDraft.message)),
                accountedFor(
                        "value: UTF-16",
                        recordDraft -> recordDraft.value =
                                recordDraft.message.toString().getBytes(UTF_16)),
                accountedFor("value: not UTF-8", ValueKinds::notUtf8),
                accountedFor(
                        "value: each key twice",
                        recordDraft -> value(recordDraft, twice(recordDraft.message.toString()))));
    }

    private static void value(RecordDraft recordDraft, String value) {
        recordDraft.value = value.getBytes(UTF_8);
    }

    /** The message with an additional property, which consumers tolerate. */
    private static void withExtraProperty(RecordDraft recordDraft, String json) {
        value(
                recordDraft,
                "{\"beside\": " + json + "," + recordDraft.message.toString().substring(1));
    }

    private static String properties() {
        StringBuilder all = new StringBuilder("{\"p\": 0");
        for (int i = 0; i < 2 * DEEP; i++) {
            all.append(",\"p").append(i).append("\":").append(i);
        }
        return all.append('}').toString();
    }

    private static String twice(String object) {
        return object.substring(0, object.length() - 1) + "," + object.substring(1);
    }

    private static void notUtf8(RecordDraft recordDraft) {
        recordDraft.message.put("beside", "\u00a7");
        byte[] bytes = recordDraft.message.toString().getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                bytes[i] = (byte) 0xff;
            }
        }
        recordDraft.value = bytes;
    }
}
