package uk.gov.education.training.events.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what each address has tried in vain, in windows that begin with the first attempt. */
final class Attempts {

    private static final int MOST_ORIGINS = 10_000;

    private final int most;
    private final Duration window;
    private final Cache<Origin, AtomicInteger> counts;

    Attempts(int most, Duration window) {
        this(most, window, Ticker.systemTicker());
    }

    Attempts(int most, Duration window, Ticker ticker) {
        this.most = most;
        this.window = window;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_ORIGINS)
                .expireAfterWrite(window)
                .ticker(ticker)
                .build();
    }

    void count(Origin origin) {
        counts.get(origin, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** How long an address has to wait before it may try again; empty if it needn't. */
    Optional<Duration> delay(Origin origin) {
        AtomicInteger count = counts.getIfPresent(origin);
        return count == null || count.get() < most ? Optional.empty() : Optional.of(window.minusNanos(age(origin)));
    }

    private long age(Origin origin) {
        return counts.policy()
                .expireAfterWrite()
                .orElseThrow()
                .ageOf(origin, TimeUnit.NANOSECONDS)
                .orElse(0);
    }
}
