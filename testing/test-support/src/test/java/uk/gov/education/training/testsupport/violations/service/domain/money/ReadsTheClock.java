package uk.gov.education.training.testsupport.violations.service.domain.money;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Each method breaks {@code domainIsDeterministic} in one way. */
final class ReadsTheClock {

    private ReadsTheClock() {}

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Instant time() {
        return Instant.now();
    }

    static Supplier<Instant> reference() {
        return Instant::now;
    }

    static UUID id() {
        return UUID.randomUUID();
    }

    static double number() {
        return Math.random();
    }

    static long nanos() {
        return System.nanoTime();
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static int threadLocal() {
        return ThreadLocalRandom.current().nextInt();
    }

    static int seeded() {
        return new Random(1).nextInt();
    }

    static Clock clock() {
        return Clock.systemUTC();
    }
}
