package uk.gov.education.training.providerapi.rest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a changing request, as it is stored under the request's Idempotency-Key.
 *
 * @param participantId the participant whom it is about: the stored answer is deleted with the participant
 * @param body the JSON to answer with; null while a void is pending
 * @param pending the void that only funding-service can decide; null if there is none
 */
record ChangeAnswer(
        UUID participantId, @Nullable String body, @Nullable PendingVoid pending) {

    record PendingVoid(UUID declarationId, Instant requestedAt) {}
}
