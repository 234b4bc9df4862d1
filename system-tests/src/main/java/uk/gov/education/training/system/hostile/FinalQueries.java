package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import uk.gov.education.training.system.LoadGenerator;

/** Final checks that share one deadline. Each runs at least once. */
final class FinalQueries {

    static final String WELL = "";

    private static final long BETWEEN_LOOKS_MILLIS = 1_000;
    private static final int LONGEST = 500;

    private final Findings findings;
    private final long deadline;

    FinalQueries(Findings findings, Duration patience) {
        this.findings = findings;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() > deadline;
    }

    /** @param look says what is wrong, or {@link #WELL} */
    void ask(String fault, Supplier<String> look) {
        String found = tried(look);
        while (!found.equals(WELL) && !isOver()) {
            LoadGenerator.pause(BETWEEN_LOOKS_MILLIS);
            found = tried(look);
        }
        if (!found.equals(WELL)) {
            findings.add(fault, found.length() > LONGEST ? found.substring(0, LONGEST) + "..." : found);
        }
    }

    static String text(Collection<?> wrong) {
        return wrong.isEmpty() ? WELL : wrong.toString();
    }

    static String text(Map<?, ?> wrong) {
        return wrong.isEmpty() ? WELL : wrong.toString();
    }

    private static String tried(Supplier<String> look) {
        try {
            return look.get();
        } catch (RuntimeException notYet) {
            return notYet.toString();
        }
    }
}
