package uk.gov.education.training.platform.web.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client is still sending. If it were closed at once, the client would not see the last
 * response.
 */
final class GracefulClose {

    private static final long MOST_SECONDS = 2;

    private GracefulClose() {}

    /** Sends no more, and stops reading after a while. */
    static void after(ChannelFuture lastResponse) {
        Channel connection = lastResponse.channel();
        connection.config().setAutoRead(true);
        lastResponse.addListener(sent -> {
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
