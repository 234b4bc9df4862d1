package uk.gov.education.training.providerapi.facts;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.store.LeadProviderNames;
import uk.gov.education.training.providerapi.store.Partnerships;
import uk.gov.education.training.providerapi.store.SchoolUplifts;

/** Loads the delivery partners, lead provider names and uplifts that the facts about participants refer to. */
@ApplicationScoped
public class LoadReferenceData {

    private final Partnerships partnerships;
    private final LeadProviderNames leadProviderNames;
    private final SchoolUplifts schoolUplifts;

    LoadReferenceData(Partnerships partnerships, LeadProviderNames leadProviderNames, SchoolUplifts schoolUplifts) {
        this.partnerships = partnerships;
        this.leadProviderNames = leadProviderNames;
        this.schoolUplifts = schoolUplifts;
    }

    /** @param settled false if some of it is being stored now, so that it may change unnoticed */
    public record Loaded(ReferenceData referenceData, boolean settled) {}

    /** Loads what these facts refer to. */
    public Uni<Loaded> load(SqlConnection db, Collection<ParticipantFacts> participants) {
        return deliveryPartners(db, all(participants, LoadReferenceData::movedTo))
                .chain(deliveryPartners -> leadProviderNames
                        .find(db, all(participants, LoadReferenceData::leadProviders))
                        .chain(names -> schoolUplifts
                                .find(db, all(participants, LoadReferenceData::schools))
                                .map(found -> new Loaded(
                                        new ReferenceData(deliveryPartners, names.byId(), found.uplifts()),
                                        names.settled() && found.settled()))));
    }

    private Uni<Map<UUID, UUID>> deliveryPartners(SqlConnection db, Set<UUID> partnershipIds) {
        return partnerships.findAll(db, partnershipIds).map(found -> found.stream()
                .collect(toMap(Partnership::id, Partnership::deliveryPartnerId)));
    }

    private static <T> Set<T> all(
            Collection<ParticipantFacts> participants, Function<ParticipantFacts, Stream<T>> references) {
        return participants.stream().flatMap(references).collect(toSet());
    }

    /** The partnerships by which lead providers moved training to another cohort. Few participants have any. */
    private static Stream<UUID> movedTo(ParticipantFacts facts) {
        return facts.reports().trainings().stream()
                .flatMap(training -> training.schedules().stream())
                .map(ScheduleReport::partnershipId);
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
