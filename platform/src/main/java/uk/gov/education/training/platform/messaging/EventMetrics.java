package uk.gov.education.training.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts the events that this instance consumes and publishes, for the metrics and the activity reports. */
@ApplicationScoped
public class EventMetrics {

    private static final Duration LATELY = Duration.ofMinutes(1);
    // A timer counts nanoseconds, and a record may claim to be a thousand years old.
    private static final Duration MOST = Duration.ofDays(1);
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final MeterRegistry metrics;
    private final Map<String, Counter> published = new ConcurrentHashMap<>();
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    EventMetrics(MeterRegistry metrics, SubscribedTopics topics) {
        this.metrics = metrics;
        topics.names().forEach(this::of);
    }

    /** The outcomes of the events of one topic since this instance started. */
    public record Consumed(long applied, long ignored, long deadLettered) {

        public static final Consumed NONE = new Consumed(0, 0, 0);

        public Consumed minus(Consumed earlier) {
            return new Consumed(
                    applied - earlier.applied, ignored - earlier.ignored, deadLettered - earlier.deadLettered);
        }

        public long in() {
            return applied + ignored + deadLettered;
        }
    }

    /** The time from publication to effect over about the last minute; 0 without events. */
    public record Propagation(double p50Millis, double p99Millis) {}

    void consumed(String topic, Consumed consumed) {
        Read counted = of(topic);
        counted.applied.increment((double) consumed.applied);
        counted.ignored.increment((double) consumed.ignored);
        counted.deadLettered.increment((double) consumed.deadLettered);
    }

    void propagated(String topic, Duration took) {
        of(topic).propagation.record(took.isNegative() ? Duration.ZERO : took.compareTo(MOST) > 0 ? MOST : took);
    }

    void published(String topic) {
        published
                .computeIfAbsent(topic, name -> Counter.builder("events.published")
                        .description("Records that this instance published")
                        .tag("topic", name)
                        .register(metrics))
                .increment();
    }

    public Map<String, Consumed> consumed() {
        Map<String, Consumed> all = new HashMap<>();
        read.forEach((topic, counted) ->
                all.put(topic, new Consumed((long) counted.applied.count(), (long) counted.ignored.count(), (long)
                        counted.deadLettered.count())));
        return all;
    }

    public long published() {
        return published.values().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    public Propagation propagation(String topic) {
        double p50 = 0;
        double p99 = 0;
        for (ValueAtPercentile value : of(topic).propagation.takeSnapshot().percentileValues()) {
            if (value.percentile() == MEDIAN) {
                p50 = value.value(TimeUnit.MILLISECONDS);
            } else {
                p99 = value.value(TimeUnit.MILLISECONDS);
            }
        }
        return new Propagation(p50, p99);
    }

    private Read of(String topic) {
        return read.computeIfAbsent(
                topic,
                name -> new Read(
                        consumed(name, "applied"),
                        consumed(name, "ignored"),
                        consumed(name, "dead-lettered"),
                        Timer.builder("events.propagation")
                                .description("From the moment that its owner wrote an event to its effect here")
                                .tag("topic", name)
                                .publishPercentiles(MEDIAN, ALMOST_ALL)
                                .percentilePrecision(2)
                                .distributionStatisticExpiry(LATELY)
                                .minimumExpectedValue(Duration.ofMillis(1))
                                .maximumExpectedValue(Duration.ofHours(1))
                                .serviceLevelObjectives(
                                        Duration.ofMillis(50),
                                        Duration.ofMillis(100),
                                        Duration.ofMillis(250),
                                        Duration.ofMillis(500),
                                        Duration.ofSeconds(1),
                                        Duration.ofMillis(2_500),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(60))
                                .register(metrics)));
    }

    private Counter consumed(String topic, String outcome) {
        return Counter.builder("events.consumed")
                .description("Records that this instance consumed, by what became of them")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .register(metrics);
    }

    private record Read(Counter applied, Counter ignored, Counter deadLettered, Timer propagation) {}
}
