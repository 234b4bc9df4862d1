package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;

import java.util.List;

/** Header fields that are huge, many, missing, invalid or meant for other servers. */
final class FieldKinds {

    private static final int LARGE = 8_000;
    private static final int HUGE = 60_000;
    private static final int MANY = 300;

    private FieldKinds() {}

    static List<RequestKind> all() {
        return List.of(
                answered(
                        "header: 8,000 characters",
                        requestDraft -> requestDraft.header("X-Large", requestDraft.word(LARGE))),
                answered(
                                "header: 60,000 characters",
                                requestDraft -> requestDraft.header("X-Huge", requestDraft.word(HUGE)))
                        .orWithoutBody(),
                answered("header: 300 of them", FieldKinds::many),
                answered("Authorization: empty", requestDraft -> requestDraft.header("Authorization", "")),
                answered("Authorization: Basic", requestDraft -> requestDraft.header("Authorization", "Basic YTpi")),
                answered("Authorization: no token", requestDraft -> requestDraft.header("Authorization", "Bearer")),
                answered(
                        "Authorization: 8,000 characters",
                        requestDraft -> requestDraft.header("Authorization", "Bearer " + requestDraft.word(LARGE))),
                answered(
                        "Authorization: not ASCII",
                        requestDraft -> requestDraft.header("Authorization", "Bearer \u00e9\u00ff\u0080")),
                answered(
                        "Authorization: twice",
                        requestDraft -> requestDraft.headers.add("Authorization: Bearer " + requestDraft.word(9))),
                answered(
                        "Authorization: unknown",
                        requestDraft -> requestDraft.header("Authorization", "Bearer " + requestDraft.word(43))),
                answered("Content-Type: text", requestDraft -> requestDraft.header("Content-Type", "text/plain"))
                        .onlyFor(Operation::takesBody),
                answered("Content-Type: XML", requestDraft -> requestDraft.header("Content-Type", "application/xml"))
                        .onlyFor(Operation::takesBody),
                answered(
                                "Content-Type: garbage",
                                requestDraft -> requestDraft.header("Content-Type", ";;;/" + requestDraft.word(3)))
                        .onlyFor(Operation::takesBody),
                answered("Content-Type: none", requestDraft -> requestDraft.without("Content-Type"))
                        .onlyFor(Operation::takesBody),
                answered(
                                "Content-Type: another charset",
                                requestDraft -> requestDraft.header(
                                        "Content-Type", "application/json; charset=no-such-" + requestDraft.word(3)))
                        .onlyFor(Operation::takesBody),
                answered("Accept: XML", requestDraft -> requestDraft.header("Accept", "application/xml")),
                answered("Accept: text", requestDraft -> requestDraft.header("Accept", "text/html")),
                answered(
                        "Accept: garbage",
                        requestDraft -> requestDraft.header("Accept", "garbage;q=" + requestDraft.word(2))),
                answered(
                        "Accept-Encoding: garbage",
                        requestDraft -> requestDraft.header("Accept-Encoding", "zstd;q=x, \u00ff")),
                answered("Content-Encoding: not gzip", requestDraft -> requestDraft.header("Content-Encoding", "gzip"))
                        .onlyFor(Operation::takesBody),
                answered(
                        "Range: garbage",
                        requestDraft -> requestDraft.header("Range", "bytes=99999999999999999999-,-1,x")),
                answered(
                        "If-None-Match: garbage",
                        requestDraft -> requestDraft.header("If-None-Match", "\"unclosed, W/*, ,")),
                answered("If-Match: garbage", requestDraft -> requestDraft.header("If-Match", "W/\"\u00ff\",,\"")),
                answered(
                        "If-Modified-Since: garbage",
                        requestDraft -> requestDraft.header("If-Modified-Since", "Thu, 99 Foo 99999")),
                answered(
                        "X-With-Server-Date: garbage",
                        requestDraft -> requestDraft.header("X-With-Server-Date", "+999999999-13-32T25:61:61")),
                answered(
                                "X-With-Server-Date: year 2999",
                                requestDraft -> requestDraft.header("X-With-Server-Date", "2999-12-31T23:59:59Z"))
                        .onlyFor(operation -> operation.method().equals("GET")),
                answered(
                        "Idempotency-Key: 8,000 characters",
                        requestDraft -> requestDraft.header("Idempotency-Key", requestDraft.word(LARGE))),
                answered("Idempotency-Key: empty", requestDraft -> requestDraft.header("Idempotency-Key", "")),
                answered(
                        "traceparent: garbage", requestDraft -> requestDraft.header("traceparent", "00-0-0-zz-\u00e9")),
                answered("X-Forwarded-*: garbage", FieldKinds::forwarded),
                answered(
                        "Cookie: garbage",
                        requestDraft -> requestDraft.header("Cookie", "=;;\u00ff=\"; a=" + requestDraft.word(2_000))),
                answered(
                        "X-HTTP-Method-Override",
                        requestDraft -> requestDraft.header("X-HTTP-Method-Override", "DELETE")),
                answered("Upgrade: h2c", FieldKinds::upgrade),
                answered("Host: garbage", requestDraft -> requestDraft.header("Host", "a b:99999999/\u00ff"))
                        .orWithoutBody(),
                answered("Expect: nonsense", requestDraft -> requestDraft.header("Expect", "a-miracle"))
                        .orWithoutBody(),
                answered("header: a blank in the name", requestDraft -> requestDraft.headers.add("X Bad : value"))
                        .orWithoutBody(),
                answered("header: folded", requestDraft -> requestDraft.headers.add("X-Folded: one\r\n two"))
                        .orWithoutBody());
    }

    private static void many(RequestDraft requestDraft) {
        for (int i = 0; i < MANY; i++) {
            requestDraft.headers.add("X-" + i + ": " + requestDraft.word(3));
        }
    }

    private static void forwarded(RequestDraft requestDraft) {
        requestDraft.header("X-Forwarded-For", "not an address, 1.2.3.4.5, [::1");
        requestDraft.header("X-Forwarded-Proto", "https\u00ff");
        requestDraft.header("X-Forwarded-Host", "evil.example/\"><script>");
        requestDraft.header("Forwarded", "for=;by;;host=\"");
    }

    private static void upgrade(RequestDraft requestDraft) {
        requestDraft.header("Connection", "Upgrade, HTTP2-Settings");
        requestDraft.header("Upgrade", "h2c");
        requestDraft.header("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA");
    }
}
