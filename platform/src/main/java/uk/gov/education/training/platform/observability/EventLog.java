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
 * Logs a line for each event that this service publishes or applies, so that an update can be followed through the
 * logs, and for each dead letter. The lines contain ids, never names. The level of the logger {@code events} turns them
 * off.
 */
public final class EventLog {

    private static final Logger PUBLISHED = Logger.getLogger("events.published");
    private static final Logger APPLIED = Logger.getLogger("events.applied");
    private static final Logger PARKED = Logger.getLogger("events.parked");

    private EventLog() {}

    /**
     * The parts of an event that may be logged.
     *
     * @param key null unless it is a UUID or a year: an invalid record may have an e-mail address as its key
     * @param id null for a tombstone, and unless it is a UUID, which the id of each of our events is
     * @param type null unless it is one of ours
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

    /** @param why without content of the event */
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

    /** The topic of an event and, if it may be logged, its key. */
    public static String place(EventRef event) {
        return event.topic() + "/" + (event.key() == null ? "?" : event.key());
    }

    private static String words(EventRef event) {
        return place(event) + ": " + (event.type() == null ? "tombstone" : event.type());
    }

    private static void put(ExtLogRecord line, String field, @Nullable String value) {
        if (value != null) {
            line.putMdc(field, value);
        }
    }
}
