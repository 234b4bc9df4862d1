package uk.gov.education.training.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;
import uk.gov.education.training.events.Topics;

/**
 * The figures of each minute of the last hour: the average of rates, and the maximum of backlogs and latencies. Not
 * thread-safe.
 */
final class HourlyHistory {

    static final Duration LENGTH = Duration.ofHours(1);

    private static final long MINUTE = 60;

    private final TreeMap<Long, Minute> minutes = new TreeMap<>();

    /** Adds a report of an instance. */
    void add(Activity activity, @Nullable ActivityReported reported, Instant at) {
        Minute minute = minutes.computeIfAbsent(at.getEpochSecond() / MINUTE, new_ -> new Minute());
        if (reported != null) {
            minute.addEvents(activity, reported);
        }
        minute.addMaximums(activity);
        removeBefore(at.minus(LENGTH));
    }

    private void removeBefore(Instant time) {
        minutes.headMap(time.getEpochSecond() / MINUTE).clear();
    }

    /** The figures of each minute, by topic or by service, oldest first. */
    Charts charts(Instant now) {
        long last = now.getEpochSecond() / MINUTE;
        long first = last - LENGTH.toMinutes() + 1;
        return new Charts(
                Instant.ofEpochSecond(first * MINUTE),
                series(first, last, Minute::rates),
                series(first, last, minute -> minute.lag),
                series(first, last, minute -> minute.propagation),
                series(first, last, minute -> minute.outbox));
    }

    /** The value of each minute by name; null where it is unknown. */
    private Map<String, @Nullable Double[]> series(long first, long last, Figure figure) {
        Set<String> names = new TreeSet<>();
        minutes.subMap(first, true, last, true)
                .values()
                .forEach(minute -> names.addAll(figure.of(minute).keySet()));
        Map<String, @Nullable Double[]> series = new TreeMap<>();
        for (String name : names) {
            @Nullable Double[] values = new Double[(int) (last - first + 1)];
            minutes.subMap(first, true, last, true)
                    .forEach((time, minute) ->
                            values[(int) (time - first)] = figure.of(minute).get(name));
            series.put(name, values);
        }
        return series;
    }

    @FunctionalInterface
    private interface Figure {
        Map<String, Double> of(Minute minute);
    }

    /**
     * The series of all charts.
     *
     * @param first the minute of each series' first value
     */
    record Charts(
            Instant first,
            Map<String, @Nullable Double[]> rates,
            Map<String, @Nullable Double[]> lag,
            Map<String, @Nullable Double[]> propagation,
            Map<String, @Nullable Double[]> outbox) {}

    private static final class Minute {

        /** Events by topic and reader: several services read the same topic. */
        private final Map<String, Map<String, Long>> read = new HashMap<>();
        /** The seconds that the reports of each instance cover, by service. */
        private final Map<String, Map<String, Double>> covered = new HashMap<>();

        private final Map<String, Double> lag = new HashMap<>();
        private final Map<String, Double> propagation = new HashMap<>();
        private final Map<String, Double> outbox = new HashMap<>();

        void addEvents(Activity activity, ActivityReported reported) {
            covered.computeIfAbsent(activity.service(), service -> new HashMap<>())
                    .merge(activity.instance(), reported.seconds(), Double::sum);
            for (Consumed consumed : reported.consumed()) {
                if (!Topics.isTopic(consumed.topic())) {
                    continue;
                }
                read.computeIfAbsent(consumed.topic(), topic -> new HashMap<>())
                        .merge(activity.service(), consumed.in(), Long::sum);
            }
        }

        void addMaximums(Activity activity) {
            maximum(
                    lag,
                    activity,
                    position ->
                            position.lag() == null ? Double.NaN : position.lag().records());
            maximum(
                    propagation,
                    activity,
                    position -> position.propagationP99Millis() == null ? Double.NaN : position.propagationP99Millis());
            if (activity.outbox() != null) {
                outbox.merge(activity.service(), (double) activity.outbox().records(), Math::max);
            }
        }

        /** Keeps the maximum over the topics of a service. */
        private static void maximum(
                Map<String, Double> figures, Activity activity, ToDoubleFunction<ConsumerPosition> figure) {
            activity.consumerPositions().stream()
                    .mapToDouble(figure)
                    .filter(value -> !Double.isNaN(value))
                    .max()
                    .ifPresent(maximum -> figures.merge(activity.service(), maximum, Math::max));
        }

        /** Events per second by topic. Takes the busiest reader, because a failing one reads nothing. */
        Map<String, Double> rates() {
            Map<String, Double> rates = new HashMap<>();
            read.forEach((topic, services) -> services.forEach((service, events) -> {
                double seconds = covered.getOrDefault(service, Map.of()).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(MINUTE);
                rates.merge(topic, events / Math.max(1, seconds), Math::max);
            }));
            return rates;
        }
    }
}
