package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages whose properties say what they can't. */
final class JsonKinds {

    private static final Pattern DAY = Pattern.compile("\"20[0-9]{2}-([0-9]{2}-[0-9]{2})");
    private static final Pattern FREE_TEXT = Pattern.compile(
            "(\"(?:full_name|email|school_urn|lead_provider_name|detail|identifier|schedule_identifier|address)\":\"[^\"]*)\"");
    private static final int MANY = 1_000;
    private static final int LONG = 100_000;

    private JsonKinds() {}

    static List<RecordKind> all() {
        return List.of(
                parked("version: 0", draft -> version(draft, "0")),
                parked("version: -1", draft -> version(draft, "-1")),
                parked("version: 1.5", draft -> version(draft, "1.5")),
                parked("version: \"1\"", draft -> version(draft, "\"1\"")),
                parked("version: null", draft -> version(draft, "null")),
                parked("version: 2^63-1", draft -> version(draft, Long.toString(Long.MAX_VALUE))),
                parked(
                        "version: 2^63",
                        draft -> version(draft, BigInteger.TWO.pow(63).toString())),
                parked(
                        "version: 10^400",
                        draft -> version(draft, BigInteger.TEN.pow(400).toString())),
                parked("at: year 1000000000", draft -> text(draft, "at", "+1000000000-01-01T00:00:00Z")),
                accountedFor("at: year -1", draft -> text(draft, "at", "-0001-01-01T00:00:00Z")),
                accountedFor("days of year 9999", draft -> days(draft, "\"9999-$1")),
                accountedFor("days of year -1", draft -> days(draft, "\"-0001-$1")),
                parked("no snapshot", draft -> without(draft, "snapshot")),
                parked("no change", draft -> without(draft, "change")),
                parked("change of an unknown type", JsonKinds::unknownChange),
                parked("snapshot: an array", draft -> {
                    draft.message.putArray("snapshot").add(1);
                    draft.says(draft.message);
                }),
                parked("snapshot: numbers for texts", draft -> scramble(draft, JsonNode::isTextual, "4711")),
                parked("snapshot: nulls", draft -> scramble(draft, node -> true, "null")),
                parked("snapshot: unknown words", draft -> scramble(draft, JsonNode::isTextual, "\"hostile\"")),
                accountedFor("NUL in texts", draft -> append(draft, "\\u0000")),
                accountedFor("unpaired surrogates", draft -> append(draft, "\\ud83d")),
                accountedFor("texts of 100,000 characters", draft -> append(draft, "x".repeat(LONG))),
                accountedFor("everything twice", JsonKinds::listsTwice),
                accountedFor("1,000 of everything", JsonKinds::longLists),
                accountedFor(
                        "days in the wrong order",
                        draft -> days(draft, "\"20" + (10 + draft.random.nextInt(90)) + "-$1")));
    }

    private static void version(Draft draft, String json) {
        String before = "\"version\":" + draft.message.get("version");
        draft.says(draft.message.toString().replace(before, "\"version\":" + json));
    }

    private static void text(Draft draft, String field, String value) {
        draft.message.put(field, value);
        draft.says(draft.message);
    }

    private static void without(Draft draft, String field) {
        draft.message.remove(field);
        draft.says(draft.message);
    }

    private static void days(Draft draft, String replacement) {
        draft.says(DAY.matcher(draft.message.toString()).replaceAll(replacement));
    }

    private static void unknownChange(Draft draft) {
        ((ObjectNode) draft.message.get("change")).put("type", "hostility-declared");
        draft.says(draft.message);
    }

    /** Puts something else in place of the snapshot's values. */
    private static void scramble(Draft draft, Predicate<JsonNode> which, String json) {
        String text = draft.message.toString();
        for (Map.Entry<String, JsonNode> property : draft.snapshot().properties()) {
            if (which.test(property.getValue())) {
                String name = "\"" + property.getKey() + "\":";
                text = text.replace(name + property.getValue(), name + json);
            }
        }
        draft.value = text.getBytes(UTF_8);
    }

    /** Adds to texts that have no form. */
    private static void append(Draft draft, String escaped) {
        draft.says(FREE_TEXT
                .matcher(draft.message.toString())
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + escaped + "\"")));
    }

    private static void listsTwice(Draft draft) {
        lists(draft).forEach(list -> list.addAll(list.deepCopy()));
        draft.says(draft.message);
    }

    private static void longLists(Draft draft) {
        for (ArrayNode list : lists(draft)) {
            JsonNode first = list.path(0);
            for (int i = 0; i < MANY && !first.isMissingNode(); i++) {
                list.add(first);
            }
        }
        draft.says(draft.message);
    }

    private static List<ArrayNode> lists(Draft draft) {
        List<ArrayNode> lists = new ArrayList<>();
        draft.snapshot().forEach(each -> {
            if (each instanceof ArrayNode list) {
                lists.add(list);
            }
        });
        return lists;
    }
}
