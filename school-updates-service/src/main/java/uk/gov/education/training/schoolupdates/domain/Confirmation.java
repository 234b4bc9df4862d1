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
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/**
 * A partnership turns expressions of interest into training: also such training as ended because the person left, but
 * not what the school took back by changing the lead provider or the programme, nor a mentor's whose funding has ended.
 */
public final class Confirmation {

    private Confirmation() {}

    /**
     * One change for each of the participant's trainings that the partnership confirms.
     *
     * @param fundingEnded mentors whose training can be funded no more: none begins by being confirmed
     */
    public static List<Changed> of(Participant participant, Partnership partnership, Set<UUID> fundingEnded) {
        List<Changed> changes = new ArrayList<>();
        Participant after = participant;
        for (Training training : participant.trainings()) {
            boolean funded = training.role() == Role.ECT || !fundingEnded.contains(participant.id());
            if (funded && isConfirmedBy(training, partnership)) {
                after = after.withTrainings(Edits.replaced(
                        after.trainings(), training, interest -> interest.withPartnershipId(partnership.id())
                                .withDeliveryPartnerId(partnership.deliveryPartnerId())));
                changes.add(new Changed(new TrainingConfirmed(training.id(), partnership.id()), after));
            }
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

    /** One change for a participant whose training has, by the partnership, another delivery partner. */
    public static Optional<Changed> ofDeliveryPartner(Participant participant, UUID from, Partnership partnership) {
        List<Training> trainings = participant.trainings().stream()
                .map(training -> partnership.id().equals(training.partnershipId())
                        ? training.withDeliveryPartnerId(partnership.deliveryPartnerId())
                        : training)
                .toList();
        return trainings.equals(participant.trainings())
                ? Optional.empty()
                : Optional.of(new Changed(
                        new DeliveryPartnerChanged(partnership.id(), from, partnership.deliveryPartnerId()),
                        participant.withTrainings(trainings)));
    }
}
