package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Completion times and durations of operations. */
final class Throughput {

    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.95;
    private static final double NANOS = 1e9;
    private static final double NANOS_OF_MILLI = 1e6;

    private final List<Done> all = new ArrayList<>();

    private record Done(long at, long took) {}

    /** The operations completed between two times. */
    record Figures(double perSecond, double p50Millis, double p95Millis) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f /s, p50 %.0f ms, p95 %.0f ms", perSecond, p50Millis, p95Millis);
        }
    }

    synchronized void done(Duration took) {
        all.add(new Done(System.nanoTime(), took.toNanos()));
    }

    /** @param since and until, by {@link System#nanoTime()} */
    synchronized Figures between(long since, long until) {
        long[] took = all.stream()
                .filter(done -> done.at() - since >= 0 && until - done.at() > 0)
                .mapToLong(Done::took)
                .sorted()
                .toArray();
        return new Figures(took.length / ((until - since) / NANOS), millis(took, MEDIAN), millis(took, ALMOST_ALL));
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * quantile)] / NANOS_OF_MILLI;
    }
}
