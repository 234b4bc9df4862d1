package uk.gov.education.training.providerapi.store;

import java.time.Instant;
import java.time.LocalDate;
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
        @Nullable LocalDate nextChangeOn) {}
