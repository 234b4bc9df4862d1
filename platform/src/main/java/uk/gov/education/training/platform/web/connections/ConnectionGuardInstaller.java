package uk.gov.education.training.platform.web.connections;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Adds a {@link ConnectionGuard} to each connection. Netty loads it as a service, because neither Vert.x nor Quarkus
 * gives access to a connection before its first complete request.
 */
public final class ConnectionGuardInstaller extends ChannelInitializerExtension {

    private static final String SETTING = "io.netty.bootstrap.extensions";

    private static volatile @Nullable ConnectionLimits rules;

    /** Guards connections from now on. Netty reads the setting when it opens its first server socket. */
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
