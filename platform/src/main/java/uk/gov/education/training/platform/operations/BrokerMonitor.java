package uk.gov.education.training.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Monitors whether Kafka answers. */
@ApplicationScoped
public class BrokerMonitor {

    private static final Logger LOG = Logger.getLogger(BrokerMonitor.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Map<String, Object> admin;
    private final Duration unavailableAfter;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Instant respondedAt = Instant.now();
    private volatile boolean failed;

    BrokerMonitor(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.unavailable-after", defaultValue = "3s")
                    Duration unavailableAfter) {
        this.admin = new HashMap<>(kafka);
        this.admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
        this.admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        this.admin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.unavailableAfter = unavailableAfter;
        Gauge.builder("broker.reachable", this, broker -> broker.isUnavailable() ? 0 : 1)
                .description("Whether Kafka answers")
                .register(metrics);
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-broker-monitor").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    /** Whether Kafka has failed to answer for some seconds. A single failed request does not count. */
    public boolean isUnavailable() {
        return failed && respondedAt.isBefore(Instant.now().minus(unavailableAfter));
    }

    Instant respondedAt() {
        return respondedAt;
    }

    private void run() {
        try {
            do {
                try (Admin client = Admin.create(admin)) {
                    poll(client);
                } catch (RuntimeException unavailable) {
                    LOG.debugf("Kafka does not answer, asking again: %s", unavailable);
                    failed = true;
                }
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(Admin client) throws InterruptedException {
        do {
            try {
                client.describeCluster().clusterId().get();
                respondedAt = Instant.now();
                failed = false;
            } catch (ExecutionException unavailable) {
                failed = true;
            }
        } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }
}
