package uk.gov.education.training.providerapi.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.TrainingReports;

/** Everything that is known about one participant, from each owner of facts. */
public record ParticipantFacts(
        Participant participant, TrainingReports reports, ScheduleAssignments schedules, FundingPosition funding) {

    /** Nothing but what the school said, as long as no one else has said anything. */
    public static ParticipantFacts of(Participant participant) {
        UUID id = participant.id();
        return new ParticipantFacts(
                participant,
                new TrainingReports(id, List.of()),
                new ScheduleAssignments(id, List.of()),
                new FundingPosition(id, null, null));
    }

    /** Every lead provider that was ever confirmed as training this person: each keeps seeing them for ever. */
    public List<UUID> leadProviders() {
        return participant.trainings().stream()
                .filter(this::isVisible)
                .map(Training::leadProviderId)
                .distinct()
                .toList();
    }

    /**
     * What a provider's view of a role is built from, and what its actions are about: the training that starts last,
     * future ones included, of those that are confirmed with this provider, at whatever school. Training that never
     * takes place counts only where there is no other.
     */
    public Optional<Training> latestTraining(UUID leadProviderId, Role role) {
        return participant.trainings().stream()
                .filter(this::isVisible)
                .filter(training -> training.role() == role && leadProviderId.equals(training.leadProviderId()))
                .max(Comparator.comparing(Training::takesPlace)
                        .thenComparing(Training::startedOn)
                        .thenComparing(Training::registeredAt));
    }

    /** A confirmed training shows once it has been decided which schedule it follows. */
    private boolean isVisible(Training training) {
        return training.isConfirmed() && schedules.of(training.id()).isPresent();
    }
}
