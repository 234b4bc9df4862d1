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
 * What operations should be told, by what every instance said last.
 *
 * <ol>
 *   <li>A service has a condition if one of its live instances says so.
 *   <li>It has it no longer when its live instances can tell, and none says so. Where none of them can tell, and where
 *       none is live, what was said last stands.
 *   <li>About a service speaks the first of its live instances, and where there is none, the first live instance of
 *       all. An instance that is cut off speaks about its own service, for it hears nobody who would.
 *   <li>Only what differs from what was said last is said. Should two instances both speak for a moment, they say the
 *       same.
 * </ol>
 */
public final class Alerts {

    private Alerts() {}

    /** An alert as it stands now, and what changed about it. */
    public record AlertUpdate(Alert alert, AlertChange change) {

        public String key() {
            return Alert.key(alert.service(), alert.condition());
        }
    }

    /**
     * What one instance has to say now.
     *
     * @param me the instance, one of the members
     * @param cutOff whether it can't hear the others
     * @param before what was said last, by key
     */
    public static List<AlertUpdate> toSay(
            Activity me, List<InstanceView> members, boolean cutOff, Map<String, Alert> before, Instant now) {
        Set<String> services = new TreeSet<>();
        members.forEach(member -> services.add(member.service()));
        List<AlertUpdate> said = new ArrayList<>();
        for (String service : services) {
            if (cutOff ? service.equals(me.service()) : me.key().equals(speaker(service, members))) {
                List<InstanceView> instances = members.stream()
                        .filter(member -> member.service().equals(service))
                        .toList();
                for (Condition condition : Condition.values()) {
                    Alert last = before.get(Alert.key(service, condition));
                    detail(condition, instances, last)
                            .flatMap(detail -> said(service, condition, detail, last, now))
                            .ifPresent(said::add);
                }
            }
        }
        return said;
    }

    private static @Nullable String speaker(String service, List<InstanceView> members) {
        return members.stream()
                .filter(InstanceView::isLive)
                .filter(member -> member.service().equals(service))
                .findFirst()
                .or(() -> members.stream().filter(InstanceView::isLive).findFirst())
                .map(member -> member.activity().key())
                .orElse(null);
    }

    /** What is wrong, "" if nothing is, or empty if nobody can tell. */
    private static Optional<String> detail(Condition condition, List<InstanceView> instances, @Nullable Alert last) {
        if (condition == Condition.INSTANCE_SILENT) {
            return silence(instances, last);
        }
        List<Activity> live = instances.stream()
                .filter(InstanceView::isLive)
                .map(InstanceView::activity)
                .toList();
        return live.stream()
                .flatMap(activity -> activity.conditions().stream())
                .filter(standing -> standing.condition() == condition)
                .map(Activity.Standing::detail)
                .findFirst()
                .or(() -> live.stream().anyMatch(activity -> Conditions.canTell(activity, condition))
                        ? Optional.of("")
                        : Optional.empty());
    }

    private static Optional<String> silence(List<InstanceView> instances, @Nullable Alert last) {
        String silent = instances.stream()
                .filter(member -> member.presence() == InstanceStatus.SILENT)
                .map(member -> member.activity().instance())
                .collect(joining(", "));
        if (!silent.isEmpty()) {
            return Optional.of("Not heard of any more, and without a farewell: " + silent + ".");
        }
        boolean nobodyKnows = instances.stream().anyMatch(member -> member.presence() == InstanceStatus.UNKNOWN)
                || isBeforeOurTime(instances, last);
        return nobodyKnows ? Optional.empty() : Optional.of("");
    }

    /**
     * Whether the alert is about an instance that fell silent so long ago that nobody here has heard of it: then it
     * stands until that instance is heard again or another one takes its place.
     */
    private static boolean isBeforeOurTime(List<InstanceView> instances, @Nullable Alert last) {
        return last != null
                && last.detail() != null
                && instances.stream()
                        .noneMatch(member ->
                                last.detail().contains(member.activity().instance())
                                        || (member.isLive()
                                                && member.activity().startedAt().isAfter(last.since())));
    }

    private static Optional<AlertUpdate> said(
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
