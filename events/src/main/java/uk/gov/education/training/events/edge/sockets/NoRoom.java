package uk.gov.education.training.events.edge.sockets;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** A connection too many: it is told so, and nothing that it says is read. */
final class NoRoom extends ChannelInboundHandlerAdapter {

    private final Answers answers;

    NoRoom(Answers answers) {
        this.answers = answers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Goodbye.after(context.writeAndFlush(answers.bytes(Unacceptable.tooMany())));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ReferenceCountUtil.release(bytes);
    }
}
