package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;

import java.util.List;
import java.util.function.Consumer;

/** Form submissions that no browser sends. */
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
                form("form: token=%", requestDraft -> requestDraft.body("token=%")),
                form("form: %zz", requestDraft -> requestDraft.body("%zz=%zz&token=%4")),
                form("form: not UTF-8", requestDraft -> requestDraft.body("token=%ff%c0%af&reason=%c3%28")),
                form("form: NUL", requestDraft -> requestDraft.body("token=%00&reason=a%00b&scope=%00&operation=%00")),
                form("form: 2,000 fields", requestDraft -> requestDraft.body("token=a&".repeat(MANY))),
                form("form: 2,000 names", FormKinds::names),
                form(
                        "form: 200,000 characters",
                        requestDraft -> requestDraft.body("token=" + requestDraft.word(LARGE))),
                form(
                        "form: a name of 200,000 characters",
                        requestDraft -> requestDraft.body(requestDraft.word(LARGE) + "=a")),
                form("form: only separators", requestDraft -> requestDraft.body("&=&==&&;=".repeat(100))),
                form("form: empty", requestDraft -> requestDraft.body("")),
                form("form: JSON", requestDraft -> {
                    requestDraft.header("Content-Type", "application/json");
                    requestDraft.body("{\"token\": [\"a\"]}");
                }),
                form("form: no type", requestDraft -> requestDraft.without("Content-Type")),
                form(
                        "multipart: no boundary",
                        requestDraft -> multipart(requestDraft, "multipart/form-data", "--x\r\n\r\n--x--")),
                form(
                        "multipart: another boundary",
                        requestDraft ->
                                multipart(requestDraft, "multipart/form-data; boundary=a", part("b") + "--b--\r\n")),
                form(
                        "multipart: no end",
                        requestDraft -> multipart(requestDraft, "multipart/form-data; boundary=a", part("a"))),
                form(
                        "multipart: garbage",
                        requestDraft -> multipart(
                                requestDraft,
                                "multipart/form-data; boundary=a",
                                "--a\r\nContent-Disposition: \u00ff;;=\r\n\r\n" + requestDraft.word(9))),
                form(
                        "multipart: 1,000 parts",
                        requestDraft -> multipart(
                                requestDraft,
                                "multipart/form-data; boundary=a",
                                part("a").repeat(MANY / 2) + "--a--\r\n")),
                form(
                        "multipart: a file",
                        requestDraft -> multipart(
                                requestDraft, "multipart/form-data; boundary=a", FILE.replace("\n", "\r\n"))));
    }

    private static RequestKind form(String name, Consumer<RequestDraft> mutation) {
        return answered(name, mutation).onlyFor(Operation::isForm);
    }

    private static void names(RequestDraft requestDraft) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            body.append('n').append(i).append("=a&");
        }
        requestDraft.body(body.toString());
    }

    private static void multipart(RequestDraft requestDraft, String type, String body) {
        requestDraft.header("Content-Type", type);
        requestDraft.body(body);
    }

    private static String part(String boundary) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\r\n";
    }
}
