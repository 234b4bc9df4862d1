package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.ReportSubscription.Answered;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IdempotencyKeys;
import uk.gov.education.training.platform.web.IdempotencyStore.TokenKey;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.schoolupdates.portal.OtherSchool;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport.Authentic;
import uk.gov.education.training.schoolupdates.portal.ReportOutcomes;
import uk.gov.education.training.schoolupdates.portal.RestRequest;
import uk.gov.education.training.schoolupdates.portal.SignedReport;
import uk.gov.education.training.schoolupdates.reports.ParticipantView;
import uk.gov.education.training.schoolupdates.store.AnsweredReports;

/**
 * Applies a report of a portal and writes its outcome, in one transaction. A report that a REST request with the same
 * Idempotency-Key has already carried out is accepted with the first answer, and changes nothing.
 */
@ApplicationScoped
class AcceptReport {

    private static final Duration VALID = Duration.ofDays(28);
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final AnsweredReports answeredReports;
    private final IdempotencyKeys idempotencyKeys;
    private final ApplyReport applyReport;
    private final ReportOutcomes outcomes;
    private final boolean sandbox;

    AcceptReport(
            AnsweredReports answeredReports,
            IdempotencyKeys idempotencyKeys,
            ApplyReport applyReport,
            ReportOutcomes outcomes,
            @ConfigProperty(name = "training.sandbox", defaultValue = "false") boolean sandbox) {
        this.answeredReports = answeredReports;
        this.idempotencyKeys = idempotencyKeys;
        this.applyReport = applyReport;
        this.outcomes = outcomes;
        this.sandbox = sandbox;
    }

    /** @throws ApiException with every reason, if the report is refused. The transaction must then be rolled back */
    Uni<Answered> accept(SqlConnection tx, Authentic received) {
        return answeredReports.add(tx, received.toAnswer()).chain(isFirst -> {
            if (!isFirst) {
                return Uni.createFrom().item(Answered.IGNORED);
            }
            requireGranted(received);
            requireValid(received.signed().time(), Instant.now());
            return once(tx, received)
                    .chain(view -> outcomes.accepted(tx, received.record(), view.id(), view.version()))
                    .replaceWith(Answered.ANSWERED);
        });
    }

    private Uni<ParticipantView> once(SqlConnection tx, Authentic received) {
        TokenKey key =
                new TokenKey(received.caller().tokenId(), received.signed().id());
        String fingerprint = RestRequest.fingerprint(received.report());
        Cause cause = cause(received);
        return idempotencyKeys
                .claim(tx, key, fingerprint)
                .chain(isFirst -> isFirst
                        ? applyReport
                                .apply(tx, received.report(), cause)
                                .map(after -> ParticipantView.of(
                                        after, received.report().schoolUrn(), cause.at()))
                                .call(view -> idempotencyKeys.saveAnswer(tx, key, Json.write(view)))
                        : idempotencyKeys.find(tx, key).map(stored -> {
                            if (!stored.fingerprint().equals(fingerprint)) {
                                throw ApiException.invalid(
                                        SignedReport.ID,
                                        "This id was already used for a different report. Use a new id.");
                            }
                            return Json.read(stored.answer(), ParticipantView.class);
                        }));
    }

    private static void requireGranted(Authentic received) {
        if (!received.caller().maySpeakFor(received.report().schoolUrn())) {
            throw OtherSchool.refusal();
        }
    }

    private static void requireValid(Instant signedAt, Instant now) {
        if (signedAt.isBefore(now.minus(VALID)) || signedAt.isAfter(now.plus(AHEAD))) {
            throw ApiException.invalid(
                    SignedReport.TIME,
                    "The report must be signed in the last 28 days. Sign a new report with the current time.");
        }
    }

    /** The time at which the service reads the report, as for a request. In a sandbox the portal may choose it. */
    private Cause cause(Authentic received) {
        @Nullable String chosen = CloudEvents.header(received.record(), RequestTime.HEADER);
        return new Cause(
                sandbox && chosen != null
                        ? RequestTime.parse(chosen)
                        : Instant.now().truncatedTo(ChronoUnit.MICROS),
                Traces.continueOrBegin(CloudEvents.header(received.record(), "traceparent")),
                new Cause.Event(
                        Topics.SCHOOL_REPORTS_NAME,
                        received.signed().id(),
                        received.signed().type()));
    }
}
