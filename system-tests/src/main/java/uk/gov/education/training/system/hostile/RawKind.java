package uk.gov.education.training.system.hostile;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * One way in which a connection can be hostile.
 *
 * @param isSlow whether the server may wait for more before it answers, until its patience ends
 */
record RawKind(String name, boolean isSlow, Talk talk) {

    /** What is said on the connection, and what is answered: an answer for each request. */
    interface Talk {

        List<Response> on(Connection wire, RequestDraft requestDraft) throws IOException;
    }

    static RawKind quick(String name, Talk talk) {
        return new RawKind(name, false, talk);
    }

    static RawKind slow(String name, Talk talk) {
        return new RawKind(name, true, talk);
    }

    /** Bytes, and one answer or the connection's end. */
    static RawKind quick(String name, Function<RequestDraft, byte[]> bytes) {
        return quick(name, (wire, requestDraft) -> {
            wire.send(bytes.apply(requestDraft));
            return List.of(wire.answer("GET"));
        });
    }

    static RawKind slow(String name, Function<RequestDraft, byte[]> bytes) {
        return new RawKind(name, true, quick(name, bytes).talk());
    }
}
