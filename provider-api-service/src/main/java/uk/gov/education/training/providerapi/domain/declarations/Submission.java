package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.util.UUID;

/**
 * The sender and the time of a declaration.
 *
 * @param id the id that the declaration gets
 * @param at the domain's time
 * @param createdAt the real time
 */
public record Submission(UUID id, UUID leadProviderId, Instant at, Instant createdAt) {}
