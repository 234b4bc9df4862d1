package uk.gov.education.training.platform.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.observability.DefaultsConfigSource;
import uk.gov.education.training.platform.observability.EventLog;

/**
 * Carries the trace of a request through its events, as W3C trace context ({@code traceparent}). If tracing is on, the
 * request, the publication of each event that follows from it and the application of each are spans, each the parent of
 * the next. If tracing is off, passes the caller's trace context on unchanged.
 */
public final class Traces {

    private static final String TRACEPARENT = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String NAME = "uk.gov.education.training";

    /** Whether spans are exported. A disabled SDK would still create spans, which would appear nowhere. */
    private static final boolean RECORDED = !ConfigProvider.getConfig()
            .getOptionalValue(DefaultsConfigSource.NOT_TRACED, Boolean.class)
            .orElse(true);

    /** Reads the one header from a string, which is null if there is none. */
    private static final TextMapGetter<String> TRACEPARENT_ONLY = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String header) {
            return header.equals(TRACEPARENT) ? traceparent : null;
        }
    };

    private Traces() {}

    /** Returns the trace of the current request, else the caller's if it sent a valid one, else a new one. */
    public static String continueOrBegin(@Nullable String traceparent) {
        SpanContext answering = Span.current().getSpanContext();
        if (answering.isValid()) {
            return traceparent(answering);
        }
        SpanContext callers = context(traceparent);
        return callers.isValid() ? traceparent(callers) : begin();
    }

    /** Returns a new trace, for work that no request has caused. Its first span is that of an event. */
    public static String begin() {
        SpanContext begun =
                tracer().spanBuilder("begin").setNoParent().startSpan().getSpanContext();
        return begun.isValid() ? traceparent(begun) : unrecorded();
    }

    private static String unrecorded() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return traceparent(SpanContext.create(
                TraceId.fromLongs(random.nextLong(), random.nextLong(1, Long.MAX_VALUE)),
                SpanId.fromLong(random.nextLong(1, Long.MAX_VALUE)),
                TraceFlags.getSampled(),
                TraceState.getDefault()));
    }

    /** Starts the span of the publication of an event. */
    static Span publishing(EventLog.EventRef event, @Nullable String traceparent) {
        return about(event, traceparent, "publish", SpanKind.PRODUCER).startSpan();
    }

    /** Starts the span of the application of an event. A span that is never ended is never exported. */
    static Span applying(EventLog.EventRef event, @Nullable String traceparent) {
        return about(event, traceparent, "apply", SpanKind.CONSUMER).startSpan();
    }

    private static SpanBuilder about(
            EventLog.EventRef event, @Nullable String traceparent, String operation, SpanKind kind) {
        SpanBuilder span = tracer().spanBuilder(operation + " " + event.topic())
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", operation)
                .setAttribute("messaging.operation.type", kind == SpanKind.PRODUCER ? "send" : "process")
                .setAttribute("messaging.destination.name", event.topic());
        SpanContext parent = context(traceparent);
        if (parent.isValid()) {
            span.setParent(Context.root().with(Span.wrap(parent)));
        } else {
            span.setNoParent();
        }
        put(span, "messaging.message.id", event.id());
        put(span, "messaging.kafka.message.key", event.key());
        put(span, "event.type", event.type());
        if (Topics.isAboutParticipants(event.topic())) {
            put(span, "participant.id", event.key());
        }
        return span;
    }

    private static void put(SpanBuilder span, String attribute, @Nullable String value) {
        if (value != null) {
            span.setAttribute(attribute, value);
        }
    }

    /** Writes a valid span context as {@code traceparent}. */
    static String traceparent(SpanContext span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(Span.wrap(span)), headers, (carrier, name, value) -> headers.put(name, value));
        return headers.getOrDefault(TRACEPARENT, "");
    }

    /** Reads a {@code traceparent}. Invalid if it is missing or malformed. */
    private static SpanContext context(@Nullable String traceparent) {
        return Span.fromContext(W3C.extract(Context.root(), traceparent, TRACEPARENT_ONLY))
                .getSpanContext();
    }

    private static Tracer tracer() {
        return RECORDED
                ? GlobalOpenTelemetry.getTracer(NAME)
                : TracerProvider.noop().get(NAME);
    }
}
