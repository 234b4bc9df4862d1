package uk.gov.education.training.providerapi.domain;

import java.util.List;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingReports;

/** What becomes of a lead provider's report. */
public sealed interface Verdict {

    record Accepted(TrainingChange change, TrainingReports reports) implements Verdict {}

    /** @param reasons at most one for each attribute */
    record Refused(List<Reason> reasons) implements Verdict {}

    /**
     * @param title the attribute of the request
     * @param detail what is wrong and what to do
     */
    record Reason(String title, String detail) {}
}
