package uk.gov.education.training.platform.web.connections;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Rejects a connection above the limit: sends the reason and reads nothing. */
final class RejectConnection extends ChannelInboundHandlerAdapter {

    private final ConnectionErrorResponse connectionErrorResponse;

    RejectConnection(ConnectionErrorResponse connectionErrorResponse) {
        this.connectionErrorResponse = connectionErrorResponse;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        GracefulClose.after(context.writeAndFlush(connectionErrorResponse.bytes(ConnectionRejection.tooMany())));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ReferenceCountUtil.release(bytes);
    }
}
