package uk.gov.education.training.platform.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.Reading;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.events.Alert.Condition;

/** Instances of services, and what they said. */
final class Given {

    static final Instant NOW = Instant.parse("2027-08-23T09:00:00Z");
    static final Instant START = NOW.minus(Duration.ofHours(3));
    static final Thresholds THRESHOLDS =
            new Thresholds(Duration.ofSeconds(10), 1_000, Duration.ofSeconds(30), Duration.ofSeconds(5));

    private Given() {}

    static Instant at(double seconds) {
        return NOW.plusMillis((long) (seconds * 1_000));
    }

    /** Such as {@code schedule-service/one}. */
    static Activity activity(String key, Condition... conditions) {
        return activity(key, START, conditions);
    }

    static Activity activity(String key, Instant startedAt, Condition... conditions) {
        int slash = key.indexOf('/');
        return new Activity(
                key.substring(0, slash),
                key.substring(slash + 1),
                "http://" + key.substring(slash + 1),
                startedAt,
                false,
                new Waiting(0, 0),
                List.of(reading(0, 0)),
                0L,
                0L,
                List.of(conditions).stream()
                        .map(condition -> new Standing(condition, condition + " of " + key))
                        .toList());
    }

    /** As it reports itself while neither database nor broker answers. */
    static Activity helpless(String key) {
        Activity well = activity(key);
        return new Activity(
                well.service(),
                well.instance(),
                well.address(),
                well.startedAt(),
                false,
                null,
                List.of(new Reading("participant-changes", null, null, null)),
                null,
                null,
                List.of());
    }

    static Activity stopped(Activity last) {
        return new Activity(
                last.service(),
                last.instance(),
                last.address(),
                last.startedAt(),
                true,
                last.outbox(),
                last.reading(),
                last.deadLettersWaiting(),
                last.schedulesUnassigned(),
                last.conditions());
    }

    static Reading reading(long records, double seconds) {
        return new Reading("participant-changes", new Waiting(records, seconds), null, null);
    }

    static InstanceView member(Activity activity, InstanceStatus instanceStatus) {
        return new InstanceView(activity, NOW, instanceStatus);
    }

    static InstanceView live(String key, Condition... conditions) {
        return member(activity(key, conditions), InstanceStatus.LIVE);
    }
}
