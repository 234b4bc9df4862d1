package uk.gov.education.training.providerapi.domain.training;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.TrainingReport;

/** Two records of one person became one, which has what was reported about either's training. */
public final class MergedReports {

    private MergedReports() {}

    /**
     * @param others another record's reports. Those about training that the own ones are about too were taken over
     *     before, and the own ones have gone on since.
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
