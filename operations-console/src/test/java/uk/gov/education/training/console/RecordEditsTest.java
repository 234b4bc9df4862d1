package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.web.ApiException;

class RecordEditsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Map<String, String> HEADERS = new LinkedHashMap<>(Map.of("ce_type", "name-changed.v1"));

    private static Whole letter(@Nullable String body, String encoding) {
        DeadLetterView letter = new DeadLetterView(
                UUID.randomUUID(), "topic", 0, 7, NOON, NOON, "key", null, "schema", "No schema", "waiting");
        return new Whole(letter, HEADERS, body, encoding, List.of(), List.of());
    }

    private static RecordEdits form(String key, String headers, String body) {
        return RecordEdits.of(key, headers, body);
    }

    @Test
    void uneditedFieldsAreNotSent() {
        Whole whole = letter("{\"a\":1}", "utf-8");
        RecordEdits shown = RecordEdits.none(whole);

        // as a browser sends it back
        RecordEdits sent = form(shown.key(), shown.headers(), shown.body().replace("\n", "\r\n"));

        assertThat(sent.request(whole)).isEmpty();
    }

    @Test
    void binaryBodyStaysUnlessItIsReplaced() {
        Whole whole = letter("AAE=", "base64");

        assertThat(RecordEdits.none(whole).body()).isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "").request(whole)).isEmpty();
        assertThat(form("key", "ce_type: name-changed.v1", "{}").request(whole)).isEqualTo(Map.of("body", "{}"));
    }

    @Test
    void onlyEditedFieldsAreSent() {
        Whole whole = letter("{}", "utf-8");
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("ce_type", null);
        headers.put("ce_id", "a:b");

        assertThat(form("other", "ce_id: a:b\n", "{\"b\": 2}").request(whole))
                .isEqualTo(Map.of("key", "other", "headers", headers, "body", "{\"b\": 2}"));
    }

    @Test
    void uneditedFormIsRecognised() {
        Whole whole = letter("not\r\nJSON", "utf-8");
        RecordEdits shown = RecordEdits.none(whole);

        assertThat(shown.isUnedited(whole)).isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).isUnedited(whole))
                .isTrue();
        assertThat(form(shown.key(), shown.headers(), shown.body()).request(whole))
                .isEmpty();
    }

    @Test
    void everyFieldCountsAsAnEdit() {
        Whole whole = letter("{}", "utf-8");

        assertThat(form("other", "ce_type: name-changed.v1", "{}").isUnedited(whole))
                .isFalse();
        assertThat(form("key", "ce_type", "{}").isUnedited(whole)).isFalse();
        assertThat(form("key", "ce_type: name-changed.v1", "{\"a\": 1}").isUnedited(whole))
                .isFalse();
    }

    @Test
    void headerWithoutAColonIsRefused() {
        assertThatThrownBy(() -> form("key", "ce_type", "{}").request(letter("{}", "utf-8")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("name: value");
    }
}
