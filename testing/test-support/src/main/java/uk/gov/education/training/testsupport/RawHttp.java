package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends requests as raw bytes, because HTTP clients refuse to send invalid ones. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 120_000;

    private RawHttp() {}

    /** @param headers by their names in lower case */
    public record Response(int status, Map<String, String> headers, String body) {

        /** The content type without parameters; empty if there is none. */
        public String contentType() {
            return headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
        }
    }

    /** @param head the request's first line and headers, each with its line break */
    public static Response send(int port, String head, byte[] body) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write((head + "Host: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            request.write(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            return read(socket.getInputStream().readAllBytes());
        } catch (IOException unanswered) {
            throw new UncheckedIOException(
                    "No answer to " + head.lines().findFirst().orElse(""), unanswered);
        }
    }

    private static Response read(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("No answer but: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(":", 2))
                .forEach(pair -> headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip()));
        String body = text.substring(end + 4);
        return new Response(
                Integer.parseInt(lines[0].split(" ", 3)[1]),
                headers,
                new String(
                        ("chunked".equals(headers.get("transfer-encoding")) ? joined(body) : body).getBytes(ISO_8859_1),
                        UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int length = Integer.parseInt(chunks.substring(at, line), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }
}
