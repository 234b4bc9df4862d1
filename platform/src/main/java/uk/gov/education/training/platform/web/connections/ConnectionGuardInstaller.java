package uk.gov.education.training.platform.web.connections;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Guards each connection that the server accepts. Netty loads it as a service, because neither Vert.x nor Quarkus lets
 * anybody at a connection before its first request has come whole.
 */
public final class ConnectionGuardInstaller extends ChannelInitializerExtension {

    private static final String SETTING = "io.netty.bootstrap.extensions";

    private static volatile @Nullable ConnectionLimits rules;

    /**
     * Guards connections from now on, by these rules. Netty looks at the setting when it opens its first server socket.
     */
    static void follow(ConnectionLimits newest) {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "serviceload");
        }
        rules = newest;
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        ConnectionLimits current = rules;
        if (current != null) {
            current.guard(connection);
        }
    }
}
