package uk.gov.education.training.platform.web.connections;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/**
 * Enforces the time limits of one connection's requests: each must arrive completely and be answered in time.
 * Otherwise, and for malformed requests, the connection is closed, with a response that says why if that is still
 * possible.
 */
final class RequestDeadlines extends ChannelDuplexHandler {

    private final ConnectionLimits rules;
    private final Channel connection;
    private @Nullable ChannelHandlerContext place;
    /** The requests that have begun and whose responses have not ended. */
    private int open;
    /** Whether the newest request is still arriving. */
    private boolean arriving;
    /** Whether the response to the oldest request has begun. */
    private boolean responding;
    /** The reason to send once all earlier responses are sent. */
    private @Nullable ApiException rejection;

    /** Whether the last bytes ended a request. */
    private boolean ended;

    private boolean over;
    private @Nullable Future<?> late;
    private @Nullable Future<?> slow;

    RequestDeadlines(ConnectionLimits rules, Channel connection) {
        this.rules = rules;
        this.connection = connection;
    }

    boolean isOver() {
        return over || rejection != null;
    }

    void bytesArrive() {
        ended = false;
    }

    /** Starts the time limit of a request with its first bytes. */
    void bytesRead() {
        if (!ended && late == null && !isOver()) {
            expectEndOfRequest(rules.request());
        }
    }

    private void expectEndOfRequest(Duration time) {
        late = cancelled(late);
        late = after(time, () -> end(ConnectionRejection.late()));
    }

    private Future<?> after(Duration time, Runnable act) {
        return connection.eventLoop().schedule(act, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        place = context;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        late = cancelled(late);
        slow = cancelled(slow);
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isOver()) {
            ReferenceCountUtil.release(message);
            return;
        }
        @Nullable ApiException why = message instanceof HttpObject part ? ConnectionRejection.why(part) : null;
        if (why != null) {
            ReferenceCountUtil.release(message);
            end(why);
            return;
        }
        if (message instanceof HttpRequest head) {
            open++;
            arriving = true;
            ended = false;
            if (rules.isUpload(head)) {
                expectEndOfRequest(rules.upload());
            }
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
            ended = true;
            late = cancelled(late);
            expectResponse();
        }
        context.fireChannelRead(message);
    }

    private void expectResponse() {
        if (slow == null && open > (arriving ? 1 : 0)) {
            slow = after(rules.response(), () -> reject(ConnectionRejection.noResponse()));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (over) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean interim =
                message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse && !interim) {
            responding = true;
            slow = cancelled(slow);
        }
        var _ = context.write(message, promise);
        if (message instanceof LastHttpContent && !interim) {
            open--;
            responding = false;
            expectResponse();
            if (arriving && open == 0) {
                // A rejected upload does not need its time any more.
                expectEndOfRequest(rules.request());
            }
            if (rejection != null && isNewestTheOnly()) {
                reject(rejection);
            }
        }
    }

    /** Sends the reason when all earlier responses are sent, or not at all if that is not possible any more. */
    private void end(ApiException why) {
        late = cancelled(late);
        boolean responded = arriving && (open == 0 || (responding && open == 1));
        if (place == null) {
            over = true;
            var _ = connection.close();
        } else if (responded) {
            over = true;
            GracefulClose.after(place.writeAndFlush(Unpooled.EMPTY_BUFFER));
        } else if (isNewestTheOnly()) {
            reject(why);
        } else {
            rejection = why;
        }
    }

    /** Whether all requests before the arriving or next one are answered. */
    private boolean isNewestTheOnly() {
        return open == (arriving ? 1 : 0);
    }

    private void reject(ApiException why) {
        over = true;
        late = cancelled(late);
        slow = cancelled(slow);
        if (place != null) {
            GracefulClose.after(
                    place.writeAndFlush(rules.connectionErrorResponse().message(why)));
        }
    }

    private static @Nullable Future<?> cancelled(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
        return null;
    }
}
