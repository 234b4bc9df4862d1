package uk.gov.education.training.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the failed attempts of each address, in windows that begin with the first one. */
final class FailedAttempts {

    private static final int MOST_ORIGINS = 10_000;

    private final int most;
    private final Duration window;
    private final Cache<ClientAddress, AtomicInteger> counts;

    FailedAttempts(int most, Duration window) {
        this(most, window, Ticker.systemTicker());
    }

    FailedAttempts(int most, Duration window, Ticker ticker) {
        this.most = most;
        this.window = window;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_ORIGINS)
                .expireAfterWrite(window)
                .ticker(ticker)
                .build();
    }

    void count(ClientAddress clientAddress) {
        counts.get(clientAddress, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** The time until an address may try again. Empty if it may now. */
    Optional<Duration> delay(ClientAddress clientAddress) {
        AtomicInteger count = counts.getIfPresent(clientAddress);
        return count == null || count.get() < most
                ? Optional.empty()
                : Optional.of(window.minusNanos(age(clientAddress)));
    }

    private long age(ClientAddress clientAddress) {
        return counts.policy()
                .expireAfterWrite()
                .orElseThrow()
                .ageOf(clientAddress, TimeUnit.NANOSECONDS)
                .orElse(0);
    }
}
