package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that can send any bytes. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream responses;

    public RawConnection(URI service) {
        try {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            responses = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param headers by their names in lower case */
    public record Response(int status, Map<String, String> headers, String body) {}

    /** The response to one request, on a connection of its own. */
    public static Response ask(URI service, String request) {
        try (RawConnection connection = new RawConnection(service)) {
            return connection.say(request).response();
        }
    }

    /** Sends bytes. If the server has closed the connection, its earlier response can still be read. */
    public RawConnection say(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        } catch (SocketException closed) {
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Whether the server has closed the connection, without waiting. */
    public boolean isClosed() {
        try {
            if (responses.available() > 0) {
                responses.skipNBytes(responses.available());
            }
            socket.setSoTimeout(100);
            return responses.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The next response; null if the connection was closed. */
    public @Nullable Response next() {
        try {
            String line = line();
            if (line == null) {
                return null;
            }
            int status = Integer.parseInt(line.split(" ", 3)[1]);
            Map<String, String> headers = new HashMap<>();
            for (String header = line(); header != null && !header.isEmpty(); header = line()) {
                String[] parts = header.split(": ?", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Response(status, headers, new String(responses.readNBytes(length), UTF_8));
        } catch (SocketException reset) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next response. Fails if there is none. */
    public Response response() {
        Response next = next();
        if (next == null) {
            throw new AssertionError("The connection was closed without an answer.");
        }
        return next;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = responses.read(); one >= 0; one = responses.read()) {
            if (one == '\n') {
                return line.toString(ISO_8859_1).stripTrailing();
            }
            line.write(one);
        }
        return line.size() == 0 ? null : line.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
