package uk.gov.education.training.platform.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;

/**
 * Keeps the status of all instances from their activity reports. An instance's timeout runs only while this instance
 * can receive reports: it may have been disconnected or suspended itself.
 */
public final class InstanceRegistry {

    /** Stopped and replaced instances stay in view for this long. */
    private static final Duration RETENTION = Duration.ofHours(1);
    /** A longer time between two polls means that this instance was disconnected or suspended. */
    private static final Duration MAX_POLL_GAP = Duration.ofMillis(1_500);
    /**
     * This part of such a gap still counts. Otherwise an instance that often polls late would never time anybody out.
     */
    private static final Duration COUNTED_PER_GAP = Duration.ofMillis(500);
    /** After a disconnection this long, restart every instance's timeout. */
    private static final Duration LONG_DISCONNECT = Duration.ofSeconds(5);

    private static final int MAX_INSTANCES = 300;

    private record Entry(Activity activity, Instant receivedAt, Instant timeoutFrom) {}

    private final Duration unresponsiveAfter;
    private final Map<String, Entry> entries = new TreeMap<>();
    private @Nullable Instant readingSince;
    private Instant readUpTo = Instant.MIN;

    public InstanceRegistry(Duration unresponsiveAfter) {
        this.unresponsiveAfter = unresponsiveAfter;
    }

    /**
     * Adds an activity report. If the registry is full, a new instance takes the place of one that stopped or timed
     * out, and never of a live one.
     *
     * @return false if the registry is full of live instances
     */
    public boolean received(Activity activity, Instant at) {
        if (!entries.containsKey(activity.key()) && entries.size() >= MAX_INSTANCES && !makeRoom()) {
            return false;
        }
        entries.put(activity.key(), new Entry(activity, at, at));
        return true;
    }

    private boolean makeRoom() {
        Optional<String> oldest = entries.entrySet().stream()
                .filter(entry -> isTimedOut(entry.getValue())
                        || entry.getValue().activity.stopped())
                .min(Comparator.comparing(entry -> entry.getValue().timeoutFrom))
                .map(Map.Entry::getKey);
        oldest.ifPresent(entries::remove);
        return oldest.isPresent();
    }

    /** Restarts the timeout of an instance whose report is unreadable, such as one of a later version. */
    public void receivedUnreadable(String key, Instant at) {
        entries.computeIfPresent(key, (same, last) -> new Entry(last.activity, at, at));
    }

    /** Notes that every report published before this moment has been received. */
    public void readUpTo(Instant until) {
        if (readingSince == null) {
            readingSince = until;
        } else if (until.isAfter(readUpTo)) {
            Duration gap = Duration.between(readUpTo, until);
            if (gap.compareTo(MAX_POLL_GAP) > 0) {
                extendDeadlines(gap.minus(COUNTED_PER_GAP), until);
            }
        }
        readUpTo = until.isAfter(readUpTo) ? until : readUpTo;
        entries.values().removeIf(entry -> isGone(entry) && entry.receivedAt.isBefore(readUpTo.minus(RETENTION)));
    }

    private void extendDeadlines(Duration disconnected, Instant until) {
        UnaryOperator<Instant> later = since -> {
            Instant shifted = since.plus(disconnected);
            return shifted.isAfter(until) ? until : shifted;
        };
        entries.replaceAll((key, entry) -> new Entry(
                entry.activity,
                entry.receivedAt,
                disconnected.compareTo(LONG_DISCONNECT) > 0 && !isTimedOut(entry)
                        ? until
                        : later.apply(entry.timeoutFrom)));
    }

    /** Whether the topics have been read to their end once. */
    public boolean isReading() {
        return readingSince != null;
    }

    /** All instances that have reported, in order of service and name. */
    public List<InstanceView> all() {
        return List.copyOf(views().values());
    }

    /** All instances in order of service and name, with this instance as it is now. */
    public List<InstanceView> all(Activity own, Instant now) {
        Map<String, InstanceView> all = views();
        all.put(own.key(), new InstanceView(own, now, own.stopped() ? InstanceStatus.STOPPED : InstanceStatus.LIVE));
        return List.copyOf(all.values());
    }

    private Map<String, InstanceView> views() {
        Map<String, InstanceView> views = new TreeMap<>();
        entries.forEach(
                (key, entry) -> views.put(key, new InstanceView(entry.activity, entry.receivedAt, status(entry))));
        return views;
    }

    private InstanceStatus status(Entry entry) {
        if (entry.activity.stopped()) {
            return InstanceStatus.STOPPED;
        }
        if (!isTimedOut(entry)) {
            return InstanceStatus.LIVE;
        }
        if (isReplaced(entry)) {
            return InstanceStatus.REPLACED;
        }
        return mayStillReport(entry) ? InstanceStatus.UNKNOWN : InstanceStatus.UNRESPONSIVE;
    }

    /** Whether its last report came before this instance started to read, and its timeout has not passed since then. */
    private boolean mayStillReport(Entry entry) {
        return readingSince == null
                || (entry.receivedAt.isBefore(readingSince)
                        && !Duration.between(readingSince, readUpTo)
                                .minus(unresponsiveAfter)
                                .isPositive());
    }

    private boolean isTimedOut(Entry entry) {
        return Duration.between(entry.timeoutFrom, readUpTo)
                .minus(unresponsiveAfter)
                .isPositive();
    }

    private boolean isReplaced(Entry timedOut) {
        return entries.values().stream()
                .filter(other -> other.activity.service().equals(timedOut.activity.service()))
                .anyMatch(other -> other.activity.startedAt().isAfter(timedOut.receivedAt));
    }

    private boolean isGone(Entry entry) {
        InstanceStatus status = status(entry);
        return status == InstanceStatus.STOPPED || status == InstanceStatus.REPLACED;
    }
}
