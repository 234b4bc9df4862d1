package uk.gov.education.training.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.ConsoleState.Cleared;
import uk.gov.education.training.console.ConsoleState.SystemStatus;
import uk.gov.education.training.console.Topology.ReaderLink;
import uk.gov.education.training.console.Topology.TopicLane;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/** The texts of the overview. */
record Overview(
        boolean disconnected,
        List<AlertRow> alerts,
        List<AlertRow> cleared,
        TopologyDrawing drawing,
        List<FlowRow> flow,
        List<InstanceRow> instances) {

    /**
     * @param id the same for the same alert on every update
     * @param link to the page that helps
     */
    record AlertRow(
            String id,
            String service,
            String condition,
            String detail,
            String times,
            @Nullable Link link) {}

    record Link(String path, String text) {}

    record FlowRow(
            String topic, String from, String to, String rate, String lag, String oldest, String p50, String p99) {}

    record InstanceRow(
            String service,
            String instance,
            String state,
            String css,
            String lastReport,
            String started,
            String outbox,
            String letters,
            String conditions) {}

    static Overview of(SystemStatus systemStatus, Instant now) {
        List<AlertRow> alerts =
                systemStatus.alerts().stream().map(alert -> raised(alert, now)).toList();
        return new Overview(
                systemStatus.disconnected(),
                alerts,
                systemStatus.cleared().stream().map(Overview::cleared).toList(),
                TopologyDrawing.of(systemStatus.flow()),
                systemStatus.flow().lanes().stream().flatMap(Overview::rows).toList(),
                instances(systemStatus.instances(), now));
    }

    private static AlertRow raised(Alert alert, Instant now) {
        return new AlertRow(
                id("alert", alert),
                alert.service(),
                name(alert.condition()),
                alert.detail() == null ? "" : alert.detail(),
                "since " + Formats.moment(alert.since()) + " ("
                        + Formats.duration(positive(Duration.between(alert.since(), now))) + ")",
                link(alert));
    }

    private static AlertRow cleared(Cleared cleared) {
        Alert alert = cleared.alert();
        return new AlertRow(
                id("cleared", alert) + "-" + cleared.at().toEpochMilli(),
                alert.service(),
                name(alert.condition()),
                alert.detail() == null ? "" : alert.detail(),
                "from " + Formats.moment(alert.since()) + " to " + Formats.moment(cleared.at()),
                null);
    }

    private static String id(String prefix, Alert alert) {
        return prefix + "-" + Alert.key(alert.service(), alert.condition()).replace('/', '-');
    }

    /** The name for people. */
    static String name(Alert.Condition condition) {
        return switch (condition) {
            case SCHEDULES_UNASSIGNED -> "Training without a schedule";
            case DEAD_LETTERS_WAITING -> "Dead letters are waiting";
            case RELAY_STALLED -> "Outbox is stalled";
            case LAG_HIGH -> "Consumer lag is high";
            case PROPAGATION_SLOW -> "Event propagation is slow";
            case DATABASE_UNAVAILABLE -> "Database unavailable";
            case BROKER_UNAVAILABLE -> "Kafka unavailable";
            case INVARIANT_BROKEN -> "Stored data differs from its topic";
            case INSTANCE_UNRESPONSIVE -> "An instance is unresponsive";
        };
    }

    private static @Nullable Link link(Alert alert) {
        return switch (alert.condition()) {
            case DEAD_LETTERS_WAITING ->
                new Link("/operations/dead-letters?service=" + alert.service(), "Dead letters of this service");
            case INVARIANT_BROKEN ->
                new Link("/operations/reconciliation?service=" + alert.service(), "Checks of this service");
            case RELAY_STALLED, LAG_HIGH, PROPAGATION_SLOW -> new Link("/operations/charts", "The last hour");
            case SCHEDULES_UNASSIGNED, DATABASE_UNAVAILABLE, BROKER_UNAVAILABLE, INSTANCE_UNRESPONSIVE -> null;
        };
    }

    private static Stream<FlowRow> rows(TopicLane lane) {
        return lane.readers().stream().map(readerLink -> row(lane, readerLink));
    }

    private static FlowRow row(TopicLane lane, ReaderLink readerLink) {
        return new FlowRow(
                lane.topic(),
                lane.from(),
                readerLink.to(),
                Formats.rate(readerLink.perSecond()),
                readerLink.lag() == null
                        ? Formats.UNKNOWN
                        : Formats.count(readerLink.lag().records()),
                readerLink.lag() == null
                        ? Formats.UNKNOWN
                        : Formats.seconds(readerLink.lag().oldestSeconds()),
                Formats.millis(readerLink.p50Millis()),
                Formats.millis(readerLink.p99Millis()));
    }

    private static List<InstanceRow> instances(List<InstanceView> instances, Instant now) {
        List<InstanceRow> rows = new ArrayList<>();
        for (String service : Topology.SERVICES) {
            List<InstanceView> of = instances.stream()
                    .filter(instanceView -> instanceView.activity().service().equals(service))
                    .toList();
            if (of.isEmpty()) {
                rows.add(new InstanceRow(service, "–", "no report", "grey", "never", "", "", "", ""));
            }
            of.forEach(instanceView -> rows.add(row(instanceView, now)));
        }
        return rows;
    }

    private static InstanceRow row(InstanceView instanceView, Instant now) {
        Activity activity = instanceView.activity();
        return new InstanceRow(
                activity.service(),
                activity.instance(),
                state(instanceView),
                css(instanceView),
                Formats.duration(positive(Duration.between(instanceView.receivedAt(), now))) + " ago",
                Formats.moment(activity.startedAt()),
                activity.outbox() == null
                        ? Formats.UNKNOWN
                        : Formats.count(activity.outbox().records()) + ", oldest "
                                + Formats.seconds(activity.outbox().oldestSeconds()),
                Formats.count(activity.deadLettersWaiting()),
                String.join(
                        "; ",
                        activity.conditions().stream()
                                .map(ActiveCondition::condition)
                                .map(Overview::name)
                                .toList()));
    }

    private static String state(InstanceView instanceView) {
        return switch (instanceView.status()) {
            case LIVE -> instanceView.activity().conditions().isEmpty() ? "healthy" : "degraded";
            case STOPPED -> "stopped";
            case UNRESPONSIVE -> "unresponsive";
            case REPLACED -> "replaced";
            case UNKNOWN -> "no report yet";
        };
    }

    private static String css(InstanceView instanceView) {
        return switch (instanceView.status()) {
            case LIVE -> instanceView.activity().conditions().isEmpty() ? "green" : "red";
            case UNRESPONSIVE -> "red";
            case STOPPED, REPLACED, UNKNOWN -> "grey";
        };
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
