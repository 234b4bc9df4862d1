package uk.gov.education.training.platform.testapp;

import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;

/** Gives every training the same schedule, in the training's cohort. */
@ApplicationScoped
class AssignSeptemberSchedules {

    private static final String SCHEDULE = "ecf-standard-september";

    private final FactStore factStore;

    AssignSeptemberSchedules(FactStore factStore) {
        this.factStore = factStore;
    }

    Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(facts -> decide(tx, facts, moved));
    }

    /** Also ends the schedules of deleted participants. */
    Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(facts -> factStore
                .tombstone(tx, SCHEDULE_ASSIGNMENTS, deleted(facts))
                .chain(() -> decide(tx, facts, moved)));
    }

    private Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Map<String, Cause> moved) {
        return factStore.load(tx, moved.keySet(), PARTICIPANT_CHANGES, SCHEDULE_ASSIGNMENTS);
    }

    private Uni<Void> decide(SqlConnection tx, Map<String, FactsOfKey> facts, Map<String, Cause> moved) {
        return factStore.saveDecisions(tx, SCHEDULE_ASSIGNMENTS, facts, decisions(facts), moved);
    }

    private static List<String> deleted(Map<String, FactsOfKey> facts) {
        return facts.values().stream()
                .filter(factsOfKey -> factsOfKey.version(PARTICIPANT_CHANGES) == 0)
                .map(FactsOfKey::key)
                .toList();
    }

    private static Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions(Map<String, FactsOfKey> facts) {
        Map<String, Decision<ScheduleChange, ScheduleAssignments>> decisions = new LinkedHashMap<>();
        facts.forEach((key, factsOfKey) -> DecisionFailed.about(key, () -> factsOfKey.snapshot(PARTICIPANT_CHANGES))
                .ifPresent(participant ->
                        decisions.put(key, DecisionFailed.about(key, () -> decide(participant, factsOfKey)))));
        return decisions;
    }

    private static Decision<ScheduleChange, ScheduleAssignments> decide(
            Participant participant, FactsOfKey factsOfKey) {
        List<ScheduleAssignment> before = factsOfKey
                .snapshot(SCHEDULE_ASSIGNMENTS)
                .map(ScheduleAssignments::assignments)
                .orElse(List.of());
        List<ScheduleAssignment> now = participant.trainings().stream()
                .map(AssignSeptemberSchedules::assignment)
                .toList();
        return new Decision<>(
                new ScheduleAssignments(participant.id(), now),
                now.stream()
                        .filter(assignment -> !before.contains(assignment))
                        .map(AssignSeptemberSchedules::change)
                        .toList());
    }

    private static ScheduleAssignment assignment(Training training) {
        int cohort = Objects.requireNonNull(training.cohort(), "provider-led training has a cohort");
        return new ScheduleAssignment(
                training.id(), training.role(), cohort, SCHEDULE, AssignmentReason.STANDARD, training.registeredAt());
    }

    private static ScheduleChange change(ScheduleAssignment assignment) {
        return new ScheduleAssigned(
                assignment.trainingId(), assignment.cohort(), null, SCHEDULE, AssignmentReason.STANDARD);
    }
}
