package uk.gov.education.training.providerapi.domain.training;

import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingReports;

/**
 * An accepted report of a lead provider about training.
 *
 * @param reports all reports about the participant, this one included
 */
public record ReportedChange(TrainingChange change, TrainingReports reports) {}
