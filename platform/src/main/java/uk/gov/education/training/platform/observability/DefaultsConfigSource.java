package uk.gov.education.training.platform.observability;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Derives settings from others if they are not set: the instance's name from the host and port, and no tracing unless
 * an endpoint for traces is set. OpenTelemetry's own names, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, work like
 * Quarkus' names.
 */
public final class DefaultsConfigSource implements ConfigSourceFactory {

    /** Quarkus' own setting. */
    public static final String NOT_TRACED = "quarkus.otel.sdk.disabled";

    static final String INSTANCE = "training.instance.name";

    private static final String QUARKUS = "quarkus.";
    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");
    private static final List<String> OTHERS =
            List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.headers", "otel.traces.sampler.arg");
    /** The ordinal: below files and the environment, above Quarkus' defaults. */
    private static final int ORDINAL = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext settings) {
        Map<String, String> derived = new HashMap<>();
        derived.put(INSTANCE, hostname() + "-" + port(settings));
        derived.put(NOT_TRACED, Boolean.toString(!isTraced(settings)));
        ENDPOINTS.forEach(name -> takeOver(name, settings, derived));
        OTHERS.forEach(name -> takeOver(name, settings, derived));
        return List.of(new PropertiesConfigSource(derived, "settings that follow from others", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static boolean isTraced(ConfigSourceContext settings) {
        return !"true".equals(value("otel.sdk.disabled", settings))
                && ENDPOINTS.stream()
                        .anyMatch(name -> value(name, settings) != null || value(QUARKUS + name, settings) != null);
    }

    private static void takeOver(String name, ConfigSourceContext settings, Map<String, String> derived) {
        String value = value(name, settings);
        if (value != null) {
            derived.put(QUARKUS + name, value);
        }
    }

    private static String port(ConfigSourceContext settings) {
        ConfigValue port = settings.getValue("quarkus.http.port");
        return port == null || port.getValue() == null ? "8080" : port.getValue();
    }

    /** Returns a value that was set: neither empty nor Quarkus' default. */
    private static @Nullable String value(String name, ConfigSourceContext settings) {
        ConfigValue value = settings.getValue(name);
        return value == null
                        || value.getConfigSourceOrdinal() < 0
                        || value.getValue() == null
                        || value.getValue().isBlank()
                ? null
                : value.getValue();
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
