package uk.gov.education.training.providerapi.domain.ratelimit;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A limit of requests in a rolling window of time.
 *
 * <ol>
 *   <li>Time is cut into slots. A request counts in the slot in which it was admitted, and counts until the window has
 *       passed since the end of that slot: for no more than a slot longer than it must, and never shorter.
 *   <li>An instance of the service asks for permits for the requests that wait. While many permits are free, it also
 *       prefetches as many as it has used in this slot. It may use those until the slot ends, and then returns the
 *       rest.
 * </ol>
 *
 * Times are in milliseconds of the database's clock, the only one that all instances share.
 */
public record RateLimit(int requests, Duration window) {

    public static final Duration SLOT = Duration.ofMillis(250);

    private static final long SLOT_MILLIS = SLOT.toMillis();

    /** An instance prefetches at most a fiftieth of the limit, and only while a fifth stays free. */
    private static final int PREFETCH_DIVISOR = 50;

    private static final int MIN_FREE_DIVISOR = 5;

    public RateLimit {
        if (requests < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException("Not a rate limit: " + requests + " requests in " + window);
        }
    }

    /**
     * The used part of a token's limit.
     *
     * @param admitted how many requests, by slot
     * @param prefetchSlot the newest slot in which an instance prefetched permits
     */
    public record Usage(SortedMap<Long, Integer> admitted, long prefetchSlot) {

        public static final Usage NONE = new Usage(new TreeMap<>(), 0);
    }

    /** Permits that were not used in their slot. */
    public record Unused(long slot, int permits) {}

    /**
     * A request of an instance for permits.
     *
     * @param waiting requests that wait for an answer
     * @param expected how many more it expects in this slot
     * @param unused the permits that it returns
     */
    public record PermitRequest(int waiting, int expected, Unused unused) {}

    /**
     * The permits that an instance is granted.
     *
     * @param after the usage after this grant
     * @param admitted how many of the waiting requests are admitted
     * @param prefetched permits for later requests in this slot
     * @param free the permits left for other instances or later requests
     * @param slotEndsIn milliseconds until the prefetched permits expire
     * @param resetIn milliseconds until used permits expire; 0 if none is used
     * @param returnedIn milliseconds until every instance has returned its unused permits; 0 if none has any
     */
    public record PermitGrant(
            Usage after,
            long slot,
            int admitted,
            int prefetched,
            int free,
            long slotEndsIn,
            long resetIn,
            long returnedIn) {}

    public PermitGrant grant(Usage usage, PermitRequest request, long at) {
        long slot = at / SLOT_MILLIS;
        SortedMap<Long, Integer> counting = new TreeMap<>(usage.admitted().tailMap(oldestCounting(at)));
        Unused unused = request.unused();
        counting.computeIfPresent(unused.slot(), (from, count) -> positive(count - unused.permits()));
        int free = Math.max(0, requests - sum(counting));
        int admitted = Math.min(request.waiting(), free);
        int prefetched = Math.min(request.expected(), requests / PREFETCH_DIVISOR);
        if (free - admitted - prefetched < requests / MIN_FREE_DIVISOR) {
            prefetched = 0;
        }
        if (admitted + prefetched > 0) {
            counting.merge(slot, admitted + prefetched, Integer::sum);
        }
        long prefetchSlot = prefetched > 0 ? slot : usage.prefetchSlot();
        return new PermitGrant(
                new Usage(counting, prefetchSlot),
                slot,
                admitted,
                prefetched,
                free - admitted - prefetched,
                (slot + 1) * SLOT_MILLIS - at,
                counting.isEmpty() ? 0 : leavesAt(counting.firstKey()) - at,
                // Instances return permits just after their slot has ended.
                Math.max(0, (prefetchSlot + 2) * SLOT_MILLIS - at));
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
