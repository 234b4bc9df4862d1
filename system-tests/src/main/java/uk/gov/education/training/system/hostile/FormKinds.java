package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;

import java.util.List;
import java.util.function.Consumer;

/** Forms that no browser sends. */
final class FormKinds {

    private static final int MANY = 2_000;
    private static final int LARGE = 200_000;

    private static final String FILE = """
            --a
            Content-Disposition: form-data; name="token"; filename="../../x"
            Content-Type: application/x-sh

            hostile
            --a--
            """;

    private FormKinds() {}

    static List<RequestKind> all() {
        return List.of(
                form("form: token=%", ask -> ask.body("token=%")),
                form("form: %zz", ask -> ask.body("%zz=%zz&token=%4")),
                form("form: not UTF-8", ask -> ask.body("token=%ff%c0%af&reason=%c3%28")),
                form("form: NUL", ask -> ask.body("token=%00&reason=a%00b&scope=%00&doing=%00")),
                form("form: 2,000 fields", ask -> ask.body("token=a&".repeat(MANY))),
                form("form: 2,000 names", FormKinds::names),
                form("form: 200,000 characters", ask -> ask.body("token=" + ask.word(LARGE))),
                form("form: a name of 200,000 characters", ask -> ask.body(ask.word(LARGE) + "=a")),
                form("form: only separators", ask -> ask.body("&=&==&&;=".repeat(100))),
                form("form: empty", ask -> ask.body("")),
                form("form: JSON", ask -> {
                    ask.header("Content-Type", "application/json");
                    ask.body("{\"token\": [\"a\"]}");
                }),
                form("form: no type", ask -> ask.without("Content-Type")),
                form("multipart: no boundary", ask -> multipart(ask, "multipart/form-data", "--x\r\n\r\n--x--")),
                form(
                        "multipart: another boundary",
                        ask -> multipart(ask, "multipart/form-data; boundary=a", part("b") + "--b--\r\n")),
                form("multipart: no end", ask -> multipart(ask, "multipart/form-data; boundary=a", part("a"))),
                form(
                        "multipart: garbage",
                        ask -> multipart(
                                ask,
                                "multipart/form-data; boundary=a",
                                "--a\r\nContent-Disposition: \u00ff;;=\r\n\r\n" + ask.word(9))),
                form(
                        "multipart: 1,000 parts",
                        ask -> multipart(
                                ask,
                                "multipart/form-data; boundary=a",
                                part("a").repeat(MANY / 2) + "--a--\r\n")),
                form(
                        "multipart: a file",
                        ask -> multipart(ask, "multipart/form-data; boundary=a", FILE.replace("\n", "\r\n"))));
    }

    private static RequestKind form(String name, Consumer<Ask> spoil) {
        return answered(name, spoil).of(Operation::isForm);
    }

    private static void names(Ask ask) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            body.append('n').append(i).append("=a&");
        }
        ask.body(body.toString());
    }

    private static void multipart(Ask ask, String type, String body) {
        ask.header("Content-Type", type);
        ask.body(body);
    }

    private static String part(String boundary) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\r\n";
    }
}
