package uk.gov.education.training.platform.web;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The address of a client, as far as clients can be distinguished: an IPv4 address, or the /64 network of an IPv6
 * address, because such a network belongs to one customer. Behind a proxy it is the forwarded address, if
 * {@code quarkus.http.proxy} trusts the proxy.
 */
record ClientAddress(ByteBuffer network) {

    private static final int NETWORK = 8;
    private static final int MAPPED = 12;
    private static final ClientAddress UNKNOWN = new ClientAddress(ByteBuffer.allocate(0));

    static ClientAddress of(HttpServerRequest request) {
        @Nullable ClientAddress presented = of(request.remoteAddress());
        @Nullable
        ClientAddress peer = presented == null ? of(request.connection().remoteAddress()) : presented;
        return peer == null ? UNKNOWN : peer;
    }

    private static @Nullable ClientAddress of(@Nullable SocketAddress address) {
        return address == null || address.host() == null ? null : of(address.host());
    }

    /** @return null if it is no address */
    static @Nullable ClientAddress of(String address) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length == 4) {
            return bytes == null ? null : new ClientAddress(ByteBuffer.wrap(bytes));
        }
        return new ClientAddress(ByteBuffer.wrap(
                isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED, bytes.length) : Arrays.copyOf(bytes, NETWORK)));
    }

    /** An IPv4 address in the notation of IPv6. */
    private static boolean isMapped(byte[] bytes) {
        return Arrays.equals(bytes, 0, MAPPED, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, MAPPED);
    }
}
