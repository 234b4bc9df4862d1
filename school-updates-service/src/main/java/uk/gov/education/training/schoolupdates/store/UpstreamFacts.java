package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.schoolupdates.domain.ContractPeriods;
import uk.gov.education.training.schoolupdates.domain.MentorFunding;

/** Facts of which other services are the owners, as far as this one has heard. In the caller's transaction. */
@ApplicationScoped
public class UpstreamFacts {

    public Uni<ContractPeriods> catalogue() {
        return Transactions.current()
                .preparedQuery("select snapshot from facts where topic = $1")
                .mapping(row -> read(Topics.CONTRACT_PERIODS, row.getString(0)))
                .execute(Tuple.of(Topics.CONTRACT_PERIODS_NAME))
                .map(periods -> new ContractPeriods(Rows.list(periods)));
    }

    /** Those among people whose training as mentors can be funded no more. */
    public Uni<Set<UUID>> fundingEnded(Collection<UUID> participantIds) {
        return of(Topics.FUNDING_DECISIONS, participantIds).chain(positions -> declarations(participantIds)
                .map(declarations -> MentorFunding.ended(positions.values(), declarations.values())));
    }

    /** To which cohorts lead providers had moved people's training by a moment, by the training's id. */
    public Uni<Map<UUID, Integer>> cohortsMovedTo(Collection<UUID> participantIds, Instant moment) {
        return trainingReports(participantIds).map(found -> {
            Map<UUID, Integer> cohorts = new HashMap<>();
            found.values().forEach(reports -> reports.trainings()
                    .forEach(training -> reports.latestSchedule(training.trainingId(), moment)
                            .ifPresent(schedule -> cohorts.put(training.trainingId(), schedule.cohort()))));
            return cohorts;
        });
    }

    public Uni<Map<UUID, TrainingReports>> trainingReports(Collection<UUID> participantIds) {
        return of(Topics.TRAINING_CHANGES, participantIds);
    }

    public Uni<Map<UUID, Declarations>> declarations(Collection<UUID> participantIds) {
        return of(Topics.DECLARATIONS, participantIds);
    }

    private static <S> Uni<Map<UUID, S>> of(Topic<?, S> topic, Collection<UUID> participantIds) {
        if (participantIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Transactions.current()
                .preparedQuery("select key, snapshot from facts where topic = $1 and key = any($2)")
                .execute(Tuple.of(
                        topic.name(),
                        participantIds.stream().map(UUID::toString).toArray(String[]::new)))
                .map(rows -> Rows.map(rows, row -> UUID.fromString(row.getString(0)), row -> read(topic, row.getString(1))));
    }

    private static <S> S read(Topic<?, S> topic, String snapshot) {
        return Json.read(snapshot, topic.snapshot());
    }
}
