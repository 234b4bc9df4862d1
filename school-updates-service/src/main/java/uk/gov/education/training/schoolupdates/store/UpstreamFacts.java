package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.schoolupdates.domain.ContractPeriods;
import uk.gov.education.training.schoolupdates.domain.MentorFunding;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;

/** The facts that other services own, as far as this service has received them. */
@ApplicationScoped
public class UpstreamFacts {

    public Uni<ContractPeriods> contractPeriods(SqlConnection db) {
        return db.preparedQuery("select snapshot from facts where topic = $1")
                .execute(Tuple.of(Topics.CONTRACT_PERIODS_NAME))
                .map(rows -> Rows.list(rows, row -> Json.read(row.getString(0), Topics.CONTRACT_PERIODS.snapshot())))
                .map(ContractPeriods::new);
    }

    /** Returns those of the participants whose training as a mentor is no longer funded. */
    public Uni<Set<UUID>> fundingEnded(SqlConnection db, Collection<UUID> participantIds) {
        return find(db, Topics.FUNDING_DECISIONS, participantIds).chain(positions -> declarations(db, participantIds)
                .map(declarations -> MentorFunding.ended(positions.values(), declarations.values())));
    }

    /** Returns the cohorts to which lead providers had moved training by this time, by the training's id. */
    public Uni<Map<UUID, Integer>> cohortsMovedTo(SqlConnection db, Collection<UUID> participantIds, Instant at) {
        return trainingReports(db, participantIds).map(found -> {
            Map<UUID, Integer> cohorts = new HashMap<>();
            found.values().forEach(reports -> reports.trainings()
                    .forEach(training -> reports.latestSchedule(training.trainingId(), at)
                            .ifPresent(schedule -> cohorts.put(training.trainingId(), schedule.cohort()))));
            return cohorts;
        });
    }

    public Uni<Map<UUID, TrainingReports>> trainingReports(SqlConnection db, Collection<UUID> participantIds) {
        return find(db, Topics.TRAINING_CHANGES, participantIds);
    }

    /** Adds the lead providers' reports to participants. */
    public Uni<List<StoredParticipant>> withReports(SqlConnection db, List<ParticipantRow> rows) {
        return trainingReports(db, rows.stream().map(ParticipantRow::id).toList())
                .map(reports -> rows.stream()
                        .map(row -> new StoredParticipant(row.participant(), row.version(), reports.get(row.id())))
                        .toList());
    }

    public Uni<StoredParticipant> withReports(SqlConnection db, ParticipantRow row) {
        return withReports(db, List.of(row)).map(List::getFirst);
    }

    public Uni<Map<UUID, Declarations>> declarations(SqlConnection db, Collection<UUID> participantIds) {
        return find(db, Topics.DECLARATIONS, participantIds);
    }

    private static <S> Uni<Map<UUID, S>> find(SqlConnection db, Topic<?, S> topic, Collection<UUID> participantIds) {
        return participantIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : db.preparedQuery("select key, snapshot from facts where topic = $1 and key = any($2)")
                        .execute(Tuple.of(
                                topic.name(),
                                participantIds.stream().map(UUID::toString).toArray(String[]::new)))
                        .map(rows -> Rows.map(
                                rows,
                                row -> UUID.fromString(row.getString(0)),
                                row -> Json.read(row.getString(1), topic.snapshot())));
    }
}
