package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.TrainingReports;

/**
 * A participant as stored, with the lead providers' reports.
 *
 * @param version the version of the participant's snapshot, and so of the event that published it
 * @param reports the lead providers' reports about the training; null if there are none
 */
public record StoredParticipant(
        Participant participant, long version, @Nullable TrainingReports reports) {}
