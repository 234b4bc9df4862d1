package uk.gov.education.training.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import uk.gov.education.training.localstack.TestInfrastructure;

/**
 * Stands in for all four services: it knows access tokens, and no operations. There is no database, and no Kafka unless
 * the argument {@code kafka=true} asks for one.
 */
public final class StubServices implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> SCOPES = new ConcurrentHashMap<>();
    private static final Map<String, String> RESPONSES = new ConcurrentHashMap<>();

    private static volatile boolean available = true;

    private HttpServer server;
    private boolean kafka;

    @Override
    public void init(Map<String, String> arguments) {
        kafka = Boolean.parseBoolean(arguments.get("kafka"));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", StubServices::respond);
        server.start();
        Map<String, String> config = new HashMap<>();
        Topology.SERVICES.forEach(service -> config.put(
                "training.console.services.\"" + service + "\"",
                "http://localhost:" + server.getAddress().getPort()));
        config.put(
                "kafka.bootstrap.servers", kafka ? TestInfrastructure.broker().bootstrapServers() : "localhost:1");
        return config;
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** A new token of this scope. */
    static String token(String scope) {
        String token = UUID.randomUUID().toString();
        SCOPES.put(token, scope);
        return token;
    }

    /** Makes all services available, or all respond with 503. */
    static void available(boolean available) {
        StubServices.available = available;
    }

    /** Sets the response to a GET of this path. */
    static void respond(String path, String json) {
        RESPONSES.put(path, json);
    }

    private static void respond(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String scope = SCOPES.get(authorization == null ? "" : authorization.replace("Bearer ", ""));
        String path = exchange.getRequestURI().getPath();
        if (!available) {
            send(exchange, 503, "{\"errors\":[{\"field\":\"service\",\"detail\":\"The database does not answer.\"}]}");
        } else if (scope == null) {
            send(exchange, 401, "{\"errors\":[{\"field\":\"Authorization\",\"detail\":\"Send a valid token.\"}]}");
        } else if (path.equals("/api/v1/access-token")) {
            send(exchange, 200, "{\"data\":{\"id\":\"" + UUID.randomUUID() + "\",\"scope\":\"" + scope + "\"}}");
        } else if (RESPONSES.containsKey(path)) {
            send(exchange, 200, RESPONSES.get(path));
        } else {
            send(exchange, 404, "{\"errors\":[{\"field\":\"id\",\"detail\":\"There is none with this id.\"}]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
