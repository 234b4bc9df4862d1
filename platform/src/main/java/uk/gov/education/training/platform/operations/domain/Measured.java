package uk.gov.education.training.platform.operations.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Activity.ConsumerPosition;

/**
 * The measurements that an instance takes of itself.
 *
 * @param outbox null while the database is unavailable
 * @param stored conditions found in the database; empty while it is unavailable
 */
public record Measured(
        boolean databaseUnavailable,
        boolean brokerUnavailable,
        @Nullable Backlog outbox,
        List<ConsumerPosition> consumerPositions,
        List<ActiveCondition> stored) {}
