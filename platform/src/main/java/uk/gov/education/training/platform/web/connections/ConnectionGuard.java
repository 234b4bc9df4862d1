package uk.gov.education.training.platform.web.connections;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Sees the bytes of a connection first. Notes when a request begins, and adds {@link RequestDeadlines} behind the HTTP
 * decoder once that exists: at the first bytes, or after the TLS handshake.
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
        requests.bytesArrive();
        context.fireChannelRead(bytes);
        requests.bytesRead();
    }
}
