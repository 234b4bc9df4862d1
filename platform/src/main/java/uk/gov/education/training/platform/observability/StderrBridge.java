package uk.gov.education.training.platform.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a library prints rather than logs, as the PostgreSQL client does with a lost connection that nobody waits for. A
 * line of it becomes a line of the log, and an exception becomes one that quotes nobody.
 */
final class StderrBridge extends PrintStream {

    private static final Logger LOG = Logger.getLogger("stderr");
    /** The lines by which Java prints what follows an exception's first, which was logged as a whole. */
    private static final Pattern REST_OF_EXCEPTION =
            Pattern.compile("\\s*(at |\\.{3} \\d+ |Caused by: |Suppressed: |\\[CIRCULAR).*", Pattern.DOTALL);

    StderrBridge() {
        super(new Lines(), true, UTF_8);
    }

    @Override
    public void println(@Nullable Object printed) {
        if (printed instanceof Throwable failure) {
            LOG.warn("A library printed an exception", failure);
        } else if (!(printed instanceof String text)
                || !REST_OF_EXCEPTION.matcher(text).matches()) {
            super.println(printed);
        }
    }

    private static final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        /** Called by the stream above, which lets one thread in at a time. */
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
