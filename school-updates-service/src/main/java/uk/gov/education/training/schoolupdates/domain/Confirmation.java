package uk.gov.education.training.schoolupdates.domain;

import java.util.ArrayList;
import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/** A partnership turns expressions of interest into training, that which is over among it. */
public final class Confirmation {

    private Confirmation() {}

    /** One change for each of the participant's trainings that the partnership confirms. */
    public static List<Changed> of(Participant participant, Partnership partnership) {
        List<Changed> changes = new ArrayList<>();
        Participant after = participant;
        for (Training training : participant.trainings()) {
            if (isConfirmedBy(training, partnership)) {
                after = Edits.withTrainings(
                        after,
                        Edits.replaced(
                                after.trainings(),
                                training,
                                interest ->
                                        Edits.confirmed(interest, partnership.id(), partnership.deliveryPartnerId())));
                changes.add(new Changed(new TrainingConfirmed(training.id(), partnership.id()), after));
            }
        }
        return changes;
    }

    private static boolean isConfirmedBy(Training training, Partnership partnership) {
        return training.isProviderLed()
                && !training.isConfirmed()
                && training.schoolUrn().equals(partnership.schoolUrn())
                && training.leadProviderId().equals(partnership.leadProviderId())
                && training.cohort() == partnership.cohort();
    }
}
