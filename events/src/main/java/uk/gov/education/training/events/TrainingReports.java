package uk.gov.education.training.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that lead providers have reported about one participant's trainings, as histories: nothing is overwritten.
 */
public record TrainingReports(UUID participantId, List<TrainingReport> trainings) {

    /** What the lead provider reported about one training, oldest first. */
    public record TrainingReport(UUID trainingId, UUID leadProviderId, List<StatusReport> statuses) {

        TrainingReport with(StatusReport latest) {
            List<StatusReport> after = new ArrayList<>(statuses);
            after.add(latest);
            return new TrainingReport(trainingId, leadProviderId, after);
        }
    }

    /**
     * @param reason why training was deferred or withdrawn; null when it goes on
     * @param at the domain's time of the report
     */
    public record StatusReport(
            TrainingStatus status, @Nullable String reason, Instant at) {}

    public enum TrainingStatus {
        ACTIVE,
        DEFERRED,
        WITHDRAWN
    }

    /** The status last reported for a training; empty while nothing was reported, which means that it is active. */
    public Optional<StatusReport> latestStatus(UUID trainingId) {
        return trainings.stream()
                .filter(report -> report.trainingId().equals(trainingId))
                .flatMap(report -> report.statuses().stream())
                .reduce((earlier, later) -> later);
    }

    /** These reports and one more. */
    public TrainingReports with(UUID trainingId, UUID leadProviderId, StatusReport latest) {
        List<TrainingReport> after = new ArrayList<>(trainings);
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).trainingId().equals(trainingId)) {
                after.set(i, after.get(i).with(latest));
                return new TrainingReports(participantId, after);
            }
        }
        after.add(new TrainingReport(trainingId, leadProviderId, List.of(latest)));
        return new TrainingReports(participantId, after);
    }

    /** These reports and those about the trainings of another record of the same person. */
    public TrainingReports with(TrainingReports others) {
        List<TrainingReport> after = new ArrayList<>(trainings);
        after.addAll(others.trainings());
        return new TrainingReports(participantId, after);
    }
}
