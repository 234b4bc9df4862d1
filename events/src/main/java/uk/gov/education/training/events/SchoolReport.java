package uk.gov.education.training.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A school's report, as its portal publishes it.
 *
 * @param schoolUrn the school that reports, which is also the key
 * @param reportedBy the portal's id of the person who made the report
 * @param participantId whom the report is about; null for a registration
 * @param expectedVersion the version of the participant that the person has seen; null if it does not matter
 */
public record SchoolReport(
        String schoolUrn,
        String reportedBy,
        @Nullable UUID participantId,
        @Nullable Long expectedVersion,
        SchoolRequest request) {}
