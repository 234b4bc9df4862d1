package uk.gov.education.training.providerapi.domain.training;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.TrainingReport;

/** Combines the training reports of two merged records of one person. */
public final class MergedReports {

    private MergedReports() {}

    /**
     * @param others another record's reports. Those about training that the own reports cover too were taken over
     *     earlier and may have changed since, so the own version counts.
     */
    public static TrainingReports of(TrainingReports own, TrainingReports others) {
        Set<UUID> known =
                own.trainings().stream().map(TrainingReport::trainingId).collect(Collectors.toSet());
        List<TrainingReport> missing = others.trainings().stream()
                .filter(report -> !known.contains(report.trainingId()))
                .toList();
        return own.with(new TrainingReports(others.participantId(), missing));
    }
}
