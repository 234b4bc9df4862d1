package uk.gov.education.training.platform.operations.domain;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Alert.Condition;

/**
 * Derives an instance's active conditions from its measurements. A detail contains no figure that keeps changing, since
 * every change is published at once. The figures are in the activity.
 */
public final class Conditions {

    private Conditions() {}

    public static List<ActiveCondition> of(Measured measured, Thresholds thresholds) {
        List<ActiveCondition> active = new ArrayList<>();
        if (measured.databaseUnavailable()) {
            active.add(new ActiveCondition(Condition.DATABASE_UNAVAILABLE, "The database does not answer."));
        }
        if (measured.brokerUnavailable()) {
            active.add(new ActiveCondition(Condition.BROKER_UNAVAILABLE, "Kafka does not answer."));
        }
        if (measured.outbox() != null && isOver(measured.outbox().oldestSeconds(), thresholds.relayStalledAfter())) {
            active.add(new ActiveCondition(
                    Condition.RELAY_STALLED,
                    "Events have waited for more than " + seconds(thresholds.relayStalledAfter())
                            + " to be published."));
        }
        addIfAny(
                measured.consumerPositions(),
                position -> position.lag() != null
                        && (position.lag().records() > thresholds.lagRecords()
                                || isOver(position.lag().oldestSeconds(), thresholds.lagAfter())),
                Condition.LAG_HIGH,
                "More than " + seconds(thresholds.lagAfter()) + " or " + thresholds.lagRecords()
                        + " records behind on ",
                active);
        addIfAny(
                measured.consumerPositions(),
                position -> position.propagationP99Millis() != null
                        && isOver(position.propagationP99Millis() / 1_000, thresholds.propagationP99Over()),
                Condition.PROPAGATION_SLOW,
                "The slowest 1 in 100 events took more than " + seconds(thresholds.propagationP99Over())
                        + " to take effect: ",
                active);
        active.addAll(measured.stored());
        return List.copyOf(active);
    }

    private static void addIfAny(
            List<ConsumerPosition> all,
            Predicate<ConsumerPosition> exceeds,
            Condition condition,
            String detail,
            List<ActiveCondition> active) {
        String topics = all.stream()
                .filter(exceeds)
                .map(ConsumerPosition::topic)
                .sorted()
                .collect(joining(", "));
        if (!topics.isEmpty()) {
            active.add(new ActiveCondition(condition, detail + topics + "."));
        }
    }

    /**
     * Whether an instance knows if a condition holds. Without its database it does not know what is stored there; and
     * no instance can report that it is unresponsive.
     */
    public static boolean isKnown(Activity activity, Condition condition) {
        return switch (condition) {
            case DATABASE_UNAVAILABLE, BROKER_UNAVAILABLE, PROPAGATION_SLOW -> true;
            case RELAY_STALLED, INVARIANT_BROKEN -> activity.outbox() != null;
            case DEAD_LETTERS_WAITING -> activity.deadLettersWaiting() != null;
            case SCHEDULES_UNASSIGNED -> activity.schedulesUnassigned() != null;
            case LAG_HIGH -> activity.consumerPositions().stream().allMatch(position -> position.lag() != null);
            case INSTANCE_UNRESPONSIVE -> false;
        };
    }

    private static boolean isOver(double seconds, Duration limit) {
        return seconds * 1_000 > limit.toMillis();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
