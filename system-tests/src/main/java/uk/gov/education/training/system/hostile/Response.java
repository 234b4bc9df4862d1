package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.events.Json;

/**
 * The response of a server.
 *
 * @param status 0 if there was none
 * @param ending of the connection, if there was no response: closed or left open
 */
record Response(int status, Map<String, String> headers, String body, String ending) {

    static final String CLOSED = "closed";
    static final String OPEN = "LEFT OPEN";

    private static final int LONGEST_LINE = 100_000;

    static Response without(String ending) {
        return new Response(0, Map.of(), "", ending);
    }

    /** Reads the final response and skips interim ones. */
    static Response read(InputStream in, String method) throws IOException {
        while (true) {
            String[] first = line(in).split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/")) {
                throw new EOFException("Not HTTP");
            }
            int status = Integer.parseInt(first[1]);
            Map<String, String> headers = headers(in);
            if (status >= 200 || status == 101) {
                return new Response(status, headers, body(in, method, status, headers), "");
            }
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String body(InputStream in, String method, int status, Map<String, String> headers)
            throws IOException {
        if (method.equals("HEAD") || status == 101 || status == 204 || status == 304) {
            return "";
        }
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return new String(in.readAllBytes(), UTF_8);
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("Incomplete body");
        }
        return new String(body, UTF_8);
    }

    private static String chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).strip(), 16);
            body.write(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toString(UTF_8);
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("Incomplete line");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    /** The body as JSON; a missing node if it is not JSON. */
    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the response has an error in a known format. */
    boolean hasReason() {
        return headers.getOrDefault("content-type", "").startsWith("text/html")
                ? body.contains("<h1")
                : !json().path("errors").isEmpty()
                        || !json().path("error").asText().isEmpty();
    }

    String outcome() {
        return status == 0 ? ending : Integer.toString(status);
    }
}
