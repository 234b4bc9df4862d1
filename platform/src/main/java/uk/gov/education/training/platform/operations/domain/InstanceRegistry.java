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
 * Who is there, by what was heard of each instance and when. Only the time in which this instance could hear counts as
 * the others' silence: it may have been cut off itself, or stood still.
 */
public final class InstanceRegistry {

    /** How long who has gone stays in view. */
    private static final Duration REMEMBERED = Duration.ofHours(1);
    /** Between two moments of listening lies no more than that, unless something is wrong. */
    private static final Duration BREATH = Duration.ofMillis(1_500);
    /** So much of each such gap counts: else who hears only now and then would never miss anybody. */
    private static final Duration HEARD_OF_EACH_GAP = Duration.ofMillis(500);
    /** After so long without hearing, the others get all the time that they have between two messages. */
    private static final Duration LONG_DEAF = Duration.ofSeconds(5);

    private static final int MOST = 300;

    private record Known(Activity activity, Instant heardAt, Instant quietSince) {}

    private final Duration silentAfter;
    private final Map<String, Known> known = new TreeMap<>();
    private @Nullable Instant listeningSince;
    private Instant listenedUntil = Instant.MIN;

    public InstanceRegistry(Duration silentAfter) {
        this.silentAfter = silentAfter;
    }

    /**
     * Takes in what an instance says. There is room for some hundred instances, far more than there are: in a crowd,
     * those who are there stay, and a newcomer takes the place of somebody who has been quiet for too long.
     *
     * @return whether there was room
     */
    public boolean heard(Activity activity, Instant at) {
        if (!known.containsKey(activity.key()) && known.size() >= MOST && !makeRoom()) {
            return false;
        }
        known.put(activity.key(), new Known(activity, at, at));
        return true;
    }

    private boolean makeRoom() {
        Optional<String> longestQuiet = known.entrySet().stream()
                .filter(one -> isQuietTooLong(one.getValue())
                        || one.getValue().activity.stopped())
                .min(Comparator.comparing(one -> one.getValue().quietSince))
                .map(Map.Entry::getKey);
        longestQuiet.ifPresent(known::remove);
        return longestQuiet.isPresent();
    }

    /** What it said could not be understood, as of an instance of a later version, but it is not silent. */
    public void heardSomethingOf(String key, Instant at) {
        known.computeIfPresent(key, (same, last) -> new Known(last.activity, at, at));
    }

    /** Up to this moment everything that was said has been heard. */
    public void listened(Instant until) {
        if (listeningSince == null) {
            listeningSince = until;
        } else if (until.isAfter(listenedUntil)) {
            Duration deaf = Duration.between(listenedUntil, until);
            if (deaf.compareTo(BREATH) > 0) {
                pardon(deaf.minus(HEARD_OF_EACH_GAP), until);
            }
        }
        listenedUntil = until.isAfter(listenedUntil) ? until : listenedUntil;
        known.values().removeIf(one -> isGone(one) && one.heardAt.isBefore(listenedUntil.minus(REMEMBERED)));
    }

    private void pardon(Duration deaf, Instant until) {
        UnaryOperator<Instant> later = since -> {
            Instant shifted = since.plus(deaf);
            return shifted.isAfter(until) ? until : shifted;
        };
        known.replaceAll((key, one) -> new Known(
                one.activity,
                one.heardAt,
                deaf.compareTo(LONG_DEAF) > 0 && !isQuietTooLong(one) ? until : later.apply(one.quietSince)));
    }

    /** Whether anything could be heard yet. */
    public boolean isListening() {
        return listeningSince != null;
    }

    /** Everybody in order of service and instance, and this instance as it is now. */
    public List<InstanceView> all(Activity own, Instant now) {
        Map<String, InstanceView> all = new TreeMap<>();
        known.forEach((key, one) -> all.put(key, new InstanceView(one.activity, one.heardAt, presence(one))));
        all.put(own.key(), new InstanceView(own, now, own.stopped() ? InstanceStatus.STOPPED : InstanceStatus.LIVE));
        return List.copyOf(all.values());
    }

    private InstanceStatus presence(Known one) {
        if (one.activity.stopped()) {
            return InstanceStatus.STOPPED;
        }
        if (!isQuietTooLong(one)) {
            return InstanceStatus.LIVE;
        }
        if (isReplaced(one)) {
            return InstanceStatus.REPLACED;
        }
        boolean mayStillBeHeard = listeningSince == null
                || (one.heardAt.isBefore(listeningSince)
                        && !Duration.between(listeningSince, listenedUntil)
                                .minus(silentAfter)
                                .isPositive());
        return mayStillBeHeard ? InstanceStatus.UNKNOWN : InstanceStatus.SILENT;
    }

    private boolean isQuietTooLong(Known one) {
        return Duration.between(one.quietSince, listenedUntil)
                .minus(silentAfter)
                .isPositive();
    }

    private boolean isReplaced(Known silent) {
        return known.values().stream()
                .filter(other -> other.activity.service().equals(silent.activity.service()))
                .anyMatch(other -> other.activity.startedAt().isAfter(silent.heardAt));
    }

    private boolean isGone(Known one) {
        InstanceStatus instanceStatus = presence(one);
        return instanceStatus == InstanceStatus.STOPPED || instanceStatus == InstanceStatus.REPLACED;
    }
}
