package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.RawHttp.Response;

/** Generates requests for the operations of an OpenAPI description, many of them invalid in one or more places. */
final class RequestFuzzer {

    private static final int LONGEST_BODY = 70_000;

    private final OpenApiDescription openApiDescription;
    private final SchemaValues schemaValues;
    private final Random random;
    private final Function<Operation, String> tokens;

    RequestFuzzer(
            OpenApiDescription openApiDescription,
            Map<String, List<String>> known,
            Function<Operation, String> tokens,
            Random random) {
        this.openApiDescription = openApiDescription;
        this.schemaValues = new SchemaValues(openApiDescription, known, random);
        this.tokens = tokens;
        this.random = random;
    }

    /** @param broken in how many places */
    record Request(Operation operation, String head, Buffer body, int broken) {

        @Override
        public String toString() {
            return head.replaceAll("Bearer \\S+", "Bearer …").strip() + "\n\n" + body;
        }
    }

    /** Remembers values from responses for later requests. */
    void learn(Response response) {
        schemaValues.learn(response);
    }

    Request next(Operation operation) {
        return new Draft(operation).request(random.nextInt(4));
    }

    /** A valid request. */
    Request plain(Operation operation) {
        return new Draft(operation).request(0);
    }

    private final class Draft {

        private final Operation operation;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> query = new ArrayList<>();
        private String path;
        private byte[] body;

        Draft(Operation operation) {
            this.operation = operation;
            this.path = operation.path();
            headers.put("Authorization", "Bearer " + tokens.apply(operation));
            operation.parameters().forEach(this::add);
            JsonNode schema = openApiDescription.body(operation);
            body = schema == null
                    ? new byte[0]
                    : schemaValues.value("", schema).toString().getBytes(UTF_8);
            if (body.length > 0) {
                headers.put("Content-Type", "application/json");
            }
        }

        private void add(JsonNode parameter) {
            String name = parameter.path("name").asText();
            String text = schemaValues.text(name, parameter.path("schema"));
            switch (parameter.path("in").asText()) {
                // Without a value the path is that of the list.
                case "path" -> path = path.replace("{" + name + "}", text.isEmpty() ? "-" : encoded(text));
                case "query" -> addQuery(name, parameter, text);
                default -> {
                    if (parameter.path("required").asBoolean() || random.nextInt(4) == 0) {
                        headers.put(name, text);
                    }
                }
            }
        }

        private void addQuery(String name, JsonNode parameter, String text) {
            if (random.nextInt(3) > 0) {
                return;
            }
            JsonNode schema = openApiDescription.resolved(parameter.path("schema"));
            if (schema.has("properties")) {
                schema.get("properties")
                        .properties()
                        .forEach(part -> query.add(name + "[" + part.getKey() + "]="
                                + encoded(schemaValues.text(part.getKey(), part.getValue()))));
            } else {
                query.add(encoded(name) + "=" + encoded(text));
            }
        }

        Request request(int broken) {
            for (int i = 0; i < broken; i++) {
                breakSomething();
            }
            if (body.length > 0 || !operation.reads()) {
                headers.put("Content-Length", Integer.toString(body.length));
            }
            StringBuilder head = new StringBuilder(operation.method() + " " + path);
            head.append(query.isEmpty() ? "" : "?" + String.join("&", query)).append(" HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            return new Request(operation, head.toString(), Buffer.buffer(body), broken);
        }

        private void breakSomething() {
            switch (random.nextInt(operation.reads() ? 5 : 10)) {
                case 0 -> breakPath();
                case 1 ->
                    query.add(
                            schemaValues.oneOf(List.of("cohorte=2027", "=", "page", "a[b]=c", "%zz=1", "per_page=1")));
                case 2 -> breakQuery();
                case 3 -> breakHeader();
                case 4 -> headers.keySet().removeIf(name -> random.nextInt(2) == 0);
                case 5 -> body = schemaValues.oneOf(UnusualValues.BODIES).getBytes(UTF_8);
                case 6 -> body = random.nextInt(10) > 0 ? flipped(body) : new byte[LONGEST_BODY];
                default -> breakField();
            }
        }

        private void breakPath() {
            String[] steps = path.split("/", -1);
            int step = Math.min(steps.length - 1, 3 + random.nextInt(2));
            String odd = schemaValues.oneOf(UnusualValues.TEXTS);
            // An empty last step makes it the path of the list, whose response another operation describes.
            steps[step] = odd.isEmpty() && step == steps.length - 1 ? " " : odd;
            path = String.join("/", steps).replace(" ", "%20");
        }

        private void breakQuery() {
            String odd = schemaValues.oneOf(UnusualValues.TEXTS);
            List<String> names = operation.parameters().stream()
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .map(parameter -> parameter.path("name").asText())
                    .toList();
            String name = names.isEmpty() ? "q" : schemaValues.oneOf(names);
            query.add((name.equals("filter") ? "filter[cohort]" : name) + "=" + odd);
        }

        private void breakHeader() {
            String[] header = schemaValues.oneOf(UnusualValues.HEADERS).split(": ", 2);
            headers.put(header[0], header[1]);
        }

        /** Replaces a value of the body, or repeats its field. */
        private void breakField() {
            String json = new String(body, UTF_8);
            List<Integer> colons = new ArrayList<>();
            for (int i = json.indexOf("\":"); i >= 0; i = json.indexOf("\":", i + 1)) {
                colons.add(i + 2);
            }
            if (colons.isEmpty()) {
                body = schemaValues.oneOf(UnusualValues.BODIES).getBytes(UTF_8);
                return;
            }
            int from = schemaValues.oneOf(colons);
            // The field may have lost the beginning of its name before.
            int name = Math.max(0, json.lastIndexOf('"', from - 3));
            String odd = schemaValues.oneOf(UnusualValues.JSON);
            int end = from;
            while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
                end++;
            }
            json = random.nextInt(4) == 0
                    ? json.substring(0, name) + json.substring(name, from) + odd + "," + json.substring(name)
                    : json.substring(0, from) + odd + json.substring(end);
            body = json.getBytes(UTF_8);
        }

        private byte[] flipped(byte[] bytes) {
            byte[] flipped = bytes.clone();
            if (flipped.length > 0) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
            }
            return flipped;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
