package uk.gov.education.training.platform.web.connections;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * The first to see a connection's bytes. It notes that a request has begun, and puts the {@link RequestDeadlines} where
 * bytes have become requests once that place is there: at the first bytes, or behind TLS when its handshake is over.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    private static final String DECODED = "httpEncoder";

    private final RequestDeadlines requests;
    private boolean placed;

    ConnectionGuard(RequestDeadlines requests) {
        this.requests = requests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (requests.isOver()) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        if (!placed && context.pipeline().get(DECODED) != null) {
            context.pipeline().addAfter(DECODED, "requestGuard", requests);
            placed = true;
        }
        requests.bytesCome();
        context.fireChannelRead(bytes);
        requests.bytesRead();
    }
}
