package uk.gov.education.training.platform.observability;

import io.opentelemetry.api.trace.SpanContext;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;

/**
 * A line for each event that this service publishes and for each that it applies, so that the way of one update can be
 * followed through the logs, and one for each that it can't use. The lines carry ids, never names. One setting, the
 * level of {@code events}, switches them off.
 */
public final class EventLog {

    private static final Logger PUBLISHED = Logger.getLogger("events.published");
    private static final Logger APPLIED = Logger.getLogger("events.applied");
    private static final Logger PARKED = Logger.getLogger("events.parked");

    private EventLog() {}

    /**
     * What is told of an event.
     *
     * @param key null also where it is neither an id nor a year: whoever sends what nobody can use may send it under
     *     somebody's e-mail address
     * @param id null for a tombstone, which is no event, and where it is no UUID, as it is of every event of ours
     * @param type likewise null where it is none of ours
     */
    public record EventRef(
            String topic,
            @Nullable String key,
            @Nullable String id,
            @Nullable String type) {

        private static final String UUID = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
        private static final Pattern ID = Pattern.compile(UUID);
        private static final Pattern ID_OR_YEAR = Pattern.compile(UUID + "|[0-9]{4}");
        private static final Pattern TYPE =
                Pattern.compile("uk\\.gov\\.education\\.training\\.[a-z-]{1,100}\\.v[0-9]{1,4}");

        public EventRef {
            key = only(ID_OR_YEAR, key);
            id = only(ID, id);
            type = only(TYPE, type);
        }

        private static @Nullable String only(Pattern harmless, @Nullable String text) {
            return text != null && harmless.matcher(text).matches() ? text : null;
        }
    }

    public static void published(EventRef event, SpanContext span) {
        log(PUBLISHED, Level.INFO, () -> "Published " + words(event), event, span);
    }

    public static void applied(EventRef event, SpanContext span) {
        log(APPLIED, Level.INFO, () -> "Applied " + words(event), event, span);
    }

    /** @param why in words that don't quote the event */
    public static void parked(EventRef event, String why) {
        log(PARKED, Level.WARNING, () -> why, event, SpanContext.getInvalid());
    }

    private static void log(Logger logger, Level level, Supplier<String> message, EventRef event, SpanContext span) {
        if (!logger.isLoggable(level)) {
            return;
        }
        ExtLogRecord line = new ExtLogRecord(level, message.get(), FormatStyle.NO_FORMAT, EventLog.class.getName());
        line.setLoggerName(logger.getName());
        put(line, "topic", event.topic());
        put(line, Topics.isAboutParticipants(event.topic()) ? "participantId" : "key", event.key());
        put(line, "eventId", event.id());
        put(line, "eventType", event.type());
        if (span.isValid()) {
            put(line, "traceId", span.getTraceId());
            put(line, "spanId", span.getSpanId());
        }
        logger.logRaw(line);
    }

    /** An event's topic and, where it may be told, its key. */
    public static String place(EventRef event) {
        return event.topic() + "/" + (event.key() == null ? "?" : event.key());
    }

    private static String words(EventRef event) {
        return place(event) + ": " + (event.type() == null ? "its end" : event.type());
    }

    private static void put(ExtLogRecord line, String field, @Nullable String value) {
        if (value != null) {
            line.putMdc(field, value);
        }
    }
}
