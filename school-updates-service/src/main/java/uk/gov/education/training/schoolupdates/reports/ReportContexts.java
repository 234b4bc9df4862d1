package uk.gov.education.training.schoolupdates.reports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.ReportContext.NewIds;

/** Creates the time and the new ids of a report. */
public final class ReportContexts {

    private ReportContexts() {}

    public static ReportContext create(Cause cause) {
        return create(cause, UUID.randomUUID());
    }

    /** @param participantId the id for a person who is not known yet */
    static ReportContext create(Cause cause, UUID participantId) {
        return new ReportContext(
                cause.at(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                new NewIds(
                        participantId,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID()));
    }
}
