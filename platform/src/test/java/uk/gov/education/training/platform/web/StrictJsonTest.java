package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Valid request bodies are read, and invalid ones get an error. */
class StrictJsonTest {

    record Everything(
            @Nullable String name,
            @Nullable LocalDate day,
            @Nullable Instant time,
            @Nullable UUID id,
            @Nullable Integer count,
            @Nullable BigDecimal amount,
            @Nullable Boolean flag,
            @Nullable WorkingPattern pattern,
            @Nullable DeclarationType type,
            @Nullable List<Inner> list) {}

    record Inner(@Nullable String name) {}

    private static @Nullable Object read(String json) {
        return StrictJson.read(json.getBytes(UTF_8), Everything.class);
    }

    private static Problem refused(String json) {
        return refused(json.getBytes(UTF_8));
    }

    private static Problem refused(byte[] json) {
        ApiException apiException =
                catchThrowableOfType(ApiException.class, () -> StrictJson.read(json, Everything.class));
        assertThat(apiException).as(new String(json, UTF_8)).isNotNull();
        assertThat(apiException.status()).isEqualTo(400);
        assertThat(apiException.problems()).hasSize(1);
        return apiException.problems().getFirst();
    }

    @Test
    void documentedFormsAreRead() {
        assertThat(read("""
                {"name": "Ada", "day": "2026-04-02", "time": "2026-04-02T09:00:00+01:00", "count": 3, "amount": 1.50,
                 "id": "22727FDC-816a-4a3c-9675-030e724bbf89", "flag": true, "pattern": "full_time",
                 "type": "retained-1", "list": [{"name": "Mary"}], "unknown": 7}"""))
                .isEqualTo(new Everything(
                        "Ada",
                        LocalDate.of(2026, 4, 2),
                        Instant.parse("2026-04-02T08:00:00Z"),
                        UUID.fromString("22727fdc-816a-4a3c-9675-030e724bbf89"),
                        3,
                        new BigDecimal("1.50"),
                        true,
                        WorkingPattern.FULL_TIME,
                        DeclarationType.RETAINED_1,
                        List.of(new Inner("Mary"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "\n"})
    void emptyBodyIsNull(String body) {
        assertThat(read(body)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "day|20545",
                "day|[2026,4,2]",
                "day|\"2026-03-31T23:30:00Z\"",
                "day|\"2026-04-02\\u0000\"",
                "day|true",
                "day|\"\"",
                "day|\" 2026-04-02\"",
                "day|\"2026-4-2\"",
                "day|\"+10000-01-01\"",
                "day|\"-0001-01-01\"",
                "day|\"2026-02-30\"",
                "day|{}",
                "day|1.5",
                "day|\"20260402\"",
                "day|\"٢٠٢٦-04-02\"",
                "time|1775088000",
                "time|\"2026-04-02\"",
                "time|\"2026-04-02T09:00:00\"",
                "time|1.5",
                "time|[2026,4,2]",
                "time|\"+10000-01-01T00:00:00Z\"",
                "time|\"2026-04-02T09:00:00Z[Europe/London]\"",
                "name|7",
                "name|true",
                "name|[]",
                "name|{}",
                "name|1.5",
                "name|[\"Ada\"]",
                "id|\"1-1-1-1-1\"",
                "id|7",
                "id|\"InJ/3IFqSjyWdQMOcku/iQ==\"",
                "id|\"\"",
                "count|\"3\"",
                "count|3.0",
                "count|true",
                "count|\"\"",
                "count|99999999999",
                "count|1e2",
                "count|[3]",
                "amount|\"1.50\"",
                "amount|true",
                "amount|\"\"",
                "amount|[1]",
                "flag|\"true\"",
                "flag|1",
                "flag|0",
                "flag|\"\"",
                "pattern|\"FULL_TIME\"",
                "pattern|\"Full_Time\"",
                "pattern|0",
                "pattern|\"\"",
                "pattern|\"full-time\"",
                "type|\"retained_1\"",
                "type|\"RETAINED_1\"",
                "list|{}",
                "list|\"\"",
                "list|7"
            })
    void wrongValueIsRejectedWithItsField(String field, String value) {
        Problem problem = refused("{\"" + field + "\": " + value + "}");

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).startsWith("'" + field + "'").contains("Give ");
    }

    @Test
    void fieldInsideAnotherIsNamedWithItsPath() {
        assertThat(refused("{\"list\": [{}, {\"name\": 7}]}").field()).isEqualTo("list[1].name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"a\", \"name\": \"b\"}|name",
                "{\"name\": \"a\", \"name\": \"a\"}|name",
                "{\"unknown\": 1, \"unknown\": 2}|unknown",
                "{\"list\": [{}, {\"name\": \"a\", \"name\": \"b\"}]}|list[1].name",
                "{\"unknown\": {\"deep\": [{\"a\": 1, \"a\": 2}]}}|unknown.deep[0].a",
                "{\"name\": \"a\", \"n\\u0061me\": \"b\"}|name"
            })
    void duplicateKeyIsRejectedByName(String json, String field) {
        Problem problem = refused(json);

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains("twice");
        assertThat(catchThrowableOfType(ApiException.class, () -> StrictJson.read(json.getBytes(UTF_8), JsonNode.class))
                        .problems())
                .containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"name\": }",
                "{\"name\": \"a\",}",
                "{'name': \"a\"}",
                "{} {}",
                "{} x",
                "nul",
                "\u0000",
                "\ufeff{}",
                "{\"amount\": NaN}",
                "{\"count\": 03}",
                "// no\n{}"
            })
    void invalidJsonIsRejected(String body) {
        assertThat(refused(body).field()).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"x\"", "true", "[{}]"})
    void bodyMustBeAnObject(String body) {
        assertThat(refused(body)).isEqualTo(new Problem("body", "Send a JSON object."));
    }

    @Test
    void deepNestingIsRejected() {
        assertThat(refused("{\"unknown\":".repeat(5_000)).field()).isEqualTo("body");
    }

    @Test
    void otherEncodingsThanUtf8AreRejected() {
        assertThat(refused("{\"name\": \"é\"}".getBytes(ISO_8859_1)).field()).isEqualTo("body");
        assertThat(refused("{\"name\": \"a\"}".getBytes(UTF_16)).field()).isEqualTo("body");
    }
}
