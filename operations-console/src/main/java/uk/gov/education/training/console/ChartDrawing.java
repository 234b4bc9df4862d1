package uk.gov.education.training.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A chart of some series over an hour, and the same as a table. Places and texts only; {@code charts.html} draws.
 *
 * @param id for what is said about it
 */
record ChartDrawing(
        String id,
        String title,
        String explanation,
        int width,
        int height,
        List<Mark> marks,
        List<Mark> times,
        List<Line> lines,
        List<Row> rows) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 220;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 28;
    private static final int MARKS = 4;
    private static final int MINUTES_BETWEEN_TIMES = 15;

    /** A place on an axis. */
    record Mark(int at, String text) {}

    /** @param number by which it has its colour and its dashes */
    record Line(int number, String name, String path, String newest) {}

    /** What a minute's figures are, in the order of the lines. */
    record Row(String minute, List<String> figures) {}

    static ChartDrawing of(
            String id,
            String title,
            String explanation,
            Instant first,
            Map<String, @Nullable Double[]> series,
            DoubleFunction<String> figure) {
        double most = niceAbove(largest(series));
        List<Line> lines = new ArrayList<>();
        series.forEach((name, values) ->
                lines.add(new Line(lines.size(), name, path(values, most), text(newest(values), figure))));
        int minutes =
                series.values().stream().mapToInt(values -> values.length).max().orElse(0);
        return new ChartDrawing(
                id,
                title,
                explanation,
                WIDTH,
                HEIGHT,
                marks(most, figure),
                times(first, minutes),
                lines,
                rows(first, series, minutes, figure));
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return WIDTH - RIGHT;
    }

    public int bottom() {
        return HEIGHT - BOTTOM;
    }

    private static double largest(Map<String, @Nullable Double[]> series) {
        double largest = 0;
        for (@Nullable Double[] values : series.values()) {
            for (@Nullable Double value : values) {
                largest = value == null ? largest : Math.max(largest, value);
            }
        }
        return largest;
    }

    /** 1, 2 or 4 times a power of ten: what four marks divide well. */
    static double niceAbove(double value) {
        if (value <= 1) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int times : List.of(1, 2, 4)) {
            if (value <= times * power) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private static String path(@Nullable Double[] values, double most) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            @Nullable Double value = values[i];
            if (value != null) {
                boolean alone = !drawing && (i + 1 == values.length || values[i + 1] == null);
                path.append(String.format(
                        Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", x(i, values.length), y(value, most)));
                // a single minute shows too
                path.append(alone ? "h2" : "");
            }
            drawing = value != null;
        }
        return path.toString();
    }

    private static double x(int minute, int minutes) {
        return LEFT + (double) minute / Math.max(1, minutes - 1) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM);
    }

    private static List<Mark> marks(double most, DoubleFunction<String> figure) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i <= MARKS; i++) {
            double value = most * i / MARKS;
            marks.add(new Mark((int) Math.round(y(value, most)), figure.apply(value)));
        }
        return marks;
    }

    private static List<Mark> times(Instant first, int minutes) {
        List<Mark> times = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            Instant time = first.plus(Duration.ofMinutes(minute));
            if (time.getEpochSecond() / 60 % MINUTES_BETWEEN_TIMES == 0) {
                times.add(new Mark((int) Math.round(x(minute, minutes)), Formats.minute(time)));
            }
        }
        return times;
    }

    /** The newest minute first; of minutes of which nothing is known there is no row. */
    private static List<Row> rows(
            Instant first, Map<String, @Nullable Double[]> series, int minutes, DoubleFunction<String> figure) {
        List<Row> rows = new ArrayList<>();
        for (int minute = minutes - 1; minute >= 0; minute--) {
            int at = minute;
            if (series.values().stream().anyMatch(values -> values[at] != null)) {
                rows.add(new Row(
                        Formats.minute(first.plus(Duration.ofMinutes(at))),
                        series.values().stream()
                                .map(values -> text(values[at], figure))
                                .toList()));
            }
        }
        return rows;
    }

    /** Of this minute or, where nothing was heard in it yet, of the last. */
    private static @Nullable Double newest(@Nullable Double[] values) {
        for (int i = values.length - 1; i >= Math.max(0, values.length - 2); i--) {
            if (values[i] != null) {
                return values[i];
            }
        }
        return null;
    }

    private static String text(@Nullable Double value, DoubleFunction<String> figure) {
        return value == null ? "–" : figure.apply(value);
    }
}
