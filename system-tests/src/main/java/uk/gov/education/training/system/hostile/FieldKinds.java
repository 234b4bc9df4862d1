package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;

import java.util.List;

/** Header fields that are huge, many, missing, wrong or meant for others. */
final class FieldKinds {

    private static final int LARGE = 8_000;
    private static final int HUGE = 60_000;
    private static final int MANY = 300;

    private FieldKinds() {}

    static List<RequestKind> all() {
        return List.of(
                answered("header: 8,000 characters", ask -> ask.header("X-Large", ask.word(LARGE))),
                answered("header: 60,000 characters", ask -> ask.header("X-Huge", ask.word(HUGE)))
                        .orBare(),
                answered("header: 300 of them", FieldKinds::many),
                answered("Authorization: empty", ask -> ask.header("Authorization", "")),
                answered("Authorization: Basic", ask -> ask.header("Authorization", "Basic YTpi")),
                answered("Authorization: no token", ask -> ask.header("Authorization", "Bearer")),
                answered(
                        "Authorization: 8,000 characters",
                        ask -> ask.header("Authorization", "Bearer " + ask.word(LARGE))),
                answered("Authorization: not ASCII", ask -> ask.header("Authorization", "Bearer \u00e9\u00ff\u0080")),
                answered("Authorization: twice", ask -> ask.headers.add("Authorization: Bearer " + ask.word(9))),
                answered("Authorization: unknown", ask -> ask.header("Authorization", "Bearer " + ask.word(43))),
                answered("Content-Type: text", ask -> ask.header("Content-Type", "text/plain"))
                        .of(Operation::takesBody),
                answered("Content-Type: XML", ask -> ask.header("Content-Type", "application/xml"))
                        .of(Operation::takesBody),
                answered("Content-Type: garbage", ask -> ask.header("Content-Type", ";;;/" + ask.word(3)))
                        .of(Operation::takesBody),
                answered("Content-Type: none", ask -> ask.without("Content-Type"))
                        .of(Operation::takesBody),
                answered(
                                "Content-Type: another charset",
                                ask -> ask.header("Content-Type", "application/json; charset=no-such-" + ask.word(3)))
                        .of(Operation::takesBody),
                answered("Accept: XML", ask -> ask.header("Accept", "application/xml")),
                answered("Accept: text", ask -> ask.header("Accept", "text/html")),
                answered("Accept: garbage", ask -> ask.header("Accept", "garbage;q=" + ask.word(2))),
                answered("Accept-Encoding: garbage", ask -> ask.header("Accept-Encoding", "zstd;q=x, \u00ff")),
                answered("Content-Encoding: not gzip", ask -> ask.header("Content-Encoding", "gzip"))
                        .of(Operation::takesBody),
                answered("Range: garbage", ask -> ask.header("Range", "bytes=99999999999999999999-,-1,x")),
                answered("If-None-Match: garbage", ask -> ask.header("If-None-Match", "\"unclosed, W/*, ,")),
                answered("If-Match: garbage", ask -> ask.header("If-Match", "W/\"\u00ff\",,\"")),
                answered("If-Modified-Since: garbage", ask -> ask.header("If-Modified-Since", "Thu, 99 Foo 99999")),
                answered(
                        "X-With-Server-Date: garbage",
                        ask -> ask.header("X-With-Server-Date", "+999999999-13-32T25:61:61")),
                answered(
                                "X-With-Server-Date: year 2999",
                                ask -> ask.header("X-With-Server-Date", "2999-12-31T23:59:59Z"))
                        .of(operation -> operation.method().equals("GET")),
                answered("Idempotency-Key: 8,000 characters", ask -> ask.header("Idempotency-Key", ask.word(LARGE))),
                answered("Idempotency-Key: empty", ask -> ask.header("Idempotency-Key", "")),
                answered("traceparent: garbage", ask -> ask.header("traceparent", "00-0-0-zz-\u00e9")),
                answered("X-Forwarded-*: garbage", FieldKinds::forwarded),
                answered("Cookie: garbage", ask -> ask.header("Cookie", "=;;\u00ff=\"; a=" + ask.word(2_000))),
                answered("X-HTTP-Method-Override", ask -> ask.header("X-HTTP-Method-Override", "DELETE")),
                answered("Upgrade: h2c", FieldKinds::upgrade),
                answered("Host: garbage", ask -> ask.header("Host", "a b:99999999/\u00ff"))
                        .orBare(),
                answered("Expect: nonsense", ask -> ask.header("Expect", "a-miracle"))
                        .orBare(),
                answered("header: a blank in the name", ask -> ask.headers.add("X Bad : value"))
                        .orBare(),
                answered("header: folded", ask -> ask.headers.add("X-Folded: one\r\n two"))
                        .orBare());
    }

    private static void many(Ask ask) {
        for (int i = 0; i < MANY; i++) {
            ask.headers.add("X-" + i + ": " + ask.word(3));
        }
    }

    private static void forwarded(Ask ask) {
        ask.header("X-Forwarded-For", "not an address, 1.2.3.4.5, [::1");
        ask.header("X-Forwarded-Proto", "https\u00ff");
        ask.header("X-Forwarded-Host", "evil.example/\"><script>");
        ask.header("Forwarded", "for=;by;;host=\"");
    }

    private static void upgrade(Ask ask) {
        ask.header("Connection", "Upgrade, HTTP2-Settings");
        ask.header("Upgrade", "h2c");
        ask.header("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA");
    }
}
