package uk.gov.education.training.platform.web.connections;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits the number of connections and the time of their requests. */
final class ConnectionLimits {

    private final int most;
    private final Duration request;
    private final Duration response;
    private final ConnectionErrorResponse connectionErrorResponse;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param most connections at once
     * @param request time from the first byte of a request to its last
     * @param response time until the first byte of the response
     */
    ConnectionLimits(int most, Duration request, Duration response, ConnectionErrorResponse connectionErrorResponse) {
        this.most = most;
        this.request = request;
        this.response = response;
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

    Duration response() {
        return response;
    }

    ConnectionErrorResponse connectionErrorResponse() {
        return connectionErrorResponse;
    }
}
