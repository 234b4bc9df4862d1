package uk.gov.education.training.localstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much slower this machine is, with all that it has to do besides, than the one that our waits were chosen on. It
 * is measured once, by the time that a known piece of work takes on two threads.
 */
final class MachineSpeed {

    private static final int THREADS = 2;
    /** What the work took where the waits were chosen: two cores with nothing else to do. */
    private static final Duration USUALLY = Duration.ofMillis(250);
    /** One moment's load should not make every wait endless. */
    private static final double MOST = 6;

    private static final double TIMES_SLOWER = Math.clamp((double) measured() / USUALLY.toNanos(), 1, MOST);

    private MachineSpeed() {}

    /** A wait that was chosen for the usual machine, as this one needs it. */
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
     * Marsaglia's xorshift: each round needs the one before, so that no processor does several at once. It is a class
     * of its own, for the one around it is initialised only when this is done.
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
