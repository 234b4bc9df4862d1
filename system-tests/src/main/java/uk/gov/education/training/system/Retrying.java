package uk.gov.education.training.system;

import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats requests until one succeeds. */
public final class Retrying {

    private static final Duration RETRY_INTERVAL = Duration.ofMillis(200);

    private Retrying() {}

    /** The first successful response. */
    public static RestClient.Response ask(Supplier<RestClient.Response> request) {
        return ask(request, refused -> false);
    }

    /**
     * The first successful response, or an error that shows that an earlier attempt succeeded and only its response was
     * lost.
     */
    public static RestClient.Response ask(
            Supplier<RestClient.Response> request, Predicate<RestClient.Response> accepted) {
        boolean lost = false;
        Object last = "nothing";
        long deadline = System.nanoTime() + LATER.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                RestClient.Response response = request.get();
                if (response.isOk() || (lost && accepted.test(response))) {
                    return response;
                }
                lost |= response.status() >= 500;
                last = response;
            } catch (UncheckedIOException unavailable) {
                lost = true;
                last = unavailable;
            }
            LockSupport.parkNanos(RETRY_INTERVAL.toNanos());
        }
        throw new IllegalStateException("Not accepted within " + LATER + ". Last response: " + last);
    }
}
