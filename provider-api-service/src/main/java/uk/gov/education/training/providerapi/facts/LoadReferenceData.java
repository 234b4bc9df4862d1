package uk.gov.education.training.providerapi.facts;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.store.LeadProviderNames;
import uk.gov.education.training.providerapi.store.SchoolUplifts;

/** Loads the delivery partners, lead provider names and uplifts that the facts about participants refer to. */
@ApplicationScoped
public class LoadReferenceData {

    private final FindMovedTo findMovedTo;
    private final LeadProviderNames leadProviderNames;
    private final SchoolUplifts schoolUplifts;

    LoadReferenceData(FindMovedTo findMovedTo, LeadProviderNames leadProviderNames, SchoolUplifts schoolUplifts) {
        this.findMovedTo = findMovedTo;
        this.leadProviderNames = leadProviderNames;
        this.schoolUplifts = schoolUplifts;
    }

    /** @param settled false if some of it is being stored now, so that it may change unnoticed */
    public record Loaded(ReferenceData referenceData, boolean settled) {}

    /** Loads what these facts refer to. */
    public Uni<Loaded> load(SqlConnection db, Collection<ParticipantFacts> participants) {
        return findMovedTo.find(db, participants).chain(movedTo -> leadProviderNames
                .find(db, all(participants, LoadReferenceData::leadProviders))
                .chain(names -> schoolUplifts
                        .find(db, all(participants, LoadReferenceData::schools))
                        .map(found -> new Loaded(
                                new ReferenceData(
                                        movedTo.deliveryPartners(),
                                        movedTo.successors(),
                                        names.byId(),
                                        found.uplifts()),
                                names.settled() && found.settled()))));
    }

    private static <T> Set<T> all(
            Collection<ParticipantFacts> participants, Function<ParticipantFacts, Stream<T>> references) {
        return participants.stream().flatMap(references).collect(toSet());
    }

    private static Stream<UUID> leadProviders(ParticipantFacts facts) {
        return Stream.concat(
                confirmed(facts).map(Training::leadProviderId),
                facts.declarations().declarations().stream().map(Declaration::leadProviderId));
    }

    private static Stream<String> schools(ParticipantFacts facts) {
        return confirmed(facts).map(Training::schoolUrn);
    }

    private static Stream<Training> confirmed(ParticipantFacts facts) {
        return facts.participant().trainings().stream().filter(Training::isConfirmed);
    }
}
