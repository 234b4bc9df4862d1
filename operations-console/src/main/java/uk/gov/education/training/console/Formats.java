package uk.gov.education.training.console;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;

/** Formats numbers and times. An unknown figure is "unknown", never 0. */
final class Formats {

    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.UK).withZone(London.ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.UK).withZone(London.ZONE);
    private static final Duration SOME_MINUTES = Duration.ofMinutes(2);

    private Formats() {}

    static String count(@Nullable Long count) {
        return count == null ? UNKNOWN : String.format(Locale.UK, "%,d", count);
    }

    /** Shows a small rate as "<0.1/s", not as 0. */
    static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0/s";
        }
        if (perSecond < 0.1) {
            return "<0.1/s";
        }
        return String.format(Locale.UK, perSecond < 10 ? "%,.1f/s" : "%,.0f/s", perSecond);
    }

    static String seconds(@Nullable Double seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        return seconds >= SOME_MINUTES.toSeconds()
                ? duration(Duration.ofSeconds(Math.round(seconds)))
                : String.format(Locale.UK, seconds < 10 && seconds > 0 ? "%.1f s" : "%.0f s", seconds);
    }

    /** A latency; a dash if there were no recent events. */
    static String millis(@Nullable Double millis) {
        if (millis == null) {
            return "–";
        }
        return millis >= 1_000 ? seconds(millis / 1_000) : String.format(Locale.UK, "%,.0f ms", millis);
    }

    /** The two largest units. */
    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    static String moment(@Nullable Instant instant) {
        return instant == null ? "" : MOMENT.format(instant);
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }
}
