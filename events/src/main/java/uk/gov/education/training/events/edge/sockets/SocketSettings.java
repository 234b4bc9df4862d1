package uk.gov.education.training.events.edge.sockets;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.edge.ErrorBody;

/** The rules for connections, as the settings have them. */
@Singleton
@Unremovable
class SocketSettings implements HttpServerOptionsCustomizer {

    private final SocketRules rules;

    SocketSettings(
            ErrorBody errors,
            @ConfigProperty(name = "training.connections.most", defaultValue = "1000") int most,
            @ConfigProperty(name = "training.connections.request-within", defaultValue = "30s") Duration request,
            @ConfigProperty(name = "training.connections.answer-within", defaultValue = "60s") Duration answer) {
        this.rules = new SocketRules(most, request, answer, new Answers(errors));
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        SocketExtension.follow(rules);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        SocketExtension.follow(rules);
    }
}
