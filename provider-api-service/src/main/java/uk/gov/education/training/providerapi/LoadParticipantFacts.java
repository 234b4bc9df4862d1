package uk.gov.education.training.providerapi;

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
import uk.gov.education.training.providerapi.domain.ParticipantFacts;
import uk.gov.education.training.providerapi.store.LeadProviderNames;
import uk.gov.education.training.providerapi.store.Mentors;
import uk.gov.education.training.providerapi.store.Partnerships;

/** Gathers what each owner of factStore has said about participants. */
@ApplicationScoped
class LoadParticipantFacts {

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

    /**
     * What is known of some participants.
     *
     * @param held by key
     * @param factStore by key; nothing of those whom no school has reported, or whom DfE deleted
     * @param settled false if a lead provider's name is missing that may be there in a moment
     * @param mentored for each mentor, by lead provider, the ECTs whose mentor they are as this provider sees it
     */
    record LoadedFacts(
            Map<String, FactsOfKey> held,
            Map<String, ParticipantFacts> factStore,
            Map<UUID, Map<UUID, Set<UUID>>> mentored,
            boolean settled) {

        Optional<ParticipantFacts> about(String key) {
            return Optional.ofNullable(factStore.get(key));
        }

        Map<UUID, Set<UUID>> mentoredBy(UUID mentor) {
            return mentored.getOrDefault(mentor, Map.of());
        }
    }

    /** @throws Undecidable if a stored fact can't be read */
    Uni<LoadedFacts> load(SqlConnection db, Collection<String> keys) {
        return factStore
                .load(
                        db,
                        keys,
                        PARTICIPANT_CHANGES,
                        TRAINING_CHANGES,
                        DECLARATIONS,
                        SCHEDULE_ASSIGNMENTS,
                        FUNDING_DECISIONS)
                .chain(held -> {
                    Map<String, ParticipantFacts> said = new LinkedHashMap<>();
                    held.values().forEach(about -> DecisionFailed.about(about.key(), () -> said(about))
                            .ifPresent(factStore -> said.put(about.key(), factStore)));
                    return partnerships
                            .of(db, all(said, LoadParticipantFacts::movedTo))
                            .chain(moved -> leadProviderNames
                                    .of(db, all(said, LoadParticipantFacts::leadProviders))
                                    .chain(names -> {
                                        Map<UUID, UUID> deliveryPartners = moved.stream()
                                                .collect(toMap(Partnership::id, Partnership::deliveryPartnerId));
                                        said.replaceAll(
                                                (key, factStore) -> factStore.with(deliveryPartners, names.byId()));
                                        return mentors.of(db, all(said, LoadParticipantFacts::mentored))
                                                .map(mentored ->
                                                        new LoadedFacts(held, said, mentored, names.settled()));
                                    }));
                });
    }

    private static Optional<ParticipantFacts> said(FactsOfKey about) {
        return about.snapshot(PARTICIPANT_CHANGES).map(participant -> {
            ParticipantFacts nothingElse = ParticipantFacts.of(participant);
            return new ParticipantFacts(
                    participant,
                    about.snapshot(TRAINING_CHANGES).orElse(nothingElse.reports()),
                    about.snapshot(DECLARATIONS).orElse(nothingElse.declarations()),
                    about.snapshot(SCHEDULE_ASSIGNMENTS).orElse(nothingElse.schedules()),
                    about.snapshot(FUNDING_DECISIONS).orElse(nothingElse.funding()),
                    Map.of(),
                    Map.of());
        });
    }

    private static Set<UUID> all(Map<String, ParticipantFacts> said, Function<ParticipantFacts, Stream<UUID>> ids) {
        return said.values().stream().flatMap(ids).collect(toSet());
    }

    /** The partnerships by which lead providers moved training to another cohort. Few have. */
    private static Stream<UUID> movedTo(ParticipantFacts factStore) {
        return factStore.reports().trainings().stream()
                .flatMap(training -> training.schedules().stream())
                .map(ScheduleReport::partnershipId);
    }

    private static Stream<UUID> leadProviders(ParticipantFacts factStore) {
        return Stream.concat(
                factStore.participant().trainings().stream()
                        .filter(Training::isConfirmed)
                        .map(Training::leadProviderId),
                factStore.declarations().declarations().stream().map(Declaration::leadProviderId));
    }

    /** Whom this participant mentors or mentored. */
    private static Stream<UUID> mentored(ParticipantFacts factStore) {
        Participant participant = factStore.participant();
        return participant.mentorships().stream()
                .filter(mentorship -> mentorship.mentorId().equals(participant.id()))
                .map(Mentorship::ectId);
    }
}
