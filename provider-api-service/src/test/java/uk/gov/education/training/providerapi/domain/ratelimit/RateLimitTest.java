package uk.gov.education.training.providerapi.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitGrant;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitRequest;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.Unused;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.Usage;

class RateLimitTest {

    private static final long SLOT = RateLimit.SLOT.toMillis();
    private static final long NOON = 1_800_000_000_000L;
    private static final Unused NOTHING = new Unused(0, 0);

    private final RateLimit limit = new RateLimit(1_000, Duration.ofMinutes(5));

    private PermitGrant ask(Usage usage, int waiting, long at) {
        return limit.grant(usage, new PermitRequest(waiting, 0, NOTHING), at);
    }

    @Test
    void requestAfterTheLastOneIsNotAdmitted() {
        PermitGrant first = ask(Usage.NONE, 999, NOON);
        assertThat(first.admitted()).isEqualTo(999);
        assertThat(first.free()).isEqualTo(1);

        PermitGrant rest = ask(first.after(), 2, NOON + 1_000);
        assertThat(rest.admitted()).isEqualTo(1);
        assertThat(rest.free()).isZero();
        assertThat(ask(rest.after(), 1, NOON + 2_000).admitted()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "299999, 0", "300000, 0", "300249, 0", "300250, 600", "301249, 600", "301250, 1000"})
    void requestsCountUntilTheirSlotHasLeftTheWindow(long later, int admitted) {
        Usage used = ask(ask(Usage.NONE, 600, NOON).after(), 400, NOON + 1_000).after();
        assertThat(ask(used, 1_000, NOON + later).admitted()).isEqualTo(admitted);
    }

    @Test
    void showsWhenTheNextRequestsLeaveTheWindow() {
        PermitGrant fresh = ask(Usage.NONE, 0, NOON);
        assertThat(fresh.resetIn()).isZero();
        Usage used =
                ask(ask(Usage.NONE, 600, NOON + 10).after(), 400, NOON + 1_000).after();
        assertThat(ask(used, 1, NOON + 2_000).resetIn()).isEqualTo(298_000 + SLOT);
        assertThat(ask(used, 0, NOON + 300_000 + SLOT).resetIn()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        // free before, waiting, expected; prefetched
        "1000, 1, 0, 0",
        "1000, 1, 1, 1",
        "1000, 1, 8, 8",
        "1000, 1, 500, 20",
        "300, 1, 500, 20",
        "221, 1, 500, 20",
        "220, 1, 500, 0",
        "5, 1, 500, 0"
    })
    void instancePrefetchesOnlyWhileManyPermitsAreFree(int free, int waiting, int expected, int prefetched) {
        Usage used = ask(Usage.NONE, 1_000 - free, NOON).after();
        PermitGrant grant = limit.grant(used, new PermitRequest(waiting, expected, NOTHING), NOON + 1_000);
        assertThat(grant.admitted()).isEqualTo(waiting);
        assertThat(grant.prefetched()).isEqualTo(prefetched);
        assertThat(grant.free()).isEqualTo(free - waiting - prefetched);
    }

    @Test
    void returnedPermitsAreFreeAgain() {
        PermitGrant first = limit.grant(Usage.NONE, new PermitRequest(10, 20, NOTHING), NOON);
        assertThat(first.free()).isEqualTo(970);
        Unused unused = new Unused(first.slot(), 15);
        PermitGrant second = limit.grant(first.after(), new PermitRequest(0, 0, unused), NOON + SLOT);
        assertThat(second.free()).isEqualTo(985);
        PermitGrant third =
                limit.grant(second.after(), new PermitRequest(0, 0, new Unused(first.slot(), 15)), NOON + SLOT);
        assertThat(third.after().admitted()).isEmpty();
    }

    @Test
    void permitsReturnedAfterTheWindowAreIgnored() {
        PermitGrant first = limit.grant(Usage.NONE, new PermitRequest(10, 20, NOTHING), NOON);
        Unused unused = new Unused(first.slot(), 20);
        assertThat(limit.grant(first.after(), new PermitRequest(0, 0, unused), NOON + 600_000)
                        .free())
                .isEqualTo(1_000);
    }

    @Test
    void prefetchedPermitsExpireWithTheirSlotAndAreReturnedSoonAfter() {
        PermitGrant grant = limit.grant(Usage.NONE, new PermitRequest(10, 20, NOTHING), NOON + 100);
        assertThat(grant.slotEndsIn()).isEqualTo(150);
        assertThat(grant.returnedIn()).isEqualTo(400);
        assertThat(ask(grant.after(), 1, NOON + 499).returnedIn()).isEqualTo(1);
        assertThat(ask(grant.after(), 1, NOON + 500).returnedIn()).isZero();
    }

    /** Checks every interval, not only those that begin with a slot. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noWindowExceedsTheLimitAndNoRequestIsRefusedNeedlessly(long seed) {
        RateLimit small = new RateLimit(7, Duration.ofSeconds(2));
        Random random = new Random(seed);
        Usage usage = Usage.NONE;
        Deque<Long> admitted = new ArrayDeque<>();
        long now = NOON;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(400);
            PermitGrant grant = small.grant(usage, new PermitRequest(1, 0, NOTHING), now);
            usage = grant.after();
            long since = now - 2_000;
            admitted.removeIf(at -> at <= since - SLOT);
            if (grant.admitted() == 1) {
                admitted.add(now);
                assertThat(admitted.stream().filter(at -> at > since)).hasSizeLessThanOrEqualTo(7);
            } else {
                assertThat(admitted).hasSizeGreaterThanOrEqualTo(7);
            }
        }
    }

    @Test
    void onlySlotsInTheWindowAreRemembered() {
        Usage usage = Usage.NONE;
        for (int i = 0; i < 10_000; i++) {
            usage = ask(usage, 1, NOON + i * 1_000L).after();
        }
        assertThat(usage.admitted()).hasSize(301);
    }

    @Test
    void invalidLimitIsRejected() {
        assertThatThrownBy(() -> new RateLimit(0, Duration.ofMinutes(5))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
