package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import java.util.Arrays;
import java.util.List;

/** Bodies that are not a message, as bytes and as JSON. */
final class ValueKinds {

    private static final int DEEP = 10_000;
    private static final int MEGABYTE = 1_000_000;

    private ValueKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("value: null, which ends a key", recordDraft -> recordDraft.value = null),
                parked("value: empty", recordDraft -> recordDraft.value = new byte[0]),
                parked("value: no JSON", recordDraft -> value(recordDraft, "not JSON at all")),
                parked("value: anything", recordDraft -> recordDraft.value = recordDraft.bytes(500)),
                parked(
                        "value: truncated",
                        recordDraft ->
                                recordDraft.value = Arrays.copyOf(recordDraft.value, recordDraft.value.length / 2)),
                parked("value: an array", recordDraft -> value(recordDraft, "[" + recordDraft.message + "]")),
                parked("value: a text", recordDraft -> value(recordDraft, "\"" + recordDraft.ownKey + "\"")),
                parked("value: JSON's null", recordDraft -> value(recordDraft, "null")),
                parked("value: a number", recordDraft -> value(recordDraft, "-0.0e-999")),
                parked("value: {}", recordDraft -> value(recordDraft, "{}")),
                parked("value: {\"version\": 1}", recordDraft -> value(recordDraft, "{\"version\": 1}")),
                accountedFor(
                        "value: two messages",
                        recordDraft -> value(recordDraft, recordDraft.message + " " + recordDraft.message)),
                parked("value: 10,000 arrays", recordDraft -> value(recordDraft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                parked("value: 10,000 objects, no end", recordDraft -> value(recordDraft, "{\"a\":".repeat(DEEP))),
                accountedFor(
                        "value: 10,000 arrays beside",
                        recordDraft -> beside(recordDraft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                accountedFor("value: a number of 10,000 digits", recordDraft -> beside(recordDraft, "9".repeat(DEEP))),
                accountedFor("value: 1e999999999", recordDraft -> beside(recordDraft, "1e999999999")),
                accountedFor("value: 20,000 properties", recordDraft -> beside(recordDraft, properties())),
                parked("value: a megabyte of blanks", recordDraft -> value(recordDraft, " ".repeat(MEGABYTE))),
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
    private static void beside(RecordDraft recordDraft, String json) {
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
