package uk.gov.education.training.platform.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.observability.DefaultsConfigSource;
import uk.gov.education.training.platform.observability.EventLog;

/**
 * The trace that an event belongs to. Every event carries it on, as W3C trace context
 * ({@code 00-<trace>-<span>-<flags>}), be it recorded or not. Where traces are recorded, a request, the publication of
 * each event that followed from it and the application of each are its spans, each the parent of the next. Where they
 * are not, OpenTelemetry's spans are those of whoever called, and all of this hands on what it was given.
 */
public final class Traces {

    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_AT = 3;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final String NAME = "uk.gov.education.training";

    /** A disabled SDK would still make up spans of its own, which nobody would ever find. */
    private static final boolean RECORDED = !ConfigProvider.getConfig()
            .getOptionalValue(DefaultsConfigSource.NOT_TRACED, Boolean.class)
            .orElse(true);

    private Traces() {}

    /** The trace of the request that is answered here, else the caller's if it sent a usable one, else a new one. */
    public static String continueOrBegin(@Nullable String traceparent) {
        SpanContext answering = Span.current().getSpanContext();
        if (answering.isValid()) {
            return traceparent(answering);
        }
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : begin();
    }

    /** A new trace, for what a service does by itself. It is sampled like any other; its first span is an event's. */
    public static String begin() {
        SpanContext begun =
                tracer().spanBuilder("begin").setNoParent().startSpan().getSpanContext();
        return begun.isValid() ? traceparent(begun) : unrecorded();
    }

    private static String unrecorded() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01";
    }

    /** Begins the publication of an event. */
    static Span publishing(EventLog.EventRef event, @Nullable String traceparent) {
        return about(event, traceparent, "publish", SpanKind.PRODUCER).startSpan();
    }

    /** Begins the application of an event. A span that is never ended is never told. */
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

    /** What carries on a span that is valid. */
    static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private static SpanContext context(@Nullable String traceparent) {
        if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_AT, SPAN_AT - 1),
                traceparent.substring(SPAN_AT, FLAGS_AT - 1),
                TraceFlags.fromHex(traceparent, FLAGS_AT),
                TraceState.getDefault());
    }

    private static Tracer tracer() {
        return RECORDED
                ? GlobalOpenTelemetry.getTracer(NAME)
                : TracerProvider.noop().get(NAME);
    }
}
