package uk.gov.education.training.platform.operations.reconciliation;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.SourceOfTruth;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Finds the store of this service's facts about a topic: its own tables or the fact store. */
@ApplicationScoped
class SourcesOfTruth {

    private final Map<String, SourceOfTruth> tables;
    private final FactStore factStore;
    private final StoredFactsReader storedFacts;
    private final String service;

    SourcesOfTruth(
            @All List<SourceOfTruth> tables,
            FactStore factStore,
            StoredFactsReader storedFacts,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tables = tables.stream().collect(toMap(truth -> truth.topic().name(), truth -> truth));
        this.factStore = factStore;
        this.storedFacts = storedFacts;
        this.service = service;
    }

    SourceOfTruth of(Topic<?, ?> topic) {
        SourceOfTruth own = tables.get(topic.name());
        return own == null ? new StoredFactsSource(topic, factStore, storedFacts) : own;
    }

    boolean isOwner(Topic<?, ?> topic) {
        return Topics.isOwner(service, topic);
    }

    /** Whether the facts are in the service's own tables, which no topic changes. */
    boolean isInOwnTables(Topic<?, ?> topic) {
        return tables.containsKey(topic.name());
    }

    /** The topics that this service does not read, since it has their facts in its own tables. */
    List<TopicSubscription> unread() {
        return tables.values().stream()
                .<TopicSubscription>map(truth -> () -> SnapshotProjection.whole(truth.topic()))
                .toList();
    }
}
