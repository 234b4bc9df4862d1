package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.util.stream.Collectors.joining;
import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;
import java.util.function.Consumer;

/** Bodies that are no JSON, or not that of the call. */
final class BodyKinds {

    private static final int DEEP = 10_000;
    private static final int LARGE = 60_000;
    private static final int TOO_LARGE = 200_000;
    private static final int HUGE = 3_000_000;
    private static final List<String> WRONG = List.of(
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
                json("body: empty", ask -> ask.body("")),
                json("body: no JSON", ask -> ask.body("hostile")),
                json("body: truncated", ask -> ask.body(all(ask, "\"x\"").substring(1))),
                json("body: an array", ask -> ask.body("[1, [2]]")),
                json("body: a text", ask -> ask.body("\"hostile\"")),
                json("body: null", ask -> ask.body("null")),
                json("body: a number", ask -> ask.body("1e999999999")),
                json("body: every key twice", BodyKinds::twice),
                json("body: every value null", ask -> ask.body(all(ask, "null"))),
                json("body: every value of another kind", BodyKinds::wrong),
                json("body: every value of another kind, in data", BodyKinds::wrongInData),
                json("body: 10,000 arrays", ask -> ask.body("[".repeat(DEEP) + "]".repeat(DEEP))),
                json(
                        "body: 5,000 objects",
                        ask -> ask.body(all(ask, "{\"a\":".repeat(DEEP / 2) + "1" + "}".repeat(DEEP / 2)))),
                json("body: a number of 10,000 digits", ask -> ask.body(all(ask, "9".repeat(DEEP)))),
                json("body: NUL", ask -> ask.body("{\"a\u0000\": \"\u0000\"}")),
                json(
                        "body: not UTF-8",
                        ask -> ask.body = new byte[] {'{', '"', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}'}),
                json("body: UTF-16", ask -> ask.body = all(ask, "1").getBytes(UTF_16)),
                json("body: BOM", ask -> ask.body("\uFEFF" + all(ask, "1"))),
                json("body: 60,000 blanks", ask -> ask.body(" ".repeat(LARGE) + "[]")),
                refused("body: 200,000 characters", ask -> ask.body("{\"a\": \"" + ask.word(TOO_LARGE) + "\"}"))
                        .of(Operation::takesBody),
                refused("body: 3 MB", ask -> ask.body("{\"a\": \"" + "b".repeat(HUGE) + "\"}"))
                        .of(Operation::takesBody)
                        .orBare(),
                answered("body: of a GET", ask -> ask.body("{\"a\": 1}")).of(operation -> !operation.takesBody()));
    }

    private static RequestKind json(String name, Consumer<Ask> spoil) {
        return answered(name, spoil).of(operation -> operation.takesBody() && !operation.isForm());
    }

    /** Every field that the call knows, with this value. */
    private static String all(Ask ask, String value) {
        return ask.operation.fields().stream()
                .map(field -> "\"" + field + "\": " + value)
                .collect(joining(", ", "{\"hostile\": 1, ", "}"))
                .replace(", }", "}");
    }

    private static void twice(Ask ask) {
        String once = all(ask, "\"hostile\"");
        ask.body(once.substring(0, once.length() - 1) + ", " + once.substring(1));
    }

    private static void wrong(Ask ask) {
        ask.body(all(ask, one(ask)));
    }

    private static void wrongInData(Ask ask) {
        ask.body("{\"data\": {\"type\": " + one(ask) + ", \"attributes\": " + all(ask, one(ask)) + "}}");
    }

    private static String one(Ask ask) {
        return WRONG.get(ask.random.nextInt(WRONG.size()));
    }
}
