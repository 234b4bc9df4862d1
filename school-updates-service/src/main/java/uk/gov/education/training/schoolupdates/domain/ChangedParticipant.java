package uk.gov.education.training.schoolupdates.domain;

import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;

/**
 * A participant whom a report changes.
 *
 * @param after the participant after the change
 */
public record ChangedParticipant(ParticipantChange change, Participant after) {}
