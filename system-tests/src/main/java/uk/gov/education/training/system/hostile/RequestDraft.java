package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A request that becomes hostile. It starts as a valid request about a resource that does not exist. */
final class RequestDraft {

    final Random random;
    final Operation operation;
    final List<String> headers = new ArrayList<>();
    String method;
    String path;
    String query = "";
    byte[] body;

    RequestDraft(Random random, Operation operation, String path) {
        this.random = random;
        this.operation = operation;
        this.method = operation.method();
        this.path = path;
        this.body = operation.takesBody() ? "{}".getBytes(UTF_8) : new byte[0];
        header("Host", "127.0.0.1");
        header("Connection", "close");
        header("Accept", operation.isPage() ? "text/html" : "application/json");
        if (operation.takesBody()) {
            header("Content-Type", operation.isForm() ? "application/x-www-form-urlencoded" : "application/json");
        }
    }

    /** Sets a header and removes others of the same name. */
    void header(String name, String content) {
        without(name);
        headers.add(name + ": " + content);
    }

    void without(String name) {
        headers.removeIf(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    void body(String text) {
        body = text.getBytes(UTF_8);
    }

    /** A word that is unique to this request. */
    String word(int letters) {
        return random.ints('A', 'Z' + 1)
                .limit(letters)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    byte[] head() {
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(query);
        }
        head.append(" HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if ((body.length > 0 || operation.takesBody()) && !has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head());
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
