package uk.gov.education.training.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsConfigSourceTest {

    private static final String ENDPOINT = "http://tempo:4318";

    /** The settings with Quarkus's default endpoint, which does not count as configured. */
    private static SmallRyeConfig settings(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.otel.exporter.otlp.endpoint", "http://localhost:4317/")
                .withDefaultValue("quarkus.http.port", "8080")
                .withSources(new EnvConfigSource(new HashMap<>(environment), EnvConfigSource.ORDINAL))
                .withSources(new DefaultsConfigSource())
                .build();
    }

    private static boolean isTraced(Map<String, String> environment) {
        return !settings(environment).getValue(DefaultsConfigSource.NOT_TRACED, Boolean.class);
    }

    @Test
    void nothingIsTracedWithoutAnEndpoint() {
        assertThat(isTraced(Map.of())).isFalse();
        assertThat(isTraced(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "))).isFalse();
        assertThat(isTraced(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT))).isTrue();
        assertThat(isTraced(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", ENDPOINT)))
                .isTrue();
        assertThat(isTraced(Map.of("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT)))
                .isTrue();
    }

    @Test
    void tracingIsSwitchedOffByEitherName() {
        var endpoint = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT);

        assertThat(isTraced(with(endpoint, "OTEL_SDK_DISABLED"))).isFalse();
        assertThat(isTraced(with(endpoint, "QUARKUS_OTEL_SDK_DISABLED"))).isFalse();
    }

    private static Map<String, String> with(Map<String, String> environment, String name) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, "true");
        return more;
    }

    @Test
    void openTelemetrysNamesWorkToo() {
        SmallRyeConfig settings = settings(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT,
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_TRACES_SAMPLER_ARG", "0.1"));

        assertThat(settings.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo(ENDPOINT);
        assertThat(settings.getValue("quarkus.otel.exporter.otlp.protocol", String.class))
                .isEqualTo("http/protobuf");
        assertThat(settings.getValue("quarkus.otel.traces.sampler.arg", String.class))
                .isEqualTo("0.1");
    }

    @Test
    void instanceIsNamedByHostAndPortUnlessItHasAName() {
        assertThat(settings(Map.of("QUARKUS_HTTP_PORT", "8082")).getValue(DefaultsConfigSource.INSTANCE, String.class))
                .endsWith("-8082");
        assertThat(settings(Map.of("TRAINING_INSTANCE_NAME", "pod-7"))
                        .getValue(DefaultsConfigSource.INSTANCE, String.class))
                .isEqualTo("pod-7");
    }
}
