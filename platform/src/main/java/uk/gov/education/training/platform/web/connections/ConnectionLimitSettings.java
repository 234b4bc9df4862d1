package uk.gov.education.training.platform.web.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.Uploads;

/** The configured limits for connections. */
@Singleton
@Unremovable
class ConnectionLimitSettings implements HttpServerOptionsCustomizer {

    private final ConnectionLimits rules;

    ConnectionLimitSettings(
            ErrorFormat errors,
            MeterRegistry metrics,
            Uploads uploads,
            @ConfigProperty(name = "training.connections.most", defaultValue = "1000") int most,
            @ConfigProperty(name = "training.connections.request-within", defaultValue = "30s") Duration request,
            @ConfigProperty(name = "training.connections.response-within", defaultValue = "60s") Duration response) {
        this.rules =
                new ConnectionLimits(most, request, response, uploads, new ConnectionErrorResponse(errors, metrics));
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        ConnectionGuardInstaller.follow(rules);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        ConnectionGuardInstaller.follow(rules);
    }
}
