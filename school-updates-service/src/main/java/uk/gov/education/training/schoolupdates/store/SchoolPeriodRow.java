package uk.gov.education.training.schoolupdates.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;

/** A school period as a row. */
record SchoolPeriodRow(
        UUID id,
        UUID participantId,
        Role role,
        String schoolUrn,
        String email,
        LocalDate startedOn,
        @Nullable LocalDate finishedOn) {

    static SchoolPeriodRow of(Participant participant, SchoolPeriod period) {
        return new SchoolPeriodRow(
                period.id(),
                participant.id(),
                period.role(),
                period.schoolUrn(),
                period.email(),
                period.startedOn(),
                period.finishedOn());
    }
}
