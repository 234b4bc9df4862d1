package uk.gov.education.training.schoolupdates.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.DeliveryPartnerChanged;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;

/**
 * Confirms expressions of interest when a partnership is confirmed. Training that ended because the person left is
 * confirmed too. Training that the school itself ended by changing the lead provider or the programme is not, and
 * neither is the training of a mentor whose funding has ended.
 */
public final class Confirmation {

    private Confirmation() {}

    /**
     * Returns one change for each training of the participant that the partnership confirms.
     *
     * @param fundingEnded the mentors whose training is no longer funded and so is not confirmed
     */
    public static List<ChangedParticipant> confirm(
            Participant participant, Partnership partnership, Set<UUID> fundingEnded) {
        List<ChangedParticipant> changes = new ArrayList<>();
        Participant after = participant;
        for (Training training : participant.trainings()) {
            boolean funded = training.role() == Role.ECT || !fundingEnded.contains(participant.id());
            if (funded && isConfirmedBy(training, partnership)) {
                after = after.withTrainings(Edits.replaced(
                        after.trainings(), training, interest -> interest.withPartnershipId(partnership.id())
                                .withDeliveryPartnerId(partnership.deliveryPartnerId())));
                changes.add(new ChangedParticipant(new TrainingConfirmed(training.id(), partnership.id()), after));
            }
        }
        return changes;
    }

    /** Returns the changes by the first of the partnerships that confirms a training, for each training. */
    public static List<ChangedParticipant> confirm(
            Participant participant, List<Partnership> partnerships, Set<UUID> fundingEnded) {
        List<ChangedParticipant> changes = new ArrayList<>();
        Participant after = participant;
        for (Partnership partnership : partnerships) {
            List<ChangedParticipant> confirmed = confirm(after, partnership, fundingEnded);
            changes.addAll(confirmed);
            after = confirmed.isEmpty() ? after : confirmed.getLast().after();
        }
        return changes;
    }

    private static boolean isConfirmedBy(Training training, Partnership partnership) {
        return training.isProviderLed()
                && !training.isConfirmed()
                && training.takesPlace()
                && !isTakenBack(training)
                && training.schoolUrn().equals(partnership.schoolUrn())
                && training.leadProviderId().equals(partnership.leadProviderId())
                && training.cohort() == partnership.cohort();
    }

    private static boolean isTakenBack(Training training) {
        return training.ending() != null
                && (training.ending().reason() == EndReason.CHANGED_LEAD_PROVIDER
                        || training.ending().reason() == EndReason.CHANGED_TO_SCHOOL_LED);
    }

    /** Returns a change if the partnership with its new delivery partner confirmed training of the participant. */
    public static Optional<ChangedParticipant> changeDeliveryPartner(
            Participant participant, UUID from, Partnership partnership) {
        List<Training> trainings = participant.trainings().stream()
                .map(training -> partnership.id().equals(training.partnershipId())
                        ? training.withDeliveryPartnerId(partnership.deliveryPartnerId())
                        : training)
                .toList();
        return trainings.equals(participant.trainings())
                ? Optional.empty()
                : Optional.of(new ChangedParticipant(
                        new DeliveryPartnerChanged(partnership.id(), from, partnership.deliveryPartnerId()),
                        participant.withTrainings(trainings)));
    }
}
