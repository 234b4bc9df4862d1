package uk.gov.education.training.system;

import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats requests until one succeeds. */
public final class Retrying {

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(200);

    private Retrying() {}

    /** The first successful response. */
    public static RestClient.Answer ask(Supplier<RestClient.Answer> request) {
        return ask(request, refused -> false);
    }

    /**
     * The first answer that is a success, or a refusal that means that there was one: the same was accepted before, and
     * its answer was lost.
     */
    public static RestClient.Answer ask(Supplier<RestClient.Answer> request, Predicate<RestClient.Answer> accepted) {
        boolean lost = false;
        Object last = "nothing";
        long deadline = System.nanoTime() + LATER.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                RestClient.Answer answer = request.get();
                if (answer.isOk() || (lost && accepted.test(answer))) {
                    return answer;
                }
                lost |= answer.status() >= 500;
                last = answer;
            } catch (UncheckedIOException away) {
                lost = true;
                last = away;
            }
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
        throw new IllegalStateException("not accepted within " + LATER + ", and at last " + last);
    }
}
