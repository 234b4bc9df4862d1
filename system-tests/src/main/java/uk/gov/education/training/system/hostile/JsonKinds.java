package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.deadLettered;

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

/** Messages with invalid property values. */
final class JsonKinds {

    private static final Pattern DAY = Pattern.compile("\"20[0-9]{2}-([0-9]{2}-[0-9]{2})");
    private static final Pattern FREE_TEXT = Pattern.compile(
            "(\"(?:full_name|email|school_urn|lead_provider_name|detail|identifier|schedule_identifier|address)\":\"[^\"]*)\"");
    private static final int MANY = 1_000;
    private static final int LONG = 100_000;

    private JsonKinds() {}

    static List<RecordKind> all() {
        return List.of(
                deadLettered("version: 0", recordDraft -> version(recordDraft, "0")),
                deadLettered("version: -1", recordDraft -> version(recordDraft, "-1")),
                deadLettered("version: 1.5", recordDraft -> version(recordDraft, "1.5")),
                deadLettered("version: \"1\"", recordDraft -> version(recordDraft, "\"1\"")),
                deadLettered("version: null", recordDraft -> version(recordDraft, "null")),
                deadLettered("version: 2^63-1", recordDraft -> version(recordDraft, Long.toString(Long.MAX_VALUE))),
                deadLettered(
                        "version: 2^63",
                        recordDraft ->
                                version(recordDraft, BigInteger.TWO.pow(63).toString())),
                deadLettered(
                        "version: 10^400",
                        recordDraft ->
                                version(recordDraft, BigInteger.TEN.pow(400).toString())),
                deadLettered(
                        "at: year 1000000000", recordDraft -> text(recordDraft, "at", "+1000000000-01-01T00:00:00Z")),
                accountedFor("at: year -1", recordDraft -> text(recordDraft, "at", "-0001-01-01T00:00:00Z")),
                accountedFor("days of year 9999", recordDraft -> days(recordDraft, "\"9999-$1")),
                accountedFor("days of year -1", recordDraft -> days(recordDraft, "\"-0001-$1")),
                deadLettered("no snapshot", recordDraft -> without(recordDraft, "snapshot")),
                deadLettered("no change", recordDraft -> without(recordDraft, "change")),
                deadLettered("change of an unknown type", JsonKinds::unknownChange),
                deadLettered("snapshot: an array", recordDraft -> {
                    recordDraft.message.putArray("snapshot").add(1);
                    recordDraft.setValue(recordDraft.message);
                }),
                deadLettered(
                        "snapshot: numbers for texts",
                        recordDraft -> scramble(recordDraft, JsonNode::isTextual, "4711")),
                deadLettered("snapshot: nulls", recordDraft -> scramble(recordDraft, node -> true, "null")),
                deadLettered(
                        "snapshot: unknown words",
                        recordDraft -> scramble(recordDraft, JsonNode::isTextual, "\"hostile\"")),
                accountedFor("NUL in texts", recordDraft -> append(recordDraft, "\\u0000")),
                accountedFor("unpaired surrogates", recordDraft -> append(recordDraft, "\\ud83d")),
                accountedFor("texts of 100,000 characters", recordDraft -> append(recordDraft, "x".repeat(LONG))),
                accountedFor("everything twice", JsonKinds::listsTwice),
                accountedFor("1,000 of everything", JsonKinds::longLists),
                accountedFor(
                        "days in the wrong order",
                        recordDraft -> days(recordDraft, "\"20" + (10 + recordDraft.random.nextInt(90)) + "-$1")));
    }

    private static void version(RecordDraft recordDraft, String json) {
        String before = "\"version\":" + recordDraft.message.get("version");
        recordDraft.setValue(recordDraft.message.toString().replace(before, "\"version\":" + json));
    }

    private static void text(RecordDraft recordDraft, String field, String value) {
        recordDraft.message.put(field, value);
        recordDraft.setValue(recordDraft.message);
    }

    private static void without(RecordDraft recordDraft, String field) {
        recordDraft.message.remove(field);
        recordDraft.setValue(recordDraft.message);
    }

    private static void days(RecordDraft recordDraft, String replacement) {
        recordDraft.setValue(DAY.matcher(recordDraft.message.toString()).replaceAll(replacement));
    }

    private static void unknownChange(RecordDraft recordDraft) {
        ((ObjectNode) recordDraft.message.get("change")).put("type", "hostility-declared");
        recordDraft.setValue(recordDraft.message);
    }

    /** Replaces values of the snapshot. */
    private static void scramble(RecordDraft recordDraft, Predicate<JsonNode> which, String json) {
        String text = recordDraft.message.toString();
        for (Map.Entry<String, JsonNode> property : recordDraft.snapshot().properties()) {
            if (which.test(property.getValue())) {
                String name = "\"" + property.getKey() + "\":";
                text = text.replace(name + property.getValue(), name + json);
            }
        }
        recordDraft.value = text.getBytes(UTF_8);
    }

    /** Appends to the values of free-text fields. */
    private static void append(RecordDraft recordDraft, String escaped) {
        recordDraft.setValue(FREE_TEXT
                .matcher(recordDraft.message.toString())
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + escaped + "\"")));
    }

    private static void listsTwice(RecordDraft recordDraft) {
        lists(recordDraft).forEach(list -> list.addAll(list.deepCopy()));
        recordDraft.setValue(recordDraft.message);
    }

    private static void longLists(RecordDraft recordDraft) {
        for (ArrayNode list : lists(recordDraft)) {
            JsonNode first = list.path(0);
            for (int i = 0; i < MANY && !first.isMissingNode(); i++) {
                list.add(first);
            }
        }
        recordDraft.setValue(recordDraft.message);
    }

    private static List<ArrayNode> lists(RecordDraft recordDraft) {
        List<ArrayNode> lists = new ArrayList<>();
        recordDraft.snapshot().forEach(each -> {
            if (each instanceof ArrayNode list) {
                lists.add(list);
            }
        });
        return lists;
    }
}
