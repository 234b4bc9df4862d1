package uk.gov.education.training.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.Topology.InstanceRates;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.platform.operations.ActivityReceived;
import uk.gov.education.training.platform.operations.AlertReceived;
import uk.gov.education.training.platform.operations.BrokerMonitor;
import uk.gov.education.training.platform.operations.OperationsMessageHandler;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/** Keeps the reports of all services: their state, their rates, and current and past alerts. */
@ApplicationScoped
class ConsoleState {

    private static final int MOST_CLEARED = 20;
    private static final double SECONDS_OF_RATES = 10;
    private static final int MOST_REPORTS = 100;
    // More than the registry keeps. Instances that have gone are removed on the next page view.
    private static final int MOST_INSTANCES = 1_000;

    private final OperationsMessageHandler messageHandler;
    private final BrokerMonitor brokerMonitor;
    private final HourlyHistory hourlyHistory = new HourlyHistory();
    private final Map<String, Deque<ActivityReported>> reported = new HashMap<>();
    private final Map<String, Alert> raised = new HashMap<>();
    private final Deque<Cleared> cleared = new ArrayDeque<>();

    ConsoleState(OperationsMessageHandler messageHandler, BrokerMonitor brokerMonitor) {
        this.brokerMonitor = brokerMonitor;
        this.messageHandler = messageHandler;
    }

    /** @param alert as it was before it was cleared */
    record Cleared(Alert alert, Instant at) {}

    /**
     * The current state.
     *
     * @param disconnected whether Kafka is unavailable, so that the rest is old
     */
    record SystemStatus(
            List<InstanceView> instances,
            List<Alert> alerts,
            List<Cleared> cleared,
            boolean disconnected,
            Topology flow) {}

    synchronized void on(@Observes ActivityReceived received) {
        Activity activity = received.message().snapshot();
        @Nullable
        ActivityReported report = received.message().change() instanceof ActivityReported found ? found : null;
        hourlyHistory.add(activity, report, received.publishedAt());
        if (report == null) {
            reported.remove(activity.key());
        } else {
            if (reported.size() > MOST_INSTANCES) {
                reported.clear();
            }
            Deque<ActivityReported> of = reported.computeIfAbsent(activity.key(), key -> new ArrayDeque<>());
            of.addLast(report);
            while (seconds(of) - of.getFirst().seconds() >= SECONDS_OF_RATES || of.size() > MOST_REPORTS) {
                of.removeFirst();
            }
        }
    }

    private static double seconds(Collection<ActivityReported> reports) {
        return reports.stream().mapToDouble(ActivityReported::seconds).sum();
    }

    synchronized void on(@Observes AlertReceived received) {
        Alert alert = received.message().snapshot();
        String key = Alert.key(alert.service(), alert.condition());
        if (alert.raised()) {
            raised.put(key, alert);
            return;
        }
        @Nullable Alert before = raised.remove(key);
        if (before != null) {
            cleared.addFirst(new Cleared(before, alert.since()));
            while (cleared.size() > MOST_CLEARED) {
                cleared.removeLast();
            }
        }
    }

    synchronized SystemStatus systemStatus(Instant now) {
        List<InstanceView> instances = messageHandler.instances();
        // A killed instance publishes no message about its end.
        reported.keySet()
                .retainAll(instances.stream()
                        .map(instance -> instance.activity().key())
                        .toList());
        List<Alert> alerts = messageHandler.alerts().values().stream()
                .map(Message::snapshot)
                .filter(Alert::raised)
                .sorted(Comparator.comparing(Alert::since)
                        .thenComparing(alert -> Alert.key(alert.service(), alert.condition())))
                .toList();
        List<InstanceRates> live = instances.stream()
                .filter(InstanceView::isLive)
                .map(instance -> rates(instance.activity()))
                .toList();
        return new SystemStatus(
                instances,
                alerts,
                cleared.stream()
                        .filter(alert -> alert.at().isAfter(now.minus(HourlyHistory.LENGTH)))
                        .toList(),
                brokerMonitor.isUnavailable() || !messageHandler.hasCaughtUp(),
                Topology.of(live, alerts.stream().map(Alert::service).toList()));
    }

    synchronized HourlyHistory.Charts charts(Instant now) {
        return hourlyHistory.charts(now);
    }

    /** Averages over several reports: a report about a new condition covers only a moment. */
    private InstanceRates rates(Activity activity) {
        Collection<ActivityReported> reports = reported.getOrDefault(activity.key(), new ArrayDeque<>());
        double seconds = Math.max(1, seconds(reports));
        Map<String, Double> read = new HashMap<>();
        double published = 0;
        for (ActivityReported report : reports) {
            for (Consumed consumed : report.consumed()) {
                read.merge(consumed.topic(), consumed.in() / seconds, Double::sum);
            }
            published += report.published() / seconds;
        }
        return new InstanceRates(activity, read, published);
    }
}
