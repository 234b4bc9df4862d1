package uk.gov.education.training.events.edge.sockets;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What connections may take: their number and their time. */
final class SocketRules {

    private final int most;
    private final Duration request;
    private final Duration answer;
    private final Answers answers;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param most connections at once
     * @param request how long a request may be on its way, from its first byte to its last
     * @param answer how long this service may take to begin an answer
     */
    SocketRules(int most, Duration request, Duration answer, Answers answers) {
        this.most = most;
        this.request = request;
        this.answer = answer;
        this.answers = answers;
    }

    void guard(Channel connection) {
        boolean full = open.incrementAndGet() > most;
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection.pipeline().addFirst(full ? new NoRoom(answers) : new BytesGuard(new RequestGuard(this, connection)));
    }

    Duration request() {
        return request;
    }

    Duration answer() {
        return answer;
    }

    Answers answers() {
        return answers;
    }
}
