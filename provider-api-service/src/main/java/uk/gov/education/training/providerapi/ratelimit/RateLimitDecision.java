package uk.gov.education.training.providerapi.ratelimit;

import java.time.Duration;

/** The decision whether a request may be answered. */
public sealed interface RateLimitDecision {

    /**
     * The request may be answered.
     *
     * @param remaining how many more requests would be admitted now
     * @param resetAfter time until used permits expire
     */
    record Admitted(int remaining, Duration resetAfter) implements RateLimitDecision {}

    /** @param resetAfter time until used permits expire */
    record Refused(Duration resetAfter) implements RateLimitDecision {}

    /** The database is unavailable, so requests are not counted. The request itself will fail for the same reason. */
    record Unmetered() implements RateLimitDecision {}
}
