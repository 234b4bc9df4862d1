package uk.gov.education.training.platform.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits the labels of HTTP metrics, because callers choose paths and methods: paths without a resource count as one,
 * and unknown methods are not measured.
 */
class HttpMetricsFilter {

    static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private static final String REQUESTS = "http.server.requests";
    private static final String OTHER = "/other";
    private static final int MOST_PATHS = 300;

    /** If a resource is found later, it sets the path to its template. */
    static void measure(RoutingContext context) {
        @Nullable HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(OTHER);
        }
    }

    /** Denied meters use no memory. Renamed ones would be kept under each of their names. */
    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                @Nullable String method = id.getName().equals(REQUESTS) ? id.getTag("method") : null;
                return method == null || METHODS.contains(HttpMethod.valueOf(method))
                        ? MeterFilterReply.NEUTRAL
                        : MeterFilterReply.DENY;
            }
        };
    }

    /** The most paths; a service has far fewer. A last defence. */
    @Produces
    @Singleton
    MeterFilter fewPaths() {
        return MeterFilter.maximumAllowableTags(REQUESTS, "uri", MOST_PATHS, MeterFilter.deny());
    }
}
