package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import uk.gov.education.training.system.LoadGenerator;

/** Final checks that share one deadline. Each runs at least once. */
final class FinalQueries {

    static final String OK = "";

    private static final long CHECK_INTERVAL_MILLIS = 1_000;
    private static final int LONGEST = 500;

    private final Findings findings;
    private final long deadline;

    FinalQueries(Findings findings, Duration timeout) {
        this.findings = findings;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() > deadline;
    }

    /** @param query returns the fault, or {@link #OK} */
    void check(String fault, Supplier<String> query) {
        String found = result(query);
        while (!found.equals(OK) && !isOver()) {
            LoadGenerator.pause(CHECK_INTERVAL_MILLIS);
            found = result(query);
        }
        if (!found.equals(OK)) {
            findings.add(fault, found.length() > LONGEST ? found.substring(0, LONGEST) + "..." : found);
        }
    }

    static String text(Collection<?> wrong) {
        return wrong.isEmpty() ? OK : wrong.toString();
    }

    static String text(Map<?, ?> wrong) {
        return wrong.isEmpty() ? OK : wrong.toString();
    }

    private static String result(Supplier<String> query) {
        try {
            return query.get();
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}
