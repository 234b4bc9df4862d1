package uk.gov.education.training.system.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection to a service, over which anything can be sent. It comes from an address of this machine's loopback
 * that the caller chooses, where the system has more than one.
 */
final class Connection implements AutoCloseable {

    private static final int CONNECTS_WITHIN_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    Connection(int port, int from, Duration patience) throws IOException {
        this.socket = connect(port, from);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(int port, int from) throws IOException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) from}), 0));
        } catch (IOException onlyOneAddress) {
            socket.close();
            socket = new Socket();
        }
        socket.connect(target, CONNECTS_WITHIN_MILLIS);
        return socket;
    }

    /** Sends bytes. Tolerates a server that has closed the connection. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // what the server said before can still be read
        }
    }

    /** Closes the output. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** The next response, or how the connection ended without one. */
    Response answer(String method) {
        try {
            return Response.read(in, method);
        } catch (SocketTimeoutException open) {
            return Response.without(Response.OPEN);
        } catch (IOException closed) {
            return Response.without(Response.CLOSED);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
