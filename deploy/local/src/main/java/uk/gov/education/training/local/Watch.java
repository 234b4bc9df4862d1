package uk.gov.education.training.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Starts a part of the system again when it has died, soon at first, and later if it keeps dying. */
final class Watch {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    /** After so long a life, a death is a new one. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final List<Part> parts;
    private final Map<Part, Backoff> backoffs = new HashMap<>();

    Watch(List<Part> parts) {
        this.parts = parts;
    }

    void until(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            Child.pause(LOOKS_EVERY);
            for (var part : parts) {
                if (!part.isRunning() && !stopping.getAsBoolean()) {
                    lookAfter(part);
                }
            }
        }
    }

    private void lookAfter(Part part) {
        long now = System.nanoTime();
        var backoff = backoffs.get(part);
        if (backoff == null || now - backoff.restartAt > STEADY.toNanos()) {
            died(part, FIRST_BACKOFF, now);
        } else if (backoff.restarted) {
            var longer = backoff.length.multipliedBy(2);
            died(part, longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF, now);
        } else if (now >= backoff.restartAt) {
            backoffs.put(part, new Backoff(backoff.length, now, true));
            restart(part);
        }
    }

    private void died(Part part, Duration backoff, long now) {
        System.out.println(part.name() + " has died; its log is " + part.log() + ". Restarting it in "
                + backoff.toSeconds() + " s.");
        backoffs.put(part, new Backoff(backoff, now + backoff.toNanos(), false));
    }

    private static void restart(Part part) {
        try {
            part.start();
        } catch (RuntimeException e) {
            System.out.println(part.name() + " could not be restarted: " + e.getMessage());
        }
    }

    private record Backoff(Duration length, long restartAt, boolean restarted) {}
}
