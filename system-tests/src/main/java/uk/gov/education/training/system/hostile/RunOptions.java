package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a run is to be.
 *
 * @param seed of everything that is chosen
 * @param lasts for how long the hostile part goes on at least; it has its least counts in any case
 * @param calm for how long the ordinary traffic is alone first, twice: until it is warm, and to measure its pace
 * @param pauseMillis between two hostile records, and between two requests
 * @param leastPace of the ordinary traffic, as a share of its pace when it was alone; 0 not to ask
 */
public record RunOptions(long seed, Duration lasts, Duration calm, long pauseMillis, double leastPace) {

    static final int LEAST_RECORDS = 2_000;
    static final int LEAST_REQUESTS = 5_000;

    private static final String USAGE = """
            Usage: ./hostile-run [--seed N] [--minutes M]

              --seed N      repeats what a run with this seed did; else any
              --minutes M   for how long to be hostile, 10 if not given
            """;
    private static final int MINUTES = 10;
    private static final int CALM_OF_A_MINUTE = 6;
    private static final int LEAST_CALM = 10;
    private static final int MOST_CALM = 60;
    private static final long PAUSE_MILLIS = 20;
    private static final double LEAST_PACE = 0.2;

    /** The shortest run that the minimum counts allow. */
    public static RunOptions shortest(long seed) {
        return new RunOptions(seed, Duration.ZERO, Duration.ofSeconds(LEAST_CALM), 0, 0);
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
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException(USAGE, wrong);
        }
        Duration calm = Duration.ofSeconds(Math.clamp(minutes * CALM_OF_A_MINUTE, LEAST_CALM, MOST_CALM));
        return new RunOptions(seed, Duration.ofMinutes(minutes), calm, PAUSE_MILLIS, LEAST_PACE);
    }
}
