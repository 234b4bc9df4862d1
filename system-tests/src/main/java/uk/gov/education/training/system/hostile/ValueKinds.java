package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import java.util.Arrays;
import java.util.List;

/** Bodies that are no message, as bytes and as JSON. */
final class ValueKinds {

    private static final int DEEP = 10_000;
    private static final int MEGABYTE = 1_000_000;

    private ValueKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("value: null, which ends a key", draft -> draft.value = null),
                parked("value: empty", draft -> draft.value = new byte[0]),
                parked("value: no JSON", draft -> value(draft, "not JSON at all")),
                parked("value: anything", draft -> draft.value = draft.bytes(500)),
                parked("value: truncated", draft -> draft.value = Arrays.copyOf(draft.value, draft.value.length / 2)),
                parked("value: an array", draft -> value(draft, "[" + draft.message + "]")),
                parked("value: a text", draft -> value(draft, "\"" + draft.ownKey + "\"")),
                parked("value: JSON's null", draft -> value(draft, "null")),
                parked("value: a number", draft -> value(draft, "-0.0e-999")),
                parked("value: {}", draft -> value(draft, "{}")),
                parked("value: {\"version\": 1}", draft -> value(draft, "{\"version\": 1}")),
                accountedFor("value: two messages", draft -> value(draft, draft.message + " " + draft.message)),
                parked("value: 10,000 arrays", draft -> value(draft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                parked("value: 10,000 objects, no end", draft -> value(draft, "{\"a\":".repeat(DEEP))),
                accountedFor(
                        "value: 10,000 arrays beside", draft -> beside(draft, "[".repeat(DEEP) + "]".repeat(DEEP))),
                accountedFor("value: a number of 10,000 digits", draft -> beside(draft, "9".repeat(DEEP))),
                accountedFor("value: 1e999999999", draft -> beside(draft, "1e999999999")),
                accountedFor("value: 20,000 properties", draft -> beside(draft, properties())),
                parked("value: a megabyte of blanks", draft -> value(draft, " ".repeat(MEGABYTE))),
                accountedFor(
                        "value: blanks and a message", draft -> value(draft, " ".repeat(MEGABYTE / 2) + draft.message)),
                accountedFor("value: BOM", draft -> value(draft, "\uFEFF" + draft.message)),
                accountedFor(
                        "value: UTF-16",
                        draft -> draft.value = draft.message.toString().getBytes(UTF_16)),
                accountedFor("value: not UTF-8", ValueKinds::notUtf8),
                accountedFor("value: each key twice", draft -> value(draft, twice(draft.message.toString()))));
    }

    private static void value(Draft draft, String value) {
        draft.value = value.getBytes(UTF_8);
    }

    /** The message with one more property, which readers tolerate. */
    private static void beside(Draft draft, String json) {
        value(draft, "{\"beside\": " + json + "," + draft.message.toString().substring(1));
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

    private static void notUtf8(Draft draft) {
        draft.message.put("beside", "\u00a7");
        byte[] bytes = draft.message.toString().getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                bytes[i] = (byte) 0xff;
            }
        }
        draft.value = bytes;
    }
}
