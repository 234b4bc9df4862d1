package uk.gov.education.training.schoolupdates.portal;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.schoolupdates.store.AnsweredReports;

/** A record of school-reports, as far as it could be read. */
public sealed interface ReceivedReport {

    ConsumerRecord<String, byte[]> record();

    AnsweredReports.Report toAnswer();

    /**
     * A report of a portal.
     *
     * @param caller the portal
     */
    record Authentic(SignedReport signed, AnsweredReports.Report toAnswer, Caller caller, SchoolReport report)
            implements ReceivedReport {

        @Override
        public ConsumerRecord<String, byte[]> record() {
            return signed.record();
        }
    }

    /** A record that is no report of a portal. */
    record Invalid(ConsumerRecord<String, byte[]> record, AnsweredReports.Report toAnswer, InvalidReport why)
            implements ReceivedReport {}
}
