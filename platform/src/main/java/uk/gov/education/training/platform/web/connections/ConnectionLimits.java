package uk.gov.education.training.platform.web.connections;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import uk.gov.education.training.platform.web.Uploads;

/** Limits the number of connections and the time of their requests. */
final class ConnectionLimits {

    private final int most;
    private final Duration request;
    private final Duration response;
    private final Uploads uploads;
    private final ConnectionErrorResponse connectionErrorResponse;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param most connections at once
     * @param request time from the first byte of a request to its last
     * @param response time until the first byte of the response
     */
    ConnectionLimits(
            int most,
            Duration request,
            Duration response,
            Uploads uploads,
            ConnectionErrorResponse connectionErrorResponse) {
        this.most = most;
        this.request = request;
        this.response = response;
        this.uploads = uploads;
        this.connectionErrorResponse = connectionErrorResponse;
    }

    void guard(Channel connection) {
        boolean full = open.incrementAndGet() > most;
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection
                .pipeline()
                .addFirst(
                        full
                                ? new RejectConnection(connectionErrorResponse)
                                : new ConnectionGuard(new RequestDeadlines(this, connection)));
    }

    Duration request() {
        return request;
    }

    boolean isUpload(HttpRequest head) {
        return uploads.isOne(head.method().name(), head.uri());
    }

    /** The time of an upload from its head to its last byte. */
    Duration upload() {
        return uploads.within();
    }

    Duration response() {
        return response;
    }

    ConnectionErrorResponse connectionErrorResponse() {
        return connectionErrorResponse;
    }
}
