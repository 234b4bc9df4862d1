package uk.gov.education.training.providerapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/** Answers as school-updates-service does, over HTTP, or fails as it may. Tests with it don't run in parallel. */
public class SchoolUpdatesStub implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "token-of-provider-api-service";
    static final int TIMEOUT_MILLIS = 500;

    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static volatile Behaviour behaviour = exchange -> respond(exchange, 500, "{}");

    private static @Nullable HttpServer server;

    /** A request that has arrived. */
    record Received(String method, String path, UnaryOperator<@Nullable String> header, String body) {}

    /** What the owner does with a request. */
    interface Behaviour {

        void handle(HttpExchange exchange) throws IOException;
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "training.school-updates.url",
                "http://127.0.0.1:" + listen(0),
                "training.school-updates.token",
                TOKEN,
                "training.school-updates.timeout",
                TIMEOUT_MILLIS + "ms");
    }

    @Override
    public void stop() {
        close();
    }

    /** Opens the port, or any free one if it is 0. */
    private static int listen(int port) {
        try {
            HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.createContext("/", SchoolUpdatesStub::receive);
            opened.start();
            server = opened;
            return opened.getAddress().getPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int close() {
        HttpServer open = Objects.requireNonNull(server);
        open.stop(0);
        return open.getAddress().getPort();
    }

    /** Does something while no one listens at the port. */
    static void whileDown(Runnable work) {
        int port = close();
        try {
            work.run();
        } finally {
            listen(port);
        }
    }

    private static void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        RECEIVED.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers::getFirst,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        behaviour.handle(exchange);
    }

    /** Forgets all requests, and behaves in this way from now on. */
    static void behave(Behaviour now) {
        RECEIVED.clear();
        behaviour = now;
    }

    static void answer(int status, Object body) {
        behave(exchange -> respond(exchange, status, Json.write(body)));
    }

    static List<Received> received() {
        return List.copyOf(RECEIVED);
    }

    static void respond(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Ends the connection without a response. */
    static void breakConnection(HttpExchange exchange) {
        exchange.close();
    }
}
