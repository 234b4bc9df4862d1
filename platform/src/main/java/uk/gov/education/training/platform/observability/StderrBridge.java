package uk.gov.education.training.platform.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs what libraries print to stderr, as the PostgreSQL client does with some lost connections. A line becomes a log
 * line; an exception is redacted.
 */
final class StderrBridge extends PrintStream {

    private static final Logger LOG = Logger.getLogger("stderr");
    /** The lines of a printed stack trace after the first one, which was logged as a whole. */
    private static final Pattern REST_OF_EXCEPTION =
            Pattern.compile("\\s*(at |\\.{3} \\d+ |Caused by: |Suppressed: |\\[CIRCULAR).*", Pattern.DOTALL);

    StderrBridge() {
        super(new Lines(), true, UTF_8);
    }

    @Override
    public void println(@Nullable Object printed) {
        if (printed instanceof Throwable failure) {
            LOG.warn("A library printed an exception to stderr", failure);
        } else if (!(printed instanceof String text)
                || !REST_OF_EXCEPTION.matcher(text).matches()) {
            super.println(printed);
        }
    }

    private static final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        /** Called by the stream above, by one thread at a time. */
        @Override
        public void write(int printed) {
            if (printed != '\n') {
                line.write(printed);
                return;
            }
            String text = line.toString(UTF_8).strip();
            line.reset();
            if (!text.isEmpty()) {
                LOG.warn(text);
            }
        }
    }
}
