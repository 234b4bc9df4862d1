package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.web.ApiException;

class RecordEditsTest {

    private static final Map<String, String> HEADERS = new LinkedHashMap<>(Map.of("ce_type", "name-changed.v1"));

    private static DeadLetterView letter(@Nullable String body, String encoding) {
        return new DeadLetterView(
                "1", "topic", 0, 7, null, null, "key", null, "schema", null, "waiting", HEADERS, body, encoding, null,
                null);
    }

    private static RecordEdits form(String key, String headers, String body) {
        return RecordEdits.of(key, headers, body);
    }

    @Test
    void whatNobodyTouchedIsNotSent() {
        DeadLetterView deadLetterView = letter("{\"a\":1}", "utf-8");
        RecordEdits shown = RecordEdits.none(deadLetterView);

        // as a browser sends it back
        RecordEdits sent = form(shown.key(), shown.headers(), shown.body().replace("\n", "\r\n"));

        assertThat(sent.request(deadLetterView)).isEmpty();
    }

    @Test
    void bodyThatIsNoTextStaysUnlessAnotherIsWritten() {
        DeadLetterView deadLetterView = letter("AAE=", "base64");

        assertThat(RecordEdits.none(deadLetterView).body()).isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "").request(deadLetterView))
                .isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "{}").request(deadLetterView))
                .isEqualTo(Map.of("body", "{}"));
    }

    @Test
    void onlyWhatIsMendedIsSent() {
        DeadLetterView deadLetterView = letter("{}", "utf-8");
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("ce_type", null);
        headers.put("ce_id", "a:b");

        assertThat(form("other", "ce_id: a:b\n", "{\"b\": 2}").request(deadLetterView))
                .isEqualTo(Map.of("key", "other", "headers", headers, "body", "{\"b\": 2}"));
    }

    @Test
    void lettersThatNobodyMendedAreAsTheyCame() {
        DeadLetterView deadLetterView = letter("not\r\nJSON", "utf-8");
        RecordEdits shown = RecordEdits.none(deadLetterView);

        assertThat(shown.isAsItCame(deadLetterView)).isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).isAsItCame(deadLetterView))
                .isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).request(deadLetterView))
                .isEmpty();
    }

    @Test
    void lettersAreMendedByAnyField() {
        DeadLetterView deadLetterView = letter("{}", "utf-8");

        assertThat(form("other", "ce_type: name-changed.v1", "{}").isAsItCame(deadLetterView))
                .isFalse();
        assertThat(form("key", "ce_type", "{}").isAsItCame(deadLetterView)).isFalse();
        assertThat(form("key", "ce_type: name-changed.v1", "{\"a\": 1}").isAsItCame(deadLetterView))
                .isFalse();
    }

    @Test
    void headerWithoutAColonIsRefused() {
        assertThatThrownBy(() -> form("key", "ce_type", "{}").request(letter("{}", "utf-8")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("name: value");
    }
}
