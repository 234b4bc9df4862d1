package uk.gov.education.training.schedule;

import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.schedule.domain.ScheduleChanges;
import uk.gov.education.training.schedule.domain.ScheduleRules;
import uk.gov.education.training.schedule.store.ScheduleHistory;
import uk.gov.education.training.schedule.store.StoredContractPeriods;
import uk.gov.education.training.schedule.store.UnassignedTrainings;

/** Assigns a schedule to each provider-led training and publishes the changes. */
@ApplicationScoped
public class AssignSchedules {

    private static final Logger LOG = Logger.getLogger(AssignSchedules.class);

    private final Pool pool;
    private final Transactions transactions;
    private final FactStore factStore;
    private final StoredContractPeriods storedContractPeriods;
    private final UnassignedTrainings unassignedTrainings;
    private final ScheduleHistory scheduleHistory;

    AssignSchedules(
            Pool pool,
            Transactions transactions,
            FactStore factStore,
            StoredContractPeriods storedContractPeriods,
            UnassignedTrainings unassignedTrainings,
            ScheduleHistory scheduleHistory) {
        this.pool = pool;
        this.transactions = transactions;
        this.factStore = factStore;
        this.storedContractPeriods = storedContractPeriods;
        this.unassignedTrainings = unassignedTrainings;
        this.scheduleHistory = scheduleHistory;
    }

    /** Decides about participants with new facts. Their keys are locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> causes) {
        return load(tx, causes).chain(facts -> decide(tx, facts, participants(facts), causes));
    }

    /** Decides about changed participants. Ends the schedules of deleted and merged participants. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> causes) {
        return load(tx, causes).chain(facts -> {
            Map<String, Participant> participants = participants(facts);
            List<String> gone = gone(facts.keySet(), participants);
            return factStore
                    .tombstone(tx, SCHEDULE_ASSIGNMENTS, gone)
                    .chain(() -> scheduleHistory.delete(tx, gone))
                    .chain(() -> decide(tx, facts, participants, causes));
        });
    }

    private Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Map<String, Cause> causes) {
        return factStore.load(tx, causes.keySet(), PARTICIPANT_CHANGES, TRAINING_CHANGES, SCHEDULE_ASSIGNMENTS);
    }

    private static List<String> gone(Set<String> keys, Map<String, Participant> participants) {
        return keys.stream()
                .filter(key -> !participants.containsKey(key)
                        || participants.get(key).mergedInto().isPresent())
                .toList();
    }

    private Uni<Void> decide(
            SqlConnection tx,
            Map<String, FactsOfKey> facts,
            Map<String, Participant> participants,
            Map<String, Cause> causes) {
        return storedContractPeriods
                .lockForShare(tx, cohorts(participants, facts))
                .chain(contractPeriods -> {
                    var decisions = decisions(participants, facts, contractPeriods);
                    return factStore
                            .saveDecisions(tx, SCHEDULE_ASSIGNMENTS, facts, decisions, causes)
                            .chain(() -> record(tx, decisions, causes));
                });
    }

    private Uni<Void> record(
            SqlConnection tx,
            Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions,
            Map<String, Cause> causes) {
        List<ScheduleHistory.Entry> entries = new ArrayList<>();
        Instant now = Instant.now();
        decisions.forEach((key, decision) -> decision.changes()
                .forEach(change -> entries.add(new ScheduleHistory.Entry(key, change, causes.get(key), now))));
        return scheduleHistory.add(tx, entries);
    }

    /** Decides again about all participants with training that has no schedule. */
    Uni<Void> retryUnassigned() {
        Cause cause = Cause.now();
        return unassignedTrainings
                .keys(pool)
                .onItem()
                .transformToMulti(keys -> Multi.createFrom().iterable(keys))
                .onItem()
                .transformToUniAndConcatenate(key -> transactions
                        .inTransaction(tx -> factStore.lock(tx, List.of(key)).chain(() -> on(tx, Map.of(key, cause))))
                        .onFailure(failure -> !FailureClassifier.isOutage(failure))
                        .invoke(bug -> LOG.error(
                                "Assigning a schedule failed. The training stays unassigned until the next retry", bug))
                        .onFailure(failure -> !FailureClassifier.isOutage(failure))
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Returns the known participants. Reports about others stay in the fact store until their participant arrives. */
    private static Map<String, Participant> participants(Map<String, FactsOfKey> facts) {
        Map<String, Participant> participants = new LinkedHashMap<>();
        facts.forEach((key, factsOfKey) -> DecisionFailed.about(key, () -> factsOfKey.snapshot(PARTICIPANT_CHANGES))
                .ifPresent(participant -> participants.put(key, participant)));
        return participants;
    }

    private static Set<Integer> cohorts(Map<String, Participant> participants, Map<String, FactsOfKey> facts) {
        Set<Integer> cohorts = new HashSet<>();
        participants.forEach((key, participant) -> cohorts.addAll(DecisionFailed.about(
                key, () -> ScheduleRules.cohorts(participant, reports(participant, facts.get(key))))));
        return cohorts;
    }

    private static TrainingReports reports(Participant participant, FactsOfKey facts) {
        return facts.snapshot(TRAINING_CHANGES).orElseGet(() -> new TrainingReports(participant.id(), List.of()));
    }

    private static Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions(
            Map<String, Participant> participants,
            Map<String, FactsOfKey> facts,
            Map<Integer, ContractPeriod> contractPeriods) {
        Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions = new LinkedHashMap<>();
        participants.forEach((key, participant) -> decisions.put(
                key, DecisionFailed.about(key, () -> decision(participant, facts.get(key), contractPeriods))));
        return decisions;
    }

    private static Decision<ScheduleChange, ScheduleAssignments> decision(
            Participant participant, FactsOfKey facts, Map<Integer, ContractPeriod> contractPeriods) {
        ScheduleAssignments now = ScheduleRules.assign(participant, reports(participant, facts), contractPeriods);
        return new Decision<>(
                now,
                ScheduleChanges.between(facts.snapshot(SCHEDULE_ASSIGNMENTS).orElse(null), now));
    }
}
