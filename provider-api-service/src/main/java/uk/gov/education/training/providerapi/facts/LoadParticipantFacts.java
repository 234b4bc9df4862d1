package uk.gov.education.training.providerapi.facts;

import static java.util.stream.Collectors.toMap;
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
import java.util.function.Function;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.store.LeadProviderNames;
import uk.gov.education.training.providerapi.store.Mentors;
import uk.gov.education.training.providerapi.store.Partnerships;

/** Loads all stored facts about participants, from each service that owns some. */
@ApplicationScoped
public class LoadParticipantFacts {

    private final FactStore factStore;
    private final Partnerships partnerships;
    private final LeadProviderNames leadProviderNames;
    private final Mentors mentors;

    LoadParticipantFacts(
            FactStore factStore, Partnerships partnerships, LeadProviderNames leadProviderNames, Mentors mentors) {
        this.factStore = factStore;
        this.partnerships = partnerships;
        this.leadProviderNames = leadProviderNames;
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
                    return withNames(db, participants)
                            .chain(settled -> mentors.find(db, all(participants, LoadParticipantFacts::mentored))
                                    .map(mentored -> new LoadedFacts(stored, participants, mentored, settled)));
                });
    }

    /**
     * Adds the delivery partners and lead provider names that the facts refer to, from other topics.
     *
     * @return false if a lead provider's name is missing that may arrive soon
     */
    private Uni<Boolean> withNames(SqlConnection db, Map<String, ParticipantFacts> participants) {
        return partnerships
                .findAll(db, all(participants, LoadParticipantFacts::movedTo))
                .chain(movedTo -> leadProviderNames
                        .find(db, all(participants, LoadParticipantFacts::leadProviders))
                        .map(names -> {
                            Map<UUID, UUID> deliveryPartners =
                                    movedTo.stream().collect(toMap(Partnership::id, Partnership::deliveryPartnerId));
                            participants.replaceAll((key, facts) -> facts.withNames(deliveryPartners, names.byId()));
                            return names.settled();
                        }));
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
                    Map.of(),
                    Map.of());
        });
    }

    private static Set<UUID> all(
            Map<String, ParticipantFacts> participants, Function<ParticipantFacts, Stream<UUID>> ids) {
        return participants.values().stream().flatMap(ids).collect(toSet());
    }

    /** The partnerships by which lead providers moved training to another cohort. Few participants have any. */
    private static Stream<UUID> movedTo(ParticipantFacts facts) {
        return facts.reports().trainings().stream()
                .flatMap(training -> training.schedules().stream())
                .map(ScheduleReport::partnershipId);
    }

    private static Stream<UUID> leadProviders(ParticipantFacts facts) {
        return Stream.concat(
                facts.participant().trainings().stream()
                        .filter(Training::isConfirmed)
                        .map(Training::leadProviderId),
                facts.declarations().declarations().stream().map(Declaration::leadProviderId));
    }

    /** The ECTs whom this participant mentors or mentored. */
    private static Stream<UUID> mentored(ParticipantFacts facts) {
        Participant participant = facts.participant();
        return participant.mentorships().stream()
                .filter(mentorship -> mentorship.mentorId().equals(participant.id()))
                .map(Mentorship::ectId);
    }
}
