package uk.gov.education.training.localstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The speed of this machine compared with the one that the timeouts were chosen on. It is measured once, by the time of
 * a known piece of work on two threads.
 */
final class MachineSpeed {

    private static final int THREADS = 2;
    /** The time of the work on the machine of the timeouts: two idle cores. */
    private static final Duration USUALLY = Duration.ofMillis(250);
    /** The largest factor, so that a moment's load does not make timeouts endless. */
    private static final double MOST = 6;

    private static final double TIMES_SLOWER = Math.clamp((double) measured() / USUALLY.toNanos(), 1, MOST);

    private MachineSpeed() {}

    /** Scales a timeout to this machine. */
    static Duration scaled(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * TIMES_SLOWER));
    }

    private static long measured() {
        List<Work> workers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < THREADS; i++) {
            Work work = new Work(i + 1);
            work.start();
            workers.add(work);
        }
        try {
            for (Work worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - begin;
    }

    /**
     * Marsaglia's xorshift: each round needs the one before, so that no processor does several at once. A class of its
     * own, because the outer class is initialised only after the measurement.
     */
    private static final class Work extends Thread {

        private static final int ROUNDS = 150_000_000;

        private long value;

        Work(long seed) {
            value = seed;
        }

        @Override
        public void run() {
            long next = value;
            for (int round = 0; round < ROUNDS; round++) {
                next ^= next << 13;
                next ^= next >>> 7;
                next ^= next << 17;
            }
            value = next;
        }
    }
}
