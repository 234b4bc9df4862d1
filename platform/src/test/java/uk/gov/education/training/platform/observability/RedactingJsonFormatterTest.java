package uk.gov.education.training.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Set;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

class RedactingJsonFormatterTest {

    private static final String NAME = "Quartermain";

    /** Fails on a duplicate field. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final RedactingJsonFormatter lines =
            new RedactingJsonFormatter(new JsonFormatter("logger-name=logger", Set.of("ndc"), new HashMap<>()));
    private final ExtLogRecord record = new ExtLogRecord(
            Level.SEVERE, "A rule failed", FormatStyle.NO_FORMAT, RedactingJsonFormatterTest.class.getName());

    private JsonNode line() throws IOException {
        String text = lines.format(record);
        assertThat(text).endsWith("\n").doesNotContain(NAME);
        assertThat(text.lines()).hasSize(1);
        return STRICT.readTree(text);
    }

    @Test
    void contextIsWrittenAsFields() throws IOException {
        record.putMdc("participantId", "some id");

        JsonNode line = line();

        assertThat(line.path("participantId").asText()).isEqualTo("some id");
        assertThat(line.path("message").asText()).isEqualTo("A rule failed");
        assertThat(line.has("mdc")).isFalse();
    }

    @Test
    void exceptionIsWrittenOnceAndRedacted() throws IOException {
        Throwable quoting = catchThrowable(() -> STRICT.readTree("{\"full_name\": " + NAME + "}"));
        record.setThrown(new IllegalStateException("of ours", quoting));

        JsonNode line = line();

        assertThat(line.path("exception").asText())
                .startsWith("java.lang.IllegalStateException: of ours\n")
                .contains("Caused by: " + quoting.getClass().getName() + "\n")
                .contains("\tat ");
        assertThat(line.has("stackTrace")).isFalse();
    }
}
