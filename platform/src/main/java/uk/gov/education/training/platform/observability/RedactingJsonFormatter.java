package uk.gov.education.training.platform.observability;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.StructuredFormatter;

/**
 * Formats log lines as JSON. Entries of the mapped diagnostic context ({@code participantId}, {@code eventId} and so
 * on) are fields like all others, and exceptions are redacted by {@link RedactedErrors}.
 */
final class RedactingJsonFormatter extends JsonFormatter {

    private static final String CONTEXT = "mdc";
    private static final String WITH_QUOTATIONS = "stackTrace";

    /** Copies the configured formatter, except for these two settings. */
    RedactingJsonFormatter(JsonFormatter configured) {
        super(configured.getKeyOverrides(), without(configured), configured.getAdditionalFields());
        // Otherwise the formatter would add the exception itself under this name, with everything that it quotes.
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
