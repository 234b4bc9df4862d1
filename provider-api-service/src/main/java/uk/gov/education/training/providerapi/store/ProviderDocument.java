package uk.gov.education.training.providerapi.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lead provider gets when it asks for a participant.
 *
 * @param json the finished resource
 * @param nextChangeOn the next London day on which the calendar alone may change it
 */
public record ProviderDocument(
        UUID leadProviderId,
        UUID participantId,
        String json,
        Instant createdAt,
        Instant updatedAt,
        @Nullable LocalDate nextChangeOn,
        FoundBy foundBy) {

    /**
     * What lists filter by, as the API writes it.
     *
     * @param cohorts one for each enrolment
     * @param trainingStatuses likewise
     * @param formerIds of the records that were merged into this one
     */
    public record FoundBy(List<String> cohorts, List<String> trainingStatuses, List<String> formerIds) {}
}
