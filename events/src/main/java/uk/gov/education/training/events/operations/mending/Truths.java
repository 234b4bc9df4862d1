package uk.gov.education.training.events.operations.mending;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.events.delivery.Truth;

/** Where this service holds what, topic by topic. */
@ApplicationScoped
class Truths {

    private final Map<String, Truth> tables;
    private final Facts facts;
    private final HeldFacts held;
    private final String service;

    Truths(
            @All List<Truth> tables,
            Facts facts,
            HeldFacts held,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tables = tables.stream().collect(toMap(truth -> truth.topic().name(), truth -> truth));
        this.facts = facts;
        this.held = held;
        this.service = service;
    }

    Truth of(Topic<?, ?> topic) {
        Truth own = tables.get(topic.name());
        return own == null ? new FactsTruth(topic, facts, held) : own;
    }

    boolean isOwner(Topic<?, ?> topic) {
        return Topics.isOwner(service, topic);
    }

    /** Whether a topic's truth is in tables of this service's own, which no topic ever changes. */
    boolean isInTables(Topic<?, ?> topic) {
        return tables.containsKey(topic.name());
    }

    /** The topics that this service does not read, as it has tables of its own for them. */
    List<Reader> unread() {
        return tables.values().stream()
                .<Reader>map(truth -> () -> Subscription.whole(truth.topic()))
                .toList();
    }
}
