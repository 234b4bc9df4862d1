package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics that this service consumes, each with its {@link TopicSubscription}. */
@ApplicationScoped
public class SubscribedTopics {

    private static final String SETTING = "mp.messaging.incoming." + TopicsConsumer.CHANNEL + ".topics";

    private final Map<String, TopicSubscription> subscriptions;

    @Inject
    SubscribedTopics(@All List<TopicSubscription> subscriptions, @ConfigProperty(name = SETTING) Set<String> consumed) {
        this(subscriptions.stream().collect(toMap(each -> each.topic().name(), each -> each)));
        if (!consumed.equals(names())) {
            throw new IllegalStateException(SETTING + " must be " + String.join(",", names())
                    + ", the topics of the beans that implement TopicSubscription, but is "
                    + String.join(",", new TreeSet<>(consumed)));
        }
    }

    private SubscribedTopics(Map<String, TopicSubscription> subscriptions) {
        this.subscriptions = new TreeMap<>(subscriptions);
    }

    /** For a program that consumes no topic in the service's consumer group. */
    public static SubscribedTopics none() {
        return new SubscribedTopics(Map.of());
    }

    /** The names of the topics, in alphabetical order. */
    public Set<String> names() {
        return subscriptions.keySet();
    }

    Map<String, TopicSubscription> byName() {
        return subscriptions;
    }
}
