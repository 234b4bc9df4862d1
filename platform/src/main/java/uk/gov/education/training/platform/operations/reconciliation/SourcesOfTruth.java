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

/** Where this service holds what, topic by topic. */
@ApplicationScoped
class SourcesOfTruth {

    private final Map<String, SourceOfTruth> tables;
    private final FactStore factStore;
    private final StoredFactsReader held;
    private final String service;

    SourcesOfTruth(
            @All List<SourceOfTruth> tables,
            FactStore factStore,
            StoredFactsReader held,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tables = tables.stream().collect(toMap(truth -> truth.topic().name(), truth -> truth));
        this.factStore = factStore;
        this.held = held;
        this.service = service;
    }

    SourceOfTruth of(Topic<?, ?> topic) {
        SourceOfTruth own = tables.get(topic.name());
        return own == null ? new StoredFactsSource(topic, factStore, held) : own;
    }

    boolean isOwner(Topic<?, ?> topic) {
        return Topics.isOwner(service, topic);
    }

    /** Whether a topic's truth is in tables of this service's own, which no topic ever changes. */
    boolean isInTables(Topic<?, ?> topic) {
        return tables.containsKey(topic.name());
    }

    /** The topics that this service does not read, as it has tables of its own for them. */
    List<TopicSubscription> unread() {
        return tables.values().stream()
                .<TopicSubscription>map(truth -> () -> SnapshotProjection.whole(truth.topic()))
                .toList();
    }
}
