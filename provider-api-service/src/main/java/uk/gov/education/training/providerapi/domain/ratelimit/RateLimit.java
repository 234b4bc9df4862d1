package uk.gov.education.training.providerapi.domain.ratelimit;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At most so many requests in any window of time: the window rolls.
 *
 * <ol>
 *   <li>Time is cut into slots. A request counts in the slot in which it was admitted, and counts until the window has
 *       passed since the end of that slot: for no more than a slot longer than it must, and never shorter.
 *   <li>An instance of the service asks for the requests that wait, and while there is plenty, for as many again as it
 *       has admitted in this slot. It may use those until the slot ends, and gives back what is left then.
 * </ol>
 *
 * Times are in milliseconds of the database's clock, the only one that all instances share.
 */
public record RateLimit(int requests, Duration window) {

    public static final Duration SLOT = Duration.ofMillis(250);

    private static final long SLOT_MILLIS = SLOT.toMillis();

    /** What one instance may hold ahead, and what must be free beside it, as fractions of the limit. */
    private static final int MOST_AHEAD = 50;

    private static final int PLENTY = 5;

    public RateLimit {
        if (requests < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException("no limit: " + requests + " requests in " + window);
        }
    }

    /**
     * What a token has used.
     *
     * @param admitted how many requests, by slot
     * @param aheadSlot the newest slot in which an instance was given permits ahead
     */
    public record Usage(SortedMap<Long, Integer> admitted, long aheadSlot) {

        public static final Usage NONE = new Usage(new TreeMap<>(), 0);
    }

    /** Permits that were not used in their slot. */
    public record Unused(long slot, int permits) {}

    /**
     * What an instance asks for.
     *
     * @param waiting requests that wait for an answer
     * @param eager how many more it expects in this slot
     * @param unused what it gives back
     */
    public record PermitRequest(int waiting, int eager, Unused unused) {}

    /**
     * What it gets.
     *
     * @param after what is used then
     * @param admitted how many of the waiting requests are
     * @param ahead permits for requests to come in this slot
     * @param free what is left to others, or for later
     * @param slotEndsIn milliseconds until the permits ahead are void
     * @param moreIn milliseconds until more is free by itself; 0 if nothing is used
     * @param returnedIn milliseconds until every instance has given back what it holds; 0 if none holds anything
     */
    public record PermitGrant(
            Usage after, long slot, int admitted, int ahead, int free, long slotEndsIn, long moreIn, long returnedIn) {}

    public PermitGrant grant(Usage usage, PermitRequest demand, long at) {
        long slot = at / SLOT_MILLIS;
        SortedMap<Long, Integer> counting = new TreeMap<>(usage.admitted().tailMap(oldestCounting(at)));
        Unused unused = demand.unused();
        counting.computeIfPresent(unused.slot(), (from, count) -> positive(count - unused.permits()));
        int free = Math.max(0, requests - sum(counting));
        int admitted = Math.min(demand.waiting(), free);
        int ahead = Math.min(demand.eager(), requests / MOST_AHEAD);
        if (free - admitted - ahead < requests / PLENTY) {
            ahead = 0;
        }
        if (admitted + ahead > 0) {
            counting.merge(slot, admitted + ahead, Integer::sum);
        }
        long aheadSlot = ahead > 0 ? slot : usage.aheadSlot();
        return new PermitGrant(
                new Usage(counting, aheadSlot),
                slot,
                admitted,
                ahead,
                free - admitted - ahead,
                (slot + 1) * SLOT_MILLIS - at,
                counting.isEmpty() ? 0 : leavesAt(counting.firstKey()) - at,
                // They give it back when its slot has ended, which takes a moment.
                Math.max(0, (aheadSlot + 2) * SLOT_MILLIS - at));
    }

    private static @Nullable Integer positive(int count) {
        return count > 0 ? count : null;
    }

    private static int sum(SortedMap<Long, Integer> counting) {
        return counting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The oldest slot of which some part was in the window until now. */
    private long oldestCounting(long at) {
        return (at - window.toMillis()) / SLOT_MILLIS;
    }

    private long leavesAt(long slot) {
        return (slot + 1) * SLOT_MILLIS + window.toMillis();
    }
}
