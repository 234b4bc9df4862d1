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
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.schedule.domain.Scheduling;
import uk.gov.education.training.schedule.store.Catalogue;
import uk.gov.education.training.schedule.store.ScheduleHistory;
import uk.gov.education.training.schedule.store.WaitingForSchedule;

/** Gives each provider-led training its schedule, and publishes what changed. */
@ApplicationScoped
public class AssignSchedules {

    private static final Logger LOG = Logger.getLogger(AssignSchedules.class);

    private final Pool pool;
    private final Facts facts;
    private final Catalogue catalogue;
    private final WaitingForSchedule waiting;
    private final ScheduleHistory history;
    private final Outbox outbox;

    AssignSchedules(
            Pool pool,
            Facts facts,
            Catalogue catalogue,
            WaitingForSchedule waiting,
            ScheduleHistory history,
            Outbox outbox) {
        this.pool = pool;
        this.facts = facts;
        this.catalogue = catalogue;
        this.waiting = waiting;
        this.history = history;
        this.outbox = outbox;
    }

    /** Decides about participants of whom something new is known. Their keys are locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(held -> decide(tx, held, participants(held), moved));
    }

    /** Likewise when participants themselves moved: whoever was deleted or merged away has no schedules any more. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(held -> {
            Map<String, Participant> participants = participants(held);
            List<String> gone = gone(held.keySet(), participants);
            return facts.end(tx, SCHEDULE_ASSIGNMENTS, gone)
                    .chain(() -> history.forget(tx, gone))
                    .chain(() -> decide(tx, held, participants, moved));
        });
    }

    private Uni<Map<String, Held>> load(SqlConnection tx, Map<String, Cause> moved) {
        return facts.load(tx, moved.keySet(), PARTICIPANT_CHANGES, TRAINING_CHANGES, SCHEDULE_ASSIGNMENTS);
    }

    private static List<String> gone(Set<String> keys, Map<String, Participant> participants) {
        return keys.stream()
                .filter(key -> !participants.containsKey(key)
                        || participants.get(key).mergedInto().isPresent())
                .toList();
    }

    private Uni<Void> decide(
            SqlConnection tx, Map<String, Held> held, Map<String, Participant> participants, Map<String, Cause> moved) {
        return catalogue.published(tx, cohorts(participants, held)).chain(contractPeriods -> {
            var decisions = decisions(participants, held, contractPeriods);
            return facts.decided(tx, SCHEDULE_ASSIGNMENTS, held, decisions, moved)
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
                .transformToUniAndConcatenate(key -> pool.withTransaction(
                                tx -> facts.lock(tx, List.of(key)).chain(() -> on(tx, Map.of(key, cause))))
                        .onFailure(failure -> !Faults.isOutage(failure))
                        .invoke(bug -> LOG.error("Still without a schedule", bug))
                        .onFailure(failure -> !Faults.isOutage(failure))
                        .recoverWithNull())
                .collect()
                .last()
                .invoke(outbox::wake)
                .replaceWithVoid();
    }

    /** Those of whom this service knows who they are; a report about anybody else waits in the facts. */
    private static Map<String, Participant> participants(Map<String, Held> held) {
        Map<String, Participant> participants = new LinkedHashMap<>();
        held.forEach((key, facts) -> Undecidable.about(key, () -> facts.snapshot(PARTICIPANT_CHANGES))
                .ifPresent(participant -> participants.put(key, participant)));
        return participants;
    }

    private static Set<Integer> cohorts(Map<String, Participant> participants, Map<String, Held> held) {
        Set<Integer> cohorts = new HashSet<>();
        participants.forEach((key, participant) -> cohorts.addAll(
                Undecidable.about(key, () -> Scheduling.cohorts(participant, reports(participant, held.get(key))))));
        return cohorts;
    }

    private static TrainingReports reports(Participant participant, Held held) {
        return held.snapshot(TRAINING_CHANGES).orElseGet(() -> new TrainingReports(participant.id(), List.of()));
    }

    private static Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions(
            Map<String, Participant> participants, Map<String, Held> held, Map<Integer, ContractPeriod> catalogue) {
        Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions = new LinkedHashMap<>();
        participants.forEach((key, participant) ->
                decisions.put(key, Undecidable.about(key, () -> decision(participant, held.get(key), catalogue))));
        return decisions;
    }

    private static Decision<ScheduleChange, ScheduleAssignments> decision(
            Participant participant, Held held, Map<Integer, ContractPeriod> catalogue) {
        ScheduleAssignments now = Scheduling.assign(participant, reports(participant, held), catalogue);
        return new Decision<>(
                now, Scheduling.changes(held.snapshot(SCHEDULE_ASSIGNMENTS).orElse(null), now));
    }
}
