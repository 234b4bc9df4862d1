package uk.gov.education.training.platform.web.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose client still sends: closed at once, it would never see the last answer. */
final class GracefulClose {

    private static final long MOST_SECONDS = 2;

    private GracefulClose() {}

    /** Says no more, and hears no more after a while. */
    static void after(ChannelFuture lastAnswer) {
        Channel connection = lastAnswer.channel();
        connection.config().setAutoRead(true);
        lastAnswer.addListener(sent -> {
            if (connection instanceof DuplexChannel socket && sent.isSuccess()) {
                var _ = socket.shutdownOutput();
                var _ = connection.eventLoop().schedule(() -> close(connection), MOST_SECONDS, TimeUnit.SECONDS);
            } else {
                close(connection);
            }
        });
    }

    private static void close(Channel connection) {
        var _ = connection.close();
    }
}
