package uk.gov.education.training.platform.observability;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.StructuredFormatter;

/**
 * Log lines as JSON. What a line is about ({@code participantId}, {@code eventId} and so on, from its mapped diagnostic
 * context) are fields like all others, and an exception is told without what it quotes.
 */
final class RedactingJsonFormatter extends JsonFormatter {

    private static final String CONTEXT = "mdc";
    private static final String WITH_QUOTATIONS = "stackTrace";

    /** Like what was configured, but for these two. */
    RedactingJsonFormatter(JsonFormatter configured) {
        super(configured.getKeyOverrides(), without(configured), configured.getAdditionalFields());
        // Otherwise it would be an object of that name as the one below, with all that it quotes.
        setExceptionOutputType(ExceptionOutputType.FORMATTED);
    }

    private static Set<String> without(JsonFormatter configured) {
        Set<String> excluded = new HashSet<>(configured.getExcludedKeys());
        excluded.add(CONTEXT);
        excluded.add(WITH_QUOTATIONS);
        return excluded;
    }

    @Override
    protected void after(StructuredFormatter.Generator line, ExtLogRecord record) throws Exception {
        super.after(line, record);
        for (var about : record.getMdcCopy().entrySet()) {
            line.add(about.getKey(), about.getValue());
        }
        if (record.getThrown() != null) {
            line.add("exception", RedactedErrors.inFull(record.getThrown()));
        }
    }
}
