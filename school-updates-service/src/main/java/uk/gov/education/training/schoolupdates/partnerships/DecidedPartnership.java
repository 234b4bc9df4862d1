package uk.gov.education.training.schoolupdates.partnerships;

import java.util.List;
import java.util.UUID;

/**
 * A partnership that a request created or changed.
 *
 * @param participantIds the participants whose training changed with it
 */
public record DecidedPartnership(UUID partnershipId, List<UUID> participantIds) {}
