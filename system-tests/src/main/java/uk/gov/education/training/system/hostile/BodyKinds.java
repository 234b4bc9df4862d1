package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.util.stream.Collectors.joining;
import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;
import java.util.function.Consumer;

/** Bodies that are not JSON, or not the JSON of the operation. */
final class BodyKinds {

    private static final int DEEP = 10_000;
    private static final int LARGE = 60_000;
    private static final int TOO_LARGE = 200_000;
    private static final int HUGE = 3_000_000;
    private static final List<String> WRONG_VALUES = List.of(
            "true",
            "0",
            "-1",
            "20545",
            "1.5e300",
            "[]",
            "{}",
            "[2026,4,2]",
            "\"\"",
            "\"hostile\"",
            "\"\\u0000\"",
            "\"2026-04-02\\u0000\"",
            "\"9999-12-31\"",
            "\"-0001-01-01\"",
            "\"2026-03-31T23:30:00Z\"",
            "\"\\ud83d\"");

    private BodyKinds() {}

    static List<RequestKind> all() {
        return List.of(
                json("body: empty", requestDraft -> requestDraft.body("")),
                json("body: no JSON", requestDraft -> requestDraft.body("hostile")),
                json(
                        "body: truncated",
                        requestDraft ->
                                requestDraft.body(all(requestDraft, "\"x\"").substring(1))),
                json("body: an array", requestDraft -> requestDraft.body("[1, [2]]")),
                json("body: a text", requestDraft -> requestDraft.body("\"hostile\"")),
                json("body: null", requestDraft -> requestDraft.body("null")),
                json("body: a number", requestDraft -> requestDraft.body("1e999999999")),
                json("body: every key twice", BodyKinds::twice),
                json("body: every value null", requestDraft -> requestDraft.body(all(requestDraft, "null"))),
                json("body: every value of another kind", BodyKinds::otherTypes),
                json("body: every value of another kind, in data", BodyKinds::otherTypesInData),
                json("body: 10,000 arrays", requestDraft -> requestDraft.body("[".repeat(DEEP) + "]".repeat(DEEP))),
                json(
                        "body: 5,000 objects",
                        requestDraft -> requestDraft.body(
                                all(requestDraft, "{\"a\":".repeat(DEEP / 2) + "1" + "}".repeat(DEEP / 2)))),
                json(
                        "body: a number of 10,000 digits",
                        requestDraft -> requestDraft.body(all(requestDraft, "9".repeat(DEEP)))),
                json("body: NUL", requestDraft -> requestDraft.body("{\"a\u0000\": \"\u0000\"}")),
                json(
                        "body: not UTF-8",
                        requestDraft -> requestDraft.body =
                                new byte[] {'{', '"', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}'}),
                json(
                        "body: UTF-16",
                        requestDraft ->
                                requestDraft.body = all(requestDraft, "1").getBytes(UTF_16)),
                json("body: BOM", requestDraft -> requestDraft.body("\uFEFF" + all(requestDraft, "1"))),
                json("body: 60,000 blanks", requestDraft -> requestDraft.body(" ".repeat(LARGE) + "[]")),
                refused(
                                "body: 200,000 characters",
                                requestDraft -> requestDraft.body("{\"a\": \"" + requestDraft.word(TOO_LARGE) + "\"}"))
                        .onlyFor(Operation::takesBody),
                refused("body: 3 MB", requestDraft -> requestDraft.body("{\"a\": \"" + "b".repeat(HUGE) + "\"}"))
                        .onlyFor(Operation::takesBody)
                        .orWithoutBody(),
                answered("body: of a GET", requestDraft -> requestDraft.body("{\"a\": 1}"))
                        .onlyFor(operation -> !operation.takesBody()));
    }

    private static RequestKind json(String name, Consumer<RequestDraft> mutation) {
        return answered(name, mutation).onlyFor(operation -> operation.takesBody() && !operation.isForm());
    }

    /** A body with this value in every field of the operation. */
    private static String all(RequestDraft requestDraft, String value) {
        return requestDraft.operation.fields().stream()
                .map(field -> "\"" + field + "\": " + value)
                .collect(joining(", ", "{\"hostile\": 1, ", "}"))
                .replace(", }", "}");
    }

    private static void twice(RequestDraft requestDraft) {
        String once = all(requestDraft, "\"hostile\"");
        requestDraft.body(once.substring(0, once.length() - 1) + ", " + once.substring(1));
    }

    private static void otherTypes(RequestDraft requestDraft) {
        requestDraft.body(all(requestDraft, wrongValue(requestDraft)));
    }

    private static void otherTypesInData(RequestDraft requestDraft) {
        requestDraft.body("{\"data\": {\"type\": " + wrongValue(requestDraft) + ", \"attributes\": "
                + all(requestDraft, wrongValue(requestDraft)) + "}}");
    }

    private static String wrongValue(RequestDraft requestDraft) {
        return WRONG_VALUES.get(requestDraft.random.nextInt(WRONG_VALUES.size()));
    }
}
