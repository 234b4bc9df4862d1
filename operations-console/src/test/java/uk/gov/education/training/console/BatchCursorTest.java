package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.operations.deadletters.ResolutionResponse.Meta;

class BatchCursorTest {

    private static final String NOON = "2026-11-25T12:00:00Z";
    private static final UUID SEVENTH = UUID.fromString("fd286ec5-302b-4aeb-9769-002d3d5f6147");
    private static final BatchCursor FIRST = new BatchCursor("", "");

    private static Meta meta(@Nullable UUID after) {
        return new Meta(true, 1, Map.of(), Instant.parse(NOON), after);
    }

    @Test
    void confirmationKeepsTheTimeOfTheDryRun() {
        assertThat(FIRST.atDryRun(meta(SEVENTH))).isEqualTo(new BatchCursor(NOON, ""));
    }

    @Test
    void nextPartBeginsAfterThisOne() {
        assertThat(FIRST.next(meta(SEVENTH))).isEqualTo(new BatchCursor(NOON, SEVENTH.toString()));
    }

    @Test
    void lastPartHasNoNext() {
        assertThat(new BatchCursor(NOON, SEVENTH.toString()).next(meta(null))).isNull();
    }
}
