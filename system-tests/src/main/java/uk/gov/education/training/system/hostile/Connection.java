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
 * A connection to a service that sends any bytes. The caller chooses a loopback source address, on systems that have
 * more than one.
 */
final class Connection implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    Connection(int port, int from, Duration timeout) throws IOException {
        this.socket = connect(port, from);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
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
        socket.connect(target, CONNECT_TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends bytes. Tolerates a server that has closed the connection. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // an earlier response can still be read
        }
    }

    /** Closes the output. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** The next response, or the way the connection ended without one. */
    Response response(String method) {
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
