package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.DeadLetters;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.ReportSubscription.Answered;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.portal.InvalidReport;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport;
import uk.gov.education.training.schoolupdates.portal.ReportOutcomes;
import uk.gov.education.training.schoolupdates.store.AnsweredReports;

/** Writes the outcome of a report that changes nothing. */
@ApplicationScoped
class RefuseReport {

    private final Transactions transactions;
    private final AnsweredReports answeredReports;
    private final ReportOutcomes outcomes;
    private final DeadLetters deadLetters;

    RefuseReport(
            Transactions transactions,
            AnsweredReports answeredReports,
            ReportOutcomes outcomes,
            DeadLetters deadLetters) {
        this.transactions = transactions;
        this.answeredReports = answeredReports;
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
    }

    /** Refuses a report for reasons that its school can remove. */
    Uni<Answered> refuse(ReceivedReport received, List<Problem> problems) {
        return once(
                received, problems, Answered.ANSWERED, tx -> Uni.createFrom().voidItem());
    }

    /** Refuses a report that operations should see, as a dead letter. Leaves out content that can't be stored. */
    Uni<Answered> park(ReceivedReport received, InvalidReport why) {
        return park(received, why, true)
                .onFailure(FailureClassifier::isPermanent)
                .recoverWithUni(() -> park(received, why, false));
    }

    private Uni<Answered> park(ReceivedReport received, InvalidReport why, boolean withContent) {
        return once(
                received,
                why.problems(),
                Answered.DEAD_LETTERED,
                tx -> deadLetters.park(tx, Topics.SCHOOL_REPORTS, received.record(), why.asRecord(), withContent));
    }

    private Uni<Answered> once(
            ReceivedReport received,
            List<Problem> problems,
            Answered answered,
            Function<SqlConnection, Uni<Void>> more) {
        return transactions.inTransaction(tx -> answeredReports
                .add(tx, received.toAnswer())
                .chain(isFirst -> isFirst
                        ? outcomes.refused(tx, received.record(), problems)
                                .chain(() -> more.apply(tx))
                                .replaceWith(answered)
                        : Uni.createFrom().item(Answered.IGNORED)));
    }
}
