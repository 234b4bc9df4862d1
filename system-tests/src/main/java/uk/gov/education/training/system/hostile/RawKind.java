package uk.gov.education.training.system.hostile;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of hostile connection.
 *
 * @param isSlow whether the server may wait for more data until its timeout
 */
record RawKind(String name, boolean isSlow, Exchange exchange) {

    /** Sends data on the connection and returns a response for each request. */
    interface Exchange {

        List<Response> on(Connection connection, RequestDraft requestDraft) throws IOException;
    }

    static RawKind quick(String name, Exchange exchange) {
        return new RawKind(name, false, exchange);
    }

    static RawKind slow(String name, Exchange exchange) {
        return new RawKind(name, true, exchange);
    }

    /** Sends bytes and reads one response, or the end of the connection. */
    static RawKind quick(String name, Function<RequestDraft, byte[]> bytes) {
        return quick(name, (connection, requestDraft) -> {
            connection.send(bytes.apply(requestDraft));
            return List.of(connection.response("GET"));
        });
    }

    static RawKind slow(String name, Function<RequestDraft, byte[]> bytes) {
        return new RawKind(name, true, quick(name, bytes).exchange());
    }
}
