package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;

class BatchCursorTest {

    private static final String NOON = "2026-11-25T12:00:00Z";
    private static final BatchCursor FIRST = new BatchCursor("", "");

    private static JsonNode meta(Map<String, String> of) {
        return Json.MAPPER.valueToTree(of);
    }

    @Test
    void whatIsConfirmedIsWhatWasLookedAt() {
        assertThat(FIRST.looked(meta(Map.of("parked_before", NOON, "after", "7"))))
                .isEqualTo(new BatchCursor(NOON, ""));
    }

    @Test
    void nextSliceBeginsAfterThisOneAndHasNothingNewer() {
        assertThat(FIRST.next(meta(Map.of("parked_before", NOON, "after", "7"))))
                .isEqualTo(new BatchCursor(NOON, "7"));
    }

    @Test
    void lastSliceHasNoNext() {
        assertThat(new BatchCursor(NOON, "7").next(meta(Map.of("parked_before", NOON))))
                .isNull();
    }
}
