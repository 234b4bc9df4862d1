package uk.gov.education.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/**
 * Some series over an hour, as a table and as data for {@code charts.js}, which draws them.
 *
 * @param data {@code {"times": [seconds], "series": [{"name", "values"}]}} as JSON
 */
record Chart(String id, String title, String explanation, String data, List<Line> lines, List<Row> rows) {

    /** @param newest the latest figure */
    record Line(String name, String newest) {}

    /** The figures of a minute, in the order of the lines. */
    record Row(String minute, List<String> figures) {}

    @SuppressWarnings("ArrayRecordComponent") // a list takes no null; never compared
    private record Series(String name, @Nullable Double[] values) {}

    private record Data(List<Long> times, List<Series> series) {}

    static Chart of(
            String id,
            String title,
            String explanation,
            Instant first,
            Map<String, @Nullable Double[]> series,
            DoubleFunction<String> format) {
        int minutes =
                series.values().stream().mapToInt(values -> values.length).max().orElse(0);
        return new Chart(
                id,
                title,
                explanation,
                data(first, minutes, series),
                series.entrySet().stream()
                        .map(entry -> new Line(entry.getKey(), text(newest(entry.getValue()), format)))
                        .toList(),
                rows(first, series, minutes, format));
    }

    private static String data(Instant first, int minutes, Map<String, @Nullable Double[]> series) {
        List<Long> times = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            times.add(first.plus(Duration.ofMinutes(minute)).getEpochSecond());
        }
        List<Series> all = series.entrySet().stream()
                .map(entry -> new Series(entry.getKey(), entry.getValue()))
                .toList();
        try {
            return Json.MAPPER.writeValueAsString(new Data(times, all));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** One row for each minute with a figure, the newest first. */
    private static List<Row> rows(
            Instant first, Map<String, @Nullable Double[]> series, int minutes, DoubleFunction<String> format) {
        List<Row> rows = new ArrayList<>();
        for (int minute = minutes - 1; minute >= 0; minute--) {
            int at = minute;
            if (series.values().stream().anyMatch(values -> values[at] != null)) {
                rows.add(new Row(
                        Formats.minute(first.plus(Duration.ofMinutes(at))),
                        series.values().stream()
                                .map(values -> text(values[at], format))
                                .toList()));
            }
        }
        return rows;
    }

    /** The figure of this minute or, before the first report in it, of the last. */
    private static @Nullable Double newest(@Nullable Double[] values) {
        for (int i = values.length - 1; i >= Math.max(0, values.length - 2); i--) {
            if (values[i] != null) {
                return values[i];
            }
        }
        return null;
    }

    private static String text(@Nullable Double value, DoubleFunction<String> format) {
        return value == null ? "–" : format.apply(value);
    }
}
