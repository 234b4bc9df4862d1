package uk.gov.education.training.schoolupdates;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.TrainingReports;

/**
 * A participant as it now stands.
 *
 * @param version of the participant's snapshot, and so of the event that reports it
 * @param reports what lead providers have reported about the training, if anything
 */
public record StoredParticipant(
        Participant participant, long version, @Nullable TrainingReports reports) {}
