package uk.gov.education.training.platform.operations.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity.Reading;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Activity.Waiting;

/**
 * What an instance finds when it looks at itself.
 *
 * @param outbox null while the database is away
 * @param stored what is wrong with what is stored; empty while the database is away
 */
public record Measured(
        boolean databaseAway,
        boolean brokerAway,
        @Nullable Waiting outbox,
        List<Reading> reading,
        List<Standing> stored) {}
