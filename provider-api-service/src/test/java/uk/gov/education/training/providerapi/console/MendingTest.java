package uk.gov.education.training.providerapi.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.edge.Refusal;

class MendingTest {

    private static final Map<String, String> HEADERS = new LinkedHashMap<>(Map.of("ce_type", "name-changed.v1"));

    private static Letter letter(@Nullable String body, String encoding) {
        return new Letter(
                "1", "topic", 0, 7, null, null, "key", null, "schema", null, "waiting", HEADERS, body, encoding, null,
                null);
    }

    private static Mending form(String key, String headers, String body) {
        return Mending.of(key, headers, body);
    }

    @Test
    void whatNobodyTouchedIsNotSent() {
        Letter letter = letter("{\"a\":1}", "utf-8");
        Mending shown = Mending.none(letter);

        // as a browser sends it back
        Mending sent = form(shown.key(), shown.headers(), shown.body().replace("\n", "\r\n"));

        assertThat(sent.request(letter)).isEmpty();
    }

    @Test
    void bodyThatIsNoTextStaysUnlessAnotherIsWritten() {
        Letter letter = letter("AAE=", "base64");

        assertThat(Mending.none(letter).body()).isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "").request(letter)).isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "{}").request(letter))
                .isEqualTo(Map.of("body", "{}"));
    }

    @Test
    void onlyWhatIsMendedIsSent() {
        Letter letter = letter("{}", "utf-8");
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("ce_type", null);
        headers.put("ce_id", "a:b");

        assertThat(form("other", "ce_id: a:b\n", "{\"b\": 2}").request(letter))
                .isEqualTo(Map.of("key", "other", "headers", headers, "body", "{\"b\": 2}"));
    }

    @Test
    void lettersThatNobodyMendedAreAsTheyCame() {
        Letter letter = letter("not\r\nJSON", "utf-8");
        Mending shown = Mending.none(letter);

        assertThat(shown.isAsItCame(letter)).isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).isAsItCame(letter))
                .isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).request(letter))
                .isEmpty();
    }

    @Test
    void lettersAreMendedByAnyField() {
        Letter letter = letter("{}", "utf-8");

        assertThat(form("other", "ce_type: name-changed.v1", "{}").isAsItCame(letter))
                .isFalse();
        assertThat(form("key", "ce_type", "{}").isAsItCame(letter)).isFalse();
        assertThat(form("key", "ce_type: name-changed.v1", "{\"a\": 1}").isAsItCame(letter))
                .isFalse();
    }

    @Test
    void headerWithoutAColonIsRefused() {
        assertThatThrownBy(() -> form("key", "ce_type", "{}").request(letter("{}", "utf-8")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("name: value");
    }
}
