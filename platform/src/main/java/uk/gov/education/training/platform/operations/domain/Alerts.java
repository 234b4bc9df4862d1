package uk.gov.education.training.platform.operations.domain;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.AlertChange.AlertCleared;
import uk.gov.education.training.events.AlertChange.AlertRaised;

/**
 * Derives alerts from the latest activity report of every instance.
 *
 * <ol>
 *   <li>A service has a condition while one of its live instances reports it.
 *   <li>The alert is cleared when a live instance knows that the condition does not hold, and none reports it. While no
 *       live instance knows, the alert stays as it is.
 *   <li>One instance publishes a service's alerts: the first live one of that service or, if it has none, the first
 *       live one of all. A disconnected instance publishes those of its own service, since it can't see the others.
 *   <li>Only changes are published. If two instances publish for a moment, they publish the same.
 * </ol>
 */
public final class Alerts {

    private Alerts() {}

    /** An alert's new state, and the change that led to it. */
    public record AlertUpdate(Alert alert, AlertChange change) {

        public String key() {
            return Alert.key(alert.service(), alert.condition());
        }
    }

    /**
     * The updates that one instance publishes now.
     *
     * @param own this instance's activity; the instance is one of {@code instances}
     * @param disconnected whether it can't receive the others' reports
     * @param published the latest published alerts by key
     */
    public static List<AlertUpdate> updates(
            Activity own,
            List<InstanceView> instances,
            boolean disconnected,
            Map<String, Alert> published,
            Instant now) {
        Set<String> services = new TreeSet<>();
        instances.forEach(instance -> services.add(instance.service()));
        List<AlertUpdate> updates = new ArrayList<>();
        for (String service : services) {
            if (disconnected ? service.equals(own.service()) : own.key().equals(publisher(service, instances))) {
                List<InstanceView> ofService = instances.stream()
                        .filter(instance -> instance.service().equals(service))
                        .toList();
                for (Condition condition : Condition.values()) {
                    Alert last = published.get(Alert.key(service, condition));
                    detail(condition, ofService, last)
                            .flatMap(detail -> update(service, condition, detail, last, now))
                            .ifPresent(updates::add);
                }
            }
        }
        return updates;
    }

    private static @Nullable String publisher(String service, List<InstanceView> instances) {
        return instances.stream()
                .filter(InstanceView::isLive)
                .filter(instance -> instance.service().equals(service))
                .findFirst()
                .or(() -> instances.stream().filter(InstanceView::isLive).findFirst())
                .map(instance -> instance.activity().key())
                .orElse(null);
    }

    /** The detail of an active condition, "" if it does not hold, or empty if that is unknown. */
    private static Optional<String> detail(Condition condition, List<InstanceView> instances, @Nullable Alert last) {
        if (condition == Condition.INSTANCE_UNRESPONSIVE) {
            return unresponsive(instances, last);
        }
        List<Activity> live = instances.stream()
                .filter(InstanceView::isLive)
                .map(InstanceView::activity)
                .toList();
        return live.stream()
                .flatMap(activity -> activity.conditions().stream())
                .filter(active -> active.condition() == condition)
                .map(Activity.ActiveCondition::detail)
                .findFirst()
                .or(() -> live.stream().anyMatch(activity -> Conditions.isKnown(activity, condition))
                        ? Optional.of("")
                        : Optional.empty());
    }

    private static Optional<String> unresponsive(List<InstanceView> instances, @Nullable Alert last) {
        String names = instances.stream()
                .filter(instance -> instance.status() == InstanceStatus.UNRESPONSIVE)
                .map(instance -> instance.activity().instance())
                .collect(joining(", "));
        if (!names.isEmpty()) {
            return Optional.of("Stopped reporting without a shutdown message: " + names + ".");
        }
        boolean unknown = instances.stream().anyMatch(instance -> instance.status() == InstanceStatus.UNKNOWN)
                || isAboutForgottenInstance(instances, last);
        return unknown ? Optional.empty() : Optional.of("");
    }

    /**
     * Whether the alert names an instance whose reports are too old to be known here. Such an alert stays until that
     * instance reports again or another instance of the service starts.
     */
    private static boolean isAboutForgottenInstance(List<InstanceView> instances, @Nullable Alert last) {
        return last != null
                && last.detail() != null
                && instances.stream()
                        .noneMatch(instance -> last.detail()
                                        .contains(instance.activity().instance())
                                || (instance.isLive()
                                        && instance.activity().startedAt().isAfter(last.since())));
    }

    private static Optional<AlertUpdate> update(
            String service, Condition condition, String detail, @Nullable Alert last, Instant now) {
        boolean raised = !detail.isEmpty();
        boolean wasRaised = last != null && last.raised();
        if (raised == wasRaised
                && (!raised || detail.equals(Objects.requireNonNull(last).detail()))) {
            return Optional.empty();
        }
        Instant since = raised && wasRaised ? Objects.requireNonNull(last).since() : now;
        return Optional.of(new AlertUpdate(
                new Alert(service, condition, raised, raised ? detail : null, since),
                raised ? new AlertRaised(detail) : new AlertCleared()));
    }
}
