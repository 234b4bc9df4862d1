package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The options of a hostile run.
 *
 * @param seed of all random choices
 * @param duration minimum duration of the hostile part; the minimum counts apply too
 * @param baseline duration of the ordinary traffic alone: once to warm up, and once to measure its rate
 * @param pauseMillis between two hostile records, and between two requests
 * @param minRate minimum rate of the ordinary traffic, as a share of its baseline rate; 0 for no minimum
 */
public record RunOptions(long seed, Duration duration, Duration baseline, long pauseMillis, double minRate) {

    static final int MIN_RECORDS = 2_000;
    static final int MIN_REQUESTS = 5_000;

    private static final String USAGE = """
            Usage: ./hostile-run [--seed N] [--minutes M]

              --seed N      repeats the run with this seed; random if not given
              --minutes M   duration of the hostile part, 10 if not given
            """;
    private static final int MINUTES = 10;
    private static final int BASELINE_SECONDS_PER_MINUTE = 6;
    private static final int MIN_BASELINE = 10;
    private static final int MAX_BASELINE = 60;
    private static final long PAUSE_MILLIS = 20;
    private static final double MIN_RATE = 0.2;

    /** The shortest run that the minimum counts allow. */
    public static RunOptions shortest(long seed) {
        return new RunOptions(seed, Duration.ZERO, Duration.ofSeconds(MIN_BASELINE), 0, 0);
    }

    static RunOptions of(String... arguments) {
        long seed = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);
        long minutes = MINUTES;
        Iterator<String> each = List.of(arguments).iterator();
        try {
            while (each.hasNext()) {
                switch (each.next()) {
                    case "--seed" -> seed = Long.parseLong(each.next());
                    case "--minutes" -> minutes = Long.parseLong(each.next());
                    default -> throw new IllegalArgumentException();
                }
            }
        } catch (RuntimeException invalid) {
            throw new IllegalArgumentException(USAGE, invalid);
        }
        Duration baseline =
                Duration.ofSeconds(Math.clamp(minutes * BASELINE_SECONDS_PER_MINUTE, MIN_BASELINE, MAX_BASELINE));
        return new RunOptions(seed, Duration.ofMinutes(minutes), baseline, PAUSE_MILLIS, MIN_RATE);
    }
}
