package uk.gov.education.training.schoolupdates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.ReportContext.NewIds;
import uk.gov.education.training.schoolupdates.domain.Verdict;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/** What the rules are given, and what becomes of their verdict. */
final class Judged {

    private Judged() {}

    static ReportContext occasion(Cause cause) {
        return new ReportContext(
                cause.at(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                new NewIds(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID()));
    }

    /** The earlier of a reported day and today. */
    static LocalDate earliest(@Nullable LocalDate reported, ReportContext reportContext) {
        LocalDate today = reportContext.today();
        return reported == null || reported.isAfter(today) ? today : reported;
    }

    /** @throws Refusal with every reason, if it was refused */
    static List<Changed> changes(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted.changes();
            case Verdict.Refused refused ->
                throw ApiException.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.field(), reason.detail()))
                        .toList());
        };
    }
}
