package uk.gov.education.training.platform.operations;

import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.Reading;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;
import uk.gov.education.training.events.ActivityChange.InstanceStopped;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.EventMetrics;
import uk.gov.education.training.platform.messaging.EventMetrics.Propagation;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.operations.domain.Alerts;
import uk.gov.education.training.platform.operations.domain.Conditions;
import uk.gov.education.training.platform.operations.domain.InstanceView;
import uk.gov.education.training.platform.operations.domain.Measured;
import uk.gov.education.training.platform.operations.domain.Thresholds;

/**
 * Tells operations what this instance does and how it stands: every ten seconds, at once when a condition comes or
 * goes, and at the end a farewell. And what follows for alerts from what all instances said.
 */
@ApplicationScoped
class ActivityReporter {

    private static final Logger LOG = Logger.getLogger(ActivityReporter.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration ENDS_WITHIN = LAST_WORDS.plusSeconds(1);

    private final ThisInstance instance;
    private final DatabaseMonitor databaseMonitor;
    private final BrokerMonitor brokerMonitor;
    private final LagMonitor lagMonitor;
    private final EventMetrics eventMetrics;
    private final OperationsConsumer operationsConsumer;
    private final OperationsState operationsState;
    private final Thresholds thresholds;
    private final Duration every;
    private final OperationsPublisher operationsPublisher;
    private final CountDownLatch stop = new CountDownLatch(1);
    // What this instance said about alerts and has not heard yet.
    private final Map<String, Message<AlertChange, Alert>> unheard = new ConcurrentHashMap<>();
    private Thread thread = Thread.currentThread();
    private boolean speaks;
    private Instant askedAt = Instant.EPOCH;
    private Instant reportedAt;
    private @Nullable List<Standing> reported;
    private Map<String, EventMetrics.Consumed> consumedBefore = Map.of();
    private long publishedBefore;
    private long version;

    ActivityReporter(
            ThisInstance instance,
            DatabaseMonitor databaseMonitor,
            BrokerMonitor brokerMonitor,
            LagMonitor lagMonitor,
            EventMetrics eventMetrics,
            OperationsConsumer operationsConsumer,
            OperationsState operationsState,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Limits limits) {
        this.instance = instance;
        this.databaseMonitor = databaseMonitor;
        this.brokerMonitor = brokerMonitor;
        this.lagMonitor = lagMonitor;
        this.eventMetrics = eventMetrics;
        this.operationsConsumer = operationsConsumer;
        this.operationsState = operationsState;
        this.thresholds = limits.thresholds();
        this.every = limits.every();
        this.operationsPublisher = new OperationsPublisher(kafka);
        this.reportedAt = instance.startedAt();
        // A later start says more than any earlier one, whatever that said last.
        this.version = instance.startedAt().getEpochSecond();
        for (Condition condition : Condition.values()) {
            Gauge.builder("alerts.raised", this, reporting -> reporting.isRaised(condition) ? 1 : 0)
                    .description("Whether an alert about this service stands")
                    .tag("condition", Alert.name(condition))
                    .register(metrics);
        }
    }

    private boolean isRaised(Condition condition) {
        return operationsState.alerts().stream()
                .anyMatch(alert -> alert.service().equals(instance.service()) && alert.condition() == condition);
    }

    void onStart(@Observes StartupEvent start) {
        operationsPublisher.start();
        thread = Thread.ofPlatform().daemon().name("operations").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) throws InterruptedException {
        stop.countDown();
        thread.join(ENDS_WITHIN);
    }

    private void run() {
        try {
            do {
                try {
                    look(Instant.now().truncatedTo(ChronoUnit.MILLIS));
                } catch (RuntimeException bug) {
                    LOG.error("Operations can't be told", bug);
                }
            } while (!stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
            farewell(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            operationsPublisher.end(brokerMonitor.isAway() ? Duration.ZERO : LAST_WORDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Instant now) {
        if (!now.isBefore(askedAt.plus(BETWEEN_QUESTIONS))) {
            askedAt = now;
            databaseMonitor.ask();
        }
        Activity own = activity(false);
        List<Alerts.AlertUpdate> said = alerts(own, now);
        if (!own.conditions().equals(reported) || !now.isBefore(reportedAt.plus(every))) {
            report(own, now);
        }
        if (speaks) {
            said.forEach(this::say);
        }
    }

    private void farewell(Instant now) {
        say(OPERATIONS_ACTIVITY, instanceKey(), new Message<>(version, now, new InstanceStopped(), activity(true)));
    }

    private String instanceKey() {
        return instance.service() + "/" + instance.name();
    }

    /** What is to be said about alerts; everybody in this service sees it at once, whoever can hear it. */
    private List<Alerts.AlertUpdate> alerts(Activity own, Instant now) {
        if (speaks != operationsConsumer.hasBegun()) {
            // So far nobody was told, and what was said before is known only now.
            speaks = true;
            unheard.clear();
        }
        Map<String, Message<AlertChange, Alert>> heard = operationsConsumer.alerts();
        unheard.values().removeIf(message -> {
            Message<AlertChange, Alert> last = heard.get(key(message.snapshot()));
            return last != null && last.version() >= message.version();
        });
        Map<String, Alert> before = new HashMap<>();
        heard.forEach((key, message) -> before.put(key, message.snapshot()));
        unheard.forEach((key, message) -> before.put(key, message.snapshot()));
        boolean cutOff = brokerMonitor.isAway() || !speaks;
        List<InstanceView> members = operationsConsumer.members(own, now);
        List<Alerts.AlertUpdate> said = Alerts.toSay(own, members, cutOff, before, now);
        for (Alerts.AlertUpdate one : said) {
            Message<AlertChange, Alert> last = unheard.getOrDefault(one.key(), heard.get(one.key()));
            unheard.put(
                    one.key(),
                    new Message<>(
                            last == null ? 1 : Math.min(last.version() + 1, Versions.MOST),
                            now,
                            one.change(),
                            one.alert()));
            before.put(one.key(), one.alert());
        }
        operationsState.see(new OperationsState.View(
                members,
                before.values().stream()
                        .filter(Alert::raised)
                        .sorted(Comparator.comparing(Alert::since).thenComparing(ActivityReporter::key))
                        .toList(),
                own.conditions(),
                cutOff));
        return said;
    }

    private static String key(Alert alert) {
        return Alert.key(alert.service(), alert.condition());
    }

    private void say(Alerts.AlertUpdate said) {
        Message<AlertChange, Alert> message = unheard.get(said.key());
        if (message != null) {
            if (say(OPERATIONS_ALERTS, said.key(), message)) {
                LOG.infof(
                        "%s: %s",
                        said.key(), said.alert().raised() ? said.alert().detail() : "cleared");
            } else {
                unheard.remove(said.key());
            }
        }
    }

    private void report(Activity own, Instant now) {
        Map<String, EventMetrics.Consumed> consumed = eventMetrics.consumed();
        long published = eventMetrics.published();
        List<Consumed> since = lagMonitor.topics().stream()
                .sorted()
                .map(topic -> since(topic, consumed.getOrDefault(topic, EventMetrics.Consumed.NONE)))
                .toList();
        double seconds = Duration.between(reportedAt, now).toMillis() / 1_000.0;
        ActivityChange change = new ActivityReported(seconds, published - publishedBefore, since);
        reported = own.conditions();
        if (say(OPERATIONS_ACTIVITY, own.key(), new Message<>(version, now, change, own))) {
            version++;
            reportedAt = now;
            consumedBefore = consumed;
            publishedBefore = published;
        }
    }

    private Consumed since(String topic, EventMetrics.Consumed now) {
        EventMetrics.Consumed since = now.minus(consumedBefore.getOrDefault(topic, EventMetrics.Consumed.NONE));
        return new Consumed(topic, since.in(), since.applied(), since.ignored(), since.deadLettered());
    }

    private <C, S> boolean say(Topic<C, S> topic, String key, Message<C, S> message) {
        return operationsPublisher.say(CloudEvents.write(
                topic, key, message, instance.service(), new Cause(message.at(), Traces.begin()), message.at()));
    }

    private Activity activity(boolean stopped) {
        DatabaseMonitor.Look look = databaseMonitor.look();
        List<Reading> reading =
                lagMonitor.topics().stream().sorted().map(this::reading).toList();
        Measured measured =
                new Measured(databaseMonitor.isAway(), brokerMonitor.isAway(), look.outbox(), reading, look.standing());
        return new Activity(
                instance.service(),
                instance.name(),
                instance.address(),
                instance.startedAt(),
                stopped,
                look.outbox(),
                reading,
                look.count(Condition.DEAD_LETTERS_WAITING),
                look.count(Condition.SCHEDULES_UNASSIGNED),
                Conditions.of(measured, thresholds));
    }

    private Reading reading(String topic) {
        Propagation propagation = eventMetrics.propagation(topic);
        return new Reading(
                topic,
                lagMonitor.of(topic),
                propagation.p50Millis() == 0 ? null : (Double) propagation.p50Millis(),
                propagation.p99Millis() == 0 ? null : (Double) propagation.p99Millis());
    }
}
