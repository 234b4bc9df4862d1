package uk.gov.education.training.platform.operations.reconciliation;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/**
 * Does the work of a job. A rebuild or check compares the facts of every topic first, and only then the data that the
 * service derives from them: otherwise it would derive from facts that are half repaired.
 */
@ApplicationScoped
class ReconciliationWork {

    // Shorter than a transaction with locked keys may take.
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(30);

    private final TopicLog log;
    private final List<TopicSubscription> subscriptions;
    private final List<TopicSubscription> compared;
    private final CompareFacts compareFacts;
    private final RepublishFacts republishFacts;
    private final ReplayReactions replayReactions;

    ReconciliationWork(
            TopicLog log,
            @All List<TopicSubscription> subscriptions,
            CompareFacts compareFacts,
            RepublishFacts republishFacts,
            SourcesOfTruth sourcesOfTruth,
            ReplayReactions replayReactions) {
        this.log = log;
        this.subscriptions = inOrder(subscriptions);
        this.compareFacts = compareFacts;
        this.republishFacts = republishFacts;
        this.replayReactions = replayReactions;
        this.compared = new ArrayList<>(this.subscriptions);
        this.compared.addAll(sourcesOfTruth.unread());
    }

    /** Blocks until the work is done. */
    void run(JobScope jobScope, JobProgress progress) {
        if (jobScope.topic() == null) {
            compare(progress);
        } else {
            republish(jobScope.topic(), progress);
        }
    }

    private void republish(Topic<?, ?> topic, JobProgress progress) {
        try (TopicLog.Reading topicLog = log.open(BROKER_TIMEOUT)) {
            progress.expect(RepublishFacts.records(topicLog, topic));
            republishFacts.republish(topicLog, topic, progress);
        }
    }

    private void compare(JobProgress progress) {
        try (TopicLog.Reading topicLog = log.open(BROKER_TIMEOUT)) {
            compared.forEach(subscription -> progress.expect(MismatchCandidates.records(topicLog, subscription)));
            replayReactions.expect(subscriptions, progress);
            compared.forEach(subscription -> compareFacts.compare(topicLog, subscription, progress));
        }
        replayReactions.replay(subscriptions, progress);
    }

    /** Each topic after those that must be read before it. */
    private static List<TopicSubscription> inOrder(List<TopicSubscription> subscriptions) {
        List<TopicSubscription> left = new ArrayList<>(subscriptions);
        List<TopicSubscription> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            TopicSubscription next = left.stream()
                    .filter(subscription -> left.stream()
                            .noneMatch(other -> subscription.prerequisites().contains(other.topic())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Topics depend on each other in a cycle"));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
