package uk.gov.education.training.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.ManagedProcess;

/** Restarts processes that have died. The delay grows while a process keeps dying. */
final class Supervisor {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    /** The delay of a process that has run for this long begins at the first one again. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final List<ManagedProcess> processes;
    private final Map<ManagedProcess, Backoff> backoffs = new HashMap<>();

    Supervisor(List<ManagedProcess> processes) {
        this.processes = processes;
    }

    void until(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            ChildProcess.pause(CHECK_INTERVAL);
            for (var managedProcess : processes) {
                if (!managedProcess.isRunning() && !stopping.getAsBoolean()) {
                    check(managedProcess);
                }
            }
        }
    }

    private void check(ManagedProcess managedProcess) {
        long now = System.nanoTime();
        var backoff = backoffs.get(managedProcess);
        if (backoff == null || now - backoff.restartAt > STEADY.toNanos()) {
            died(managedProcess, FIRST_BACKOFF, now);
        } else if (backoff.restarted) {
            var longer = backoff.length.multipliedBy(2);
            died(managedProcess, longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF, now);
        } else if (now >= backoff.restartAt) {
            backoffs.put(managedProcess, new Backoff(backoff.length, now, true));
            restart(managedProcess);
        }
    }

    private void died(ManagedProcess managedProcess, Duration backoff, long now) {
        System.out.println(managedProcess.name() + " has died; its log is " + managedProcess.log()
                + ". Restarting it in " + backoff.toSeconds() + " s.");
        backoffs.put(managedProcess, new Backoff(backoff, now + backoff.toNanos(), false));
    }

    private static void restart(ManagedProcess managedProcess) {
        try {
            managedProcess.start();
        } catch (RuntimeException e) {
            System.out.println(managedProcess.name() + " could not be restarted: " + e.getMessage());
        }
    }

    private record Backoff(Duration length, long restartAt, boolean restarted) {}
}
