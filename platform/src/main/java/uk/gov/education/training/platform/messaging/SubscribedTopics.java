package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics that this service consumes: facts, each with its {@link TopicSubscription}, and reports. */
@ApplicationScoped
public class SubscribedTopics {

    private static final String SETTING = "mp.messaging.incoming." + TopicsConsumer.CHANNEL + ".topics";

    private final Map<String, TopicSubscription> subscriptions;
    private final Set<String> reports;

    @Inject
    SubscribedTopics(
            @All List<TopicSubscription> subscriptions,
            @All List<ReportSubscription> reports,
            @ConfigProperty(name = SETTING) Set<String> consumed) {
        this(
                subscriptions.stream().collect(toMap(each -> each.topic().name(), each -> each)),
                reports.stream().map(each -> each.topic().name()).collect(toSet()));
        if (!consumed.equals(ofFacts())) {
            throw new IllegalStateException(SETTING + " must be " + String.join(",", ofFacts())
                    + ", the topics of the beans that implement TopicSubscription, but is "
                    + String.join(",", new TreeSet<>(consumed)));
        }
    }

    private SubscribedTopics(Map<String, TopicSubscription> subscriptions, Set<String> reports) {
        this.subscriptions = new TreeMap<>(subscriptions);
        this.reports = reports;
    }

    /** For a program that consumes no topic in the service's consumer group. */
    public static SubscribedTopics none() {
        return new SubscribedTopics(Map.of(), Set.of());
    }

    /** The names of all topics, in alphabetical order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(reports);
        names.addAll(subscriptions.keySet());
        return names;
    }

    /** The names of the topics with snapshots, in alphabetical order. */
    Set<String> ofFacts() {
        return subscriptions.keySet();
    }

    Map<String, TopicSubscription> byName() {
        return subscriptions;
    }
}
