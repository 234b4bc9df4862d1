package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.platform.messaging.ReportSubscription.Answered;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.portal.InvalidReport;
import uk.gov.education.training.schoolupdates.portal.ReceiveReport;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport.Authentic;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport.Invalid;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;

/**
 * Answers each report of the school portal with one outcome. What the report changes and its outcome are one
 * transaction. A report that was answered before changes nothing and gets no other outcome.
 */
@ApplicationScoped
public class AnswerReport {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final ReceiveReport receiveReport;
    private final Transactions transactions;
    private final AcceptReport acceptReport;
    private final RefuseReport refuseReport;

    AnswerReport(
            ReceiveReport receiveReport,
            Transactions transactions,
            AcceptReport acceptReport,
            RefuseReport refuseReport) {
        this.receiveReport = receiveReport;
        this.transactions = transactions;
        this.acceptReport = acceptReport;
        this.refuseReport = refuseReport;
    }

    /** Answers a report. Fails if it could not be decided: nothing is written then. */
    public Uni<Answered> answer(ConsumerRecord<String, byte[]> record) {
        return receiveReport.receive(record).chain(received -> switch (received) {
            case Authentic report ->
                transactions
                        .inTransaction(tx -> acceptReport.accept(tx, report))
                        .onFailure(AnswerReport::isRefusal)
                        .recoverWithUni(refusal -> refuseReport.refuse(report, problems(refusal)));
            case Invalid invalid -> refuseReport.park(invalid, invalid.why());
        });
    }

    /** Answers a report that could not be decided in several attempts. */
    public Uni<Answered> giveUp(ConsumerRecord<String, byte[]> record, Throwable failure) {
        return receiveReport
                .receive(record)
                .chain(received -> isConflict(failure)
                        ? refuseReport.refuse(
                                received, ConcurrencyConflicts.conflict().problems())
                        : refuseReport.park(received, undecided()));
    }

    /** Whether a failure passes by itself, because the service waits for something. */
    public static boolean isTransient(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.status() == UNAVAILABLE;
    }

    private static boolean isConflict(Throwable failure) {
        return ConcurrencyConflicts.isOne(failure)
                || (failure instanceof ApiException refusal && refusal.status() == CONFLICT);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ApiException && !isTransient(failure) && !isConflict(failure);
    }

    private static List<Problem> problems(Throwable refusal) {
        return ((ApiException) refusal).problems();
    }

    private static InvalidReport undecided() {
        return new InvalidReport(
                "refused",
                List.of(new Problem(
                        "service",
                        "The service failed to decide about this report. DfE operations are told. Ask them before you send"
                                + " it again.")));
    }
}
