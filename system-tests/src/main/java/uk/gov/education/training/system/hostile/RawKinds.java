package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static uk.gov.education.training.system.hostile.RawKind.quick;
import static uk.gov.education.training.system.hostile.RawKind.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import uk.gov.education.training.system.LoadGenerator;

/** Connections without valid HTTP, with half a request, or with several requests. */
final class RawKinds {

    private static final int PIPELINED = 20;
    private static final int DRIPS = 20;
    private static final int DRIP_MILLIS = 250;
    private static final byte[] TLS_HELLO = HexFormat.of()
            .parseHex("16030100640100006003035f".concat("a1".repeat(31)).concat("00000213010100003500000000"));
    private static final String HEAD = "POST /api/v1/checks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    private RawKinds() {}

    static List<RawKind> all() {
        return List.of(
                slow("raw: silence", requestDraft -> new byte[0]),
                slow("raw: half a request line", requestDraft -> bytes("GET /api/v")),
                slow(
                        "raw: half a header",
                        requestDraft -> Arrays.copyOf(requestDraft.head(), requestDraft.head().length - 7)),
                slow("raw: half a body", requestDraft -> bytes(HEAD + "Content-Length: 100\r\n\r\n{\"reason\": \"")),
                slow("raw: no body", requestDraft -> bytes(HEAD + "Content-Length: 100\r\n\r\n")),
                slow(
                        "raw: a chunk without an end",
                        requestDraft -> bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"")),
                slow(
                        "raw: Expect and never go on",
                        requestDraft -> bytes(HEAD + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n")),
                slow("raw: drop by drop, and stop", RawKinds::drip),
                quick("raw: Expect and go on", (connection, requestDraft) -> {
                    connection.send(
                            bytes(HEAD + "Content-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n"));
                    connection.send(bytes("{}"));
                    return List.of(connection.response("POST"));
                }),
                slow("raw: half a request, and half closed", (connection, requestDraft) -> {
                    connection.send(bytes("GET /q/health HTTP/1.1\r\nHo"));
                    connection.end();
                    return List.of(connection.response("GET"));
                }),
                quick("raw: 20 requests at once", RawKinds::pipelined),
                quick(
                        "raw: a bad chunk size",
                        requestDraft -> bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")),
                quick(
                        "raw: a huge chunk size",
                        requestDraft ->
                                bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n{}\r\n0\r\n\r\n")),
                quick(
                        "raw: two lengths",
                        requestDraft -> bytes(HEAD + "Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}")),
                quick(
                        "raw: length and chunks",
                        requestDraft -> bytes(
                                HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")),
                quick("raw: a negative length", requestDraft -> bytes(HEAD + "Content-Length: -5\r\n\r\n{}")),
                quick(
                        "raw: a length of 30 digits",
                        requestDraft -> bytes(HEAD + "Content-Length: " + "9".repeat(30) + "\r\n\r\n{}")),
                quick("raw: a length that is none", requestDraft -> bytes(HEAD + "Content-Length: two\r\n\r\n{}")),
                quick("raw: HTTP/1.0 without a host", requestDraft -> bytes("GET /q/health HTTP/1.0\r\n\r\n")),
                quick(
                        "raw: HTTP/1.1 without a host",
                        requestDraft -> bytes("GET /q/health HTTP/1.1\r\nConnection: close\r\n\r\n")),
                quick(
                        "raw: two hosts",
                        requestDraft ->
                                bytes("GET /q/health HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n")),
                quick("raw: HTTP/9.9", requestDraft -> bytes("GET / HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n")),
                quick("raw: no version", requestDraft -> bytes("GET /\r\n\r\n")),
                quick(
                        "raw: line feeds alone",
                        requestDraft -> bytes("GET /q/health HTTP/1.1\nHost: a\nConnection: close\n\n")),
                slow("raw: only line ends", requestDraft -> bytes("\r\n".repeat(1_000))),
                slow("raw: a TLS hello", requestDraft -> TLS_HELLO.clone()),
                slow("raw: anything", RawKinds::randomBytes),
                slow(
                        "raw: HTTP/2 without asking",
                        requestDraft ->
                                bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\u0000".repeat(9) + "\u00ff".repeat(50))),
                quick(
                        "raw: NUL in a header",
                        requestDraft -> bytes("GET /q/health HTTP/1.1\r\nHost: a\u0000b\r\nConnection: close\r\n\r\n")),
                quick("raw: a request line of NULs", requestDraft -> bytes("\u0000".repeat(200) + "\r\n\r\n")),
                quick("raw: unknown tokens, fast", RawKinds::unknownTokens));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] randomBytes(RequestDraft requestDraft) {
        byte[] any = new byte[300];
        requestDraft.random.nextBytes(any);
        return any;
    }

    private static List<Response> drip(Connection connection, RequestDraft requestDraft) {
        byte[] head = requestDraft.head();
        for (int i = 0; i < DRIPS; i++) {
            connection.send(new byte[] {head[i]});
            LoadGenerator.pause(DRIP_MILLIS);
        }
        return List.of(connection.response("GET"));
    }

    /** Returns the responses in order, up to one that announces the end of the connection. */
    private static List<Response> pipelined(Connection connection, RequestDraft requestDraft) {
        connection.send(bytes("GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n".repeat(PIPELINED)));
        return responses(connection);
    }

    private static List<Response> unknownTokens(Connection connection, RequestDraft requestDraft) {
        for (int i = 0; i < PIPELINED; i++) {
            connection.send(bytes("GET /api/v1/checks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                    + requestDraft.word(40) + "\r\n\r\n"));
        }
        return responses(connection);
    }

    private static List<Response> responses(Connection connection) {
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            responses.add(connection.response("GET"));
            if (responses.getLast().status() == 0
                    || "close".equalsIgnoreCase(responses.getLast().headers().get("connection"))) {
                break;
            }
        }
        return responses;
    }
}
