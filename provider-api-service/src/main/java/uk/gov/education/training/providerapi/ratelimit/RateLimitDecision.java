package uk.gov.education.training.providerapi.ratelimit;

import java.time.Duration;

/** Whether a request may be answered, with what its sender should know. */
public sealed interface RateLimitDecision {

    /**
     * Yes.
     *
     * @param remaining how many more would be
     * @param more when some of the used ones count no longer
     */
    record Admitted(int remaining, Duration more) implements RateLimitDecision {}

    /** Not before some of the used ones count no longer. */
    record Refused(Duration more) implements RateLimitDecision {}

    /** The database, which knows, is away. It is away for the request itself, too. */
    record Unmetered() implements RateLimitDecision {}
}
