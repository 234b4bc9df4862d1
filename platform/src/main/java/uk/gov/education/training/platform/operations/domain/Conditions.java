package uk.gov.education.training.platform.operations.domain;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.Reading;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Alert.Condition;

/**
 * What is wrong with an instance. A detail says the same as long as the same is wrong: figures that move all the time
 * are in the activity, and whatever changes here is said at once.
 */
public final class Conditions {

    private Conditions() {}

    public static List<Standing> of(Measured measured, Thresholds thresholds) {
        List<Standing> standing = new ArrayList<>();
        if (measured.databaseAway()) {
            standing.add(new Standing(Condition.DATABASE_AWAY, "The database does not answer."));
        }
        if (measured.brokerAway()) {
            standing.add(new Standing(Condition.BROKER_AWAY, "Kafka does not answer."));
        }
        if (measured.outbox() != null && isOver(measured.outbox().oldestSeconds(), thresholds.relayStalledAfter())) {
            standing.add(new Standing(
                    Condition.RELAY_STALLED,
                    "Events have waited for more than " + seconds(thresholds.relayStalledAfter())
                            + " to be published."));
        }
        about(
                measured.reading(),
                reading -> reading.lag() != null
                        && (reading.lag().records() > thresholds.lagRecords()
                                || isOver(reading.lag().oldestSeconds(), thresholds.lagAfter())),
                Condition.LAG_HIGH,
                "More than " + seconds(thresholds.lagAfter()) + " or " + thresholds.lagRecords()
                        + " records behind in reading ",
                standing);
        about(
                measured.reading(),
                reading -> reading.propagationP99Millis() != null
                        && isOver(reading.propagationP99Millis() / 1_000, thresholds.propagationP99Over()),
                Condition.PROPAGATION_SLOW,
                "Of 100 events, the slowest took more than " + seconds(thresholds.propagationP99Over())
                        + " to have its effect: ",
                standing);
        standing.addAll(measured.stored());
        return List.copyOf(standing);
    }

    private static void about(
            List<Reading> all, Predicate<Reading> bad, Condition condition, String detail, List<Standing> standing) {
        String topics = all.stream().filter(bad).map(Reading::topic).sorted().collect(joining(", "));
        if (!topics.isEmpty()) {
            standing.add(new Standing(condition, detail + topics + "."));
        }
    }

    /**
     * Whether an instance can tell if a condition holds: with its database away it does not know what is stored there.
     * Silence is for others to tell.
     */
    public static boolean canTell(Activity activity, Condition condition) {
        return switch (condition) {
            case DATABASE_AWAY, BROKER_AWAY, PROPAGATION_SLOW -> true;
            case RELAY_STALLED, INVARIANT_BROKEN -> activity.outbox() != null;
            case DEAD_LETTERS_WAITING -> activity.deadLettersWaiting() != null;
            case SCHEDULES_UNASSIGNED -> activity.schedulesUnassigned() != null;
            case LAG_HIGH -> activity.reading().stream().allMatch(reading -> reading.lag() != null);
            case INSTANCE_SILENT -> false;
        };
    }

    private static boolean isOver(double seconds, Duration limit) {
        return seconds * 1_000 > limit.toMillis();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
