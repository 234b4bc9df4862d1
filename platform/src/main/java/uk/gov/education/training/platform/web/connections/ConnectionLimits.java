package uk.gov.education.training.platform.web.connections;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What connections may take: their number and their time. */
final class ConnectionLimits {

    private final int most;
    private final Duration request;
    private final Duration answer;
    private final ConnectionErrorResponse connectionErrorResponse;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param most connections at once
     * @param request how long a request may be on its way, from its first byte to its last
     * @param answer how long this service may take to begin an answer
     */
    ConnectionLimits(int most, Duration request, Duration answer, ConnectionErrorResponse connectionErrorResponse) {
        this.most = most;
        this.request = request;
        this.answer = answer;
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

    Duration answer() {
        return answer;
    }

    ConnectionErrorResponse answers() {
        return connectionErrorResponse;
    }
}
