package uk.gov.education.training.platform.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.operations.domain.Thresholds;

/** The configured limits of alerts and the interval of activity reports. */
@ApplicationScoped
class Limits {

    private final Duration reportInterval;
    private final Thresholds thresholds;

    Limits(
            @ConfigProperty(name = "training.activity.interval", defaultValue = "10s") Duration reportInterval,
            @ConfigProperty(name = "training.alerts.relay-stalled-after", defaultValue = "10s") Duration relayStalled,
            @ConfigProperty(name = "training.alerts.lag-records", defaultValue = "50000") long lagRecords,
            @ConfigProperty(name = "training.alerts.lag-after", defaultValue = "30s") Duration lag,
            @ConfigProperty(name = "training.alerts.propagation-p99-over", defaultValue = "5s") Duration propagation) {
        this.reportInterval = reportInterval;
        this.thresholds = new Thresholds(relayStalled, lagRecords, lag, propagation);
    }

    Duration reportInterval() {
        return reportInterval;
    }

    Thresholds thresholds() {
        return thresholds;
    }
}
