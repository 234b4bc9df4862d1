package uk.gov.education.training.platform.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees each request before the HTTP server checks it, so that {@link ServerErrorBodies} can watch its response. Vert.x
 * reports such requests only to its tracer; this one delegates to the tracer that is configured.
 */
@ApplicationScoped
class ServerRequestTracer implements VertxOptionsCustomizer {

    private final Instance<ErrorFormat> errors;

    ServerRequestTracer(Instance<ErrorFormat> errors) {
        this.errors = errors;
    }

    /** Deprecated in Vert.x, but Quarkus does not offer the newer way. */
    @Override
    @SuppressWarnings("deprecation")
    public void accept(VertxOptions options) {
        VertxTracerFactory given = Optional.ofNullable(options.getTracingOptions())
                .map(TracingOptions::getFactory)
                .orElse(VertxTracerFactory.NOOP);
        VertxTracerFactory watching = tracing -> new Watching<>(tracer(given, tracing));
        options.setTracingOptions(new TracingOptions().setFactory(watching));
    }

    @SuppressWarnings("unchecked")
    private static VertxTracer<Object, Object> tracer(VertxTracerFactory factory, TracingOptions options) {
        return (VertxTracer<Object, Object>) factory.tracer(options);
    }

    private void watch(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return;
        }
        ChannelPipeline pipeline = connection.channel().pipeline();
        @Nullable ServerErrorBodies watcher = pipeline.get(ServerErrorBodies.class);
        @Nullable ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        if (watcher == null && encoder != null) {
            watcher = new ServerErrorBodies(errors.get());
            pipeline.addAfter(encoder.name(), ServerErrorBodies.class.getName(), watcher);
        }
        if (watcher != null) {
            watcher.nextRequest(request.method().equals(HttpMethod.HEAD));
        }
    }

    private final class Watching<I, O> implements VertxTracer<I, O> {

        private final VertxTracer<I, O> given;

        Watching(VertxTracer<I, O> given) {
            this.given = given;
        }

        @Override
        public <R> I receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Entry<String, String>> headers,
                TagExtractor<R> tags) {
            if (request instanceof HttpServerRequest received) {
                watch(received);
            }
            return given.receiveRequest(context, kind, policy, request, operation, headers, tags);
        }

        @Override
        public <R> void sendResponse(Context context, R response, I payload, Throwable failure, TagExtractor<R> tags) {
            given.sendResponse(context, response, payload, failure, tags);
        }

        @Override
        public <R> O sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            return given.sendRequest(context, kind, policy, request, operation, headers, tags);
        }

        @Override
        public <R> void receiveResponse(
                Context context, R response, O payload, Throwable failure, TagExtractor<R> tags) {
            given.receiveResponse(context, response, payload, failure, tags);
        }

        @Override
        public void close() {
            given.close();
        }
    }
}
