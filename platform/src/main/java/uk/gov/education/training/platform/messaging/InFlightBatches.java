package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the batches that are being applied, and lets none begin once the service stops. */
final class InFlightBatches {

    private static final int MOST = 1_000;

    /** A permit for each batch; the shutdown takes all of them. */
    private final Semaphore permits = new Semaphore(MOST);

    private volatile boolean stopping;

    boolean isStopping() {
        return stopping;
    }

    /** Waits for the batches in progress. Returns whether all of them ended in time. */
    boolean stop(Duration timeout) throws InterruptedException {
        stopping = true;
        return permits.tryAcquire(MOST, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Applies a batch. On shutdown the Uni never completes, so the offset is not committed and the batch is delivered
     * again.
     */
    Uni<Void> completeUnlessStopping(Uni<Void> batch) {
        return Uni.createFrom()
                .deferred(() -> permits.tryAcquire()
                        ? batch.onTermination()
                                .invoke(() -> permits.release())
                                .onFailure(failure -> stopping)
                                .recoverWithUni(() -> Uni.createFrom().nothing())
                        : Uni.createFrom().nothing());
    }
}
