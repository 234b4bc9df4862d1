package uk.gov.education.training.schedule;

import uk.gov.education.training.platform.messaging.Transactions;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.schedule.domain.Scheduling;
import uk.gov.education.training.schedule.store.ScheduleHistory;
import uk.gov.education.training.schedule.store.StoredContractPeriods;
import uk.gov.education.training.schedule.store.UnassignedTrainings;

/** Gives each provider-led training its schedule, and publishes what changed. */
@ApplicationScoped
public class AssignSchedules {

    private static final Logger LOG = Logger.getLogger(AssignSchedules.class);

    private final Pool pool;
    private final FactStore factStore;
    private final StoredContractPeriods storedContractPeriods;
    private final UnassignedTrainings waiting;
    private final ScheduleHistory history;
    private final Transactions transactions;

    AssignSchedules(
            Pool pool,
            FactStore factStore,
            StoredContractPeriods storedContractPeriods,
            UnassignedTrainings waiting,
            ScheduleHistory history,
            Transactions transactions) {
        this.pool = pool;
        this.factStore = factStore;
        this.storedContractPeriods = storedContractPeriods;
        this.waiting = waiting;
        this.history = history;
        this.transactions = transactions;
    }

    /** Decides about participants of whom something new is known. Their keys are locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(factsOfKey -> decide(tx, factsOfKey, participants(factsOfKey), moved));
    }

    /** Likewise when participants themselves moved: whoever was deleted or merged away has no schedules any more. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(factsOfKey -> {
            Map<String, Participant> participants = participants(factsOfKey);
            List<String> gone = gone(factsOfKey.keySet(), participants);
            return factStore
                    .tombstone(tx, SCHEDULE_ASSIGNMENTS, gone)
                    .chain(() -> history.forget(tx, gone))
                    .chain(() -> decide(tx, factsOfKey, participants, moved));
        });
    }

    private Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Map<String, Cause> moved) {
        return factStore.load(tx, moved.keySet(), PARTICIPANT_CHANGES, TRAINING_CHANGES, SCHEDULE_ASSIGNMENTS);
    }

    private static List<String> gone(Set<String> keys, Map<String, Participant> participants) {
        return keys.stream()
                .filter(key -> !participants.containsKey(key)
                        || participants.get(key).mergedInto().isPresent())
                .toList();
    }

    private Uni<Void> decide(
            SqlConnection tx,
            Map<String, FactsOfKey> factsOfKey,
            Map<String, Participant> participants,
            Map<String, Cause> moved) {
        return storedContractPeriods
                .published(tx, cohorts(participants, factsOfKey))
                .chain(contractPeriods -> {
                    var decisions = decisions(participants, factsOfKey, contractPeriods);
                    return factStore
                            .saveDecisions(tx, SCHEDULE_ASSIGNMENTS, factsOfKey, decisions, moved)
                            .chain(() -> record(tx, decisions, moved));
                });
    }

    private Uni<Void> record(
            SqlConnection tx,
            Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions,
            Map<String, Cause> moved) {
        List<ScheduleHistory.Entry> entries = new ArrayList<>();
        Instant now = Instant.now();
        decisions.forEach((key, decision) -> decision.changes()
                .forEach(change -> entries.add(new ScheduleHistory.Entry(key, change, moved.get(key), now))));
        return history.add(tx, entries);
    }

    /** Decides again about everyone who has training without a schedule. */
    Uni<Void> toThoseWaiting() {
        Cause cause = new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
        return waiting.keys(pool)
                .onItem()
                .transformToMulti(keys -> Multi.createFrom().iterable(keys))
                .onItem()
                .transformToUniAndConcatenate(key -> transactions.inTransaction(
                                tx -> factStore.lock(tx, List.of(key)).chain(() -> on(tx, Map.of(key, cause))))
                        .onFailure(failure -> !FailureClassifier.isOutage(failure))
                        .invoke(bug -> LOG.error("Still without a schedule", bug))
                        .onFailure(failure -> !FailureClassifier.isOutage(failure))
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Those of whom this service knows who they are; a report about anybody else waits in the factStore. */
    private static Map<String, Participant> participants(Map<String, FactsOfKey> factsOfKey) {
        Map<String, Participant> participants = new LinkedHashMap<>();
        factsOfKey.forEach((key, factStore) -> DecisionFailed.about(key, () -> factStore.snapshot(PARTICIPANT_CHANGES))
                .ifPresent(participant -> participants.put(key, participant)));
        return participants;
    }

    private static Set<Integer> cohorts(Map<String, Participant> participants, Map<String, FactsOfKey> factsOfKey) {
        Set<Integer> cohorts = new HashSet<>();
        participants.forEach((key, participant) -> cohorts.addAll(DecisionFailed.about(
                key, () -> Scheduling.cohorts(participant, reports(participant, factsOfKey.get(key))))));
        return cohorts;
    }

    private static TrainingReports reports(Participant participant, FactsOfKey factsOfKey) {
        return factsOfKey.snapshot(TRAINING_CHANGES).orElseGet(() -> new TrainingReports(participant.id(), List.of()));
    }

    private static Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions(
            Map<String, Participant> participants,
            Map<String, FactsOfKey> factsOfKey,
            Map<Integer, ContractPeriod> storedContractPeriods) {
        Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions = new LinkedHashMap<>();
        participants.forEach((key, participant) -> decisions.put(
                key,
                DecisionFailed.about(key, () -> decision(participant, factsOfKey.get(key), storedContractPeriods))));
        return decisions;
    }

    private static Decision<ScheduleChange, ScheduleAssignments> decision(
            Participant participant, FactsOfKey factsOfKey, Map<Integer, ContractPeriod> storedContractPeriods) {
        ScheduleAssignments now =
                Scheduling.assign(participant, reports(participant, factsOfKey), storedContractPeriods);
        return new Decision<>(
                now,
                Scheduling.changes(factsOfKey.snapshot(SCHEDULE_ASSIGNMENTS).orElse(null), now));
    }
}
