package uk.gov.education.training.platform.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Alert.Condition;

/** Instances of services and their activity reports. */
final class ActivityFixtures {

    static final Instant NOW = Instant.parse("2027-08-23T09:00:00Z");
    static final Instant START = NOW.minus(Duration.ofHours(3));
    static final Thresholds THRESHOLDS =
            new Thresholds(Duration.ofSeconds(10), 1_000, Duration.ofSeconds(30), Duration.ofSeconds(5));

    private ActivityFixtures() {}

    static Instant at(double seconds) {
        return NOW.plusMillis((long) (seconds * 1_000));
    }

    /** @param key such as {@code schedule-service/one}. */
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
                new Backlog(0, 0),
                List.of(consumerPosition(0, 0)),
                0L,
                0L,
                List.of(conditions).stream()
                        .map(condition -> new ActiveCondition(condition, condition + " of " + key))
                        .toList());
    }

    /** The report of an instance whose database and broker are unavailable. */
    static Activity withoutServers(String key) {
        Activity healthy = activity(key);
        return new Activity(
                healthy.service(),
                healthy.instance(),
                healthy.address(),
                healthy.startedAt(),
                false,
                null,
                List.of(new ConsumerPosition("participant-changes", null, null, null)),
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
                last.consumerPositions(),
                last.deadLettersWaiting(),
                last.schedulesUnassigned(),
                last.conditions());
    }

    static ConsumerPosition consumerPosition(long records, double seconds) {
        return new ConsumerPosition("participant-changes", new Backlog(records, seconds), null, null);
    }

    static InstanceView instance(Activity activity, InstanceStatus status) {
        return new InstanceView(activity, NOW, status);
    }

    static InstanceView live(String key, Condition... conditions) {
        return instance(activity(key, conditions), InstanceStatus.LIVE);
    }
}
