package uk.gov.education.training.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StderrBridgeTest {

    private final Logger log = Logger.getLogger("stderr");
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final StderrBridge err = new StderrBridge();

    @BeforeEach
    void listen() {
        log.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(handler);
    }

    @Test
    void printedExceptionIsLoggedOnce() {
        Throwable failure = new IllegalStateException("of ours", new IllegalArgumentException("Quartermain"));
        failure.addSuppressed(new IllegalArgumentException("Quartermain"));

        failure.printStackTrace(err);

        assertThat(logged).singleElement().satisfies(line -> {
            assertThat(line.getThrown()).isSameAs(failure);
            assertThat(line.getMessage()).doesNotContain("Quartermain");
        });
    }

    @Test
    void printedLineIsLogged() {
        err.println("WARNING: something is deprecated");
        err.print("in ");
        err.printf("%d parts%n", 2);
        err.println();

        assertThat(logged)
                .extracting(LogRecord::getMessage)
                .containsExactly("WARNING: something is deprecated", "in 2 parts");
    }
}
