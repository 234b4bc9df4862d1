package uk.gov.education.training.schoolupdates.reports;

import java.util.Optional;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;

/** Checks that the resources in a request's path exist, and answers with 404 if they do not. */
public final class NotFoundChecks {

    private NotFoundChecks() {}

    public static ParticipantRow requireKnown(Optional<ParticipantRow> row) {
        return row.orElseThrow(() -> ApiException.notFound("id", "There is no participant with this id."));
    }

    /** Requires that the participant is or was at the school. */
    public static ParticipantRow requireAtSchool(Optional<ParticipantRow> row, String schoolUrn) {
        return row.filter(found -> Periods.wasAtSchool(found.participant(), schoolUrn))
                .orElseThrow(
                        () -> ApiException.notFound("id", "No participant with this id is or was at this school."));
    }
}
