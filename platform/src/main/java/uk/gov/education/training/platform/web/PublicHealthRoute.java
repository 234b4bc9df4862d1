package uk.gov.education.training.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows everyone the health as up or down. Only callers with an operations token see the reasons, on Quarkus' own page.
 */
@ApplicationScoped
class PublicHealthRoute {

    private static final String HEALTH = "/q/health";
    private static final int PRIORITY = 900;

    private final Map<String, Supplier<Uni<SmallRyeHealth>>> healths;
    private final Operators operators;

    PublicHealthRoute(SmallRyeHealthReporter reporter, Operators operators) {
        this.operators = operators;
        this.healths = Map.of(
                "", reporter::getHealthAsync,
                "/live", reporter::getLivenessAsync,
                "/ready", reporter::getReadinessAsync,
                "/started", reporter::getStartupAsync,
                "/well", reporter::getWellnessAsync);
    }

    void register(@Observes Filters filters) {
        filters.register(this::respond, PRIORITY);
    }

    private void respond(RoutingContext context) {
        @Nullable Supplier<Uni<SmallRyeHealth>> health = asked(context);
        if (health == null) {
            context.next();
            return;
        }
        Context here = Vertx.currentContext();
        isOperator(context)
                .chain(operator -> operator ? Uni.createFrom().<SmallRyeHealth>nullItem() : health.get())
                .emitOn(task -> here.runOnContext(_ -> task.run()))
                .subscribe()
                .with(found -> send(context, found), context::fail);
    }

    private @Nullable Supplier<Uni<SmallRyeHealth>> asked(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!RequestPathCheck.isUnder(HEALTH, context)
                || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
            return null;
        }
        String kind = context.normalizedPath().substring(HEALTH.length());
        return healths.get(kind.endsWith("/") ? kind.substring(0, kind.length() - 1) : kind);
    }

    private Uni<Boolean> isOperator(RoutingContext context) {
        @Nullable String token = AccessToken.presented(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        return token == null
                ? Uni.createFrom().item(false)
                : operators
                        .of(token, context)
                        .map(caller -> caller.filter(found -> found.scope().equals(Scope.OPERATIONS))
                                .isPresent())
                        // While the database is unavailable, tokens cannot be looked up: show up or down only.
                        .onFailure()
                        .recoverWithItem(false);
    }

    private static void send(RoutingContext context, @Nullable SmallRyeHealth health) {
        if (health == null) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(health.isDown() ? 503 : 200)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
                    .end("{\"status\":\"" + (health.isDown() ? "DOWN" : "UP") + "\"}");
        }
    }
}
