package uk.gov.education.training.platform.operations;

import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The identity of this instance. */
@ApplicationScoped
class ThisInstance {

    private static final String ANY_ADDRESS = "0.0.0.0";

    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final int MAX_NAME_LENGTH = 200;

    private final String service;
    private final String name;
    private final Optional<String> address;
    private final String host;
    private final int port;
    private final HttpServer http;

    ThisInstance(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "training.instance.name") Optional<String> name,
            @ConfigProperty(name = "training.instance.address") Optional<String> address,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = ANY_ADDRESS) String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            HttpServer http) {
        this.service = service;
        this.name = asKey(name.orElseGet(() -> hostname() + "-" + port));
        this.address = address;
        this.host = host.equals(ANY_ADDRESS) ? hostname() : host;
        this.port = port;
        this.http = http;
    }

    /** Replaces every character that a key can't contain. */
    private static String asKey(String name) {
        return name.substring(0, Math.min(MAX_NAME_LENGTH, name.length())).replaceAll("[^!-~]", "-");
    }

    String service() {
        return service;
    }

    /** The name, which stays the same after a restart on the same machine. */
    String name() {
        return name;
    }

    /** The base URL of its REST calls. The operating system may choose the port, after the start. */
    String address() {
        return address.orElseGet(() -> "http://" + host + ":" + (http.getPort() > 0 ? http.getPort() : port));
    }

    Instant startedAt() {
        return startedAt;
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
