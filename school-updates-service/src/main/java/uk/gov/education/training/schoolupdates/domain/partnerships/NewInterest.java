package uk.gov.education.training.schoolupdates.domain.partnerships;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.schoolupdates.domain.ReportContext;

/** Finds the training that a registration has just begun, if it is an expression of interest so far. */
public final class NewInterest {

    private NewInterest() {}

    public static Optional<Training> of(Participant registered, ReportContext reportContext) {
        Set<UUID> begun =
                Set.of(reportContext.ids().ectTraining(), reportContext.ids().mentorTraining());
        return registered.trainings().stream()
                .filter(training -> begun.contains(training.id()))
                .filter(training -> training.isProviderLed() && !training.isConfirmed() && training.takesPlace())
                .findFirst();
    }
}
