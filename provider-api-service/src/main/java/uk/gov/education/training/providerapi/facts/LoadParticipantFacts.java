package uk.gov.education.training.providerapi.facts;

import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.store.Mentors;

/** Loads all stored facts about participants, from each service that owns some. */
@ApplicationScoped
public class LoadParticipantFacts {

    private final FactStore factStore;
    private final LoadReferenceData loadReferenceData;
    private final Mentors mentors;

    LoadParticipantFacts(FactStore factStore, LoadReferenceData loadReferenceData, Mentors mentors) {
        this.factStore = factStore;
        this.loadReferenceData = loadReferenceData;
        this.mentors = mentors;
    }

    /** @throws DecisionFailed if a stored fact can't be read */
    public Uni<LoadedFacts> load(SqlConnection db, Collection<String> keys) {
        return factStore
                .load(
                        db,
                        keys,
                        PARTICIPANT_CHANGES,
                        TRAINING_CHANGES,
                        DECLARATIONS,
                        SCHEDULE_ASSIGNMENTS,
                        FUNDING_DECISIONS)
                .chain(stored -> {
                    Map<String, ParticipantFacts> participants = new LinkedHashMap<>();
                    stored.forEach((key, snapshots) -> DecisionFailed.about(key, () -> facts(snapshots))
                            .ifPresent(facts -> participants.put(key, facts)));
                    return withReferenceData(db, participants).chain(settled -> mentors.find(db, mentored(participants))
                            .map(mentored -> new LoadedFacts(stored, participants, mentored, settled)));
                });
    }

    /** @return whether the reference data is settled */
    private Uni<Boolean> withReferenceData(SqlConnection db, Map<String, ParticipantFacts> participants) {
        return loadReferenceData.load(db, participants.values()).map(loaded -> {
            participants.replaceAll((key, facts) -> facts.withReferenceData(loaded.referenceData()));
            return loaded.settled();
        });
    }

    private static Optional<ParticipantFacts> facts(FactsOfKey stored) {
        return stored.snapshot(PARTICIPANT_CHANGES).map(participant -> {
            ParticipantFacts nothingElse = ParticipantFacts.of(participant);
            return new ParticipantFacts(
                    participant,
                    stored.snapshot(TRAINING_CHANGES).orElse(nothingElse.reports()),
                    stored.snapshot(DECLARATIONS).orElse(nothingElse.declarations()),
                    stored.snapshot(SCHEDULE_ASSIGNMENTS).orElse(nothingElse.schedules()),
                    stored.snapshot(FUNDING_DECISIONS).orElse(nothingElse.funding()),
                    ReferenceData.NONE);
        });
    }

    /** The ECTs whom these participants mentor or mentored. */
    private static Set<UUID> mentored(Map<String, ParticipantFacts> participants) {
        return participants.values().stream()
                .map(ParticipantFacts::participant)
                .flatMap(participant -> participant.mentorships().stream()
                        .filter(mentorship -> mentorship.mentorId().equals(participant.id())))
                .map(Mentorship::ectId)
                .collect(toSet());
    }
}
