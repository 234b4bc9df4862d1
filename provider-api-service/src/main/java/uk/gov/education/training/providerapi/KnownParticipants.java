package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.providerapi.domain.ParticipantFacts;
import uk.gov.education.training.providerapi.store.Partnerships;

/** Gathers what each owner of facts has said about participants. */
@ApplicationScoped
class KnownParticipants {

    private final Facts facts;
    private final Partnerships partnerships;

    KnownParticipants(Facts facts, Partnerships partnerships) {
        this.facts = facts;
        this.partnerships = partnerships;
    }

    /** @param held by key */
    record Known(Map<String, Held> held, Map<UUID, UUID> deliveryPartners) {

        /**
         * Everything known about one participant; empty if no school has reported this person, or DfE deleted them.
         *
         * @throws Undecidable if a stored fact can't be read
         */
        Optional<ParticipantFacts> about(String key) {
            Held about = held.get(key);
            return about.snapshot(PARTICIPANT_CHANGES).map(participant -> {
                ParticipantFacts nothingElse = ParticipantFacts.of(participant);
                return new ParticipantFacts(
                        participant,
                        about.snapshot(TRAINING_CHANGES).orElse(nothingElse.reports()),
                        about.snapshot(SCHEDULE_ASSIGNMENTS).orElse(nothingElse.schedules()),
                        about.snapshot(FUNDING_DECISIONS).orElse(nothingElse.funding()),
                        deliveryPartners);
            });
        }
    }

    Uni<Known> load(SqlConnection db, Collection<String> keys) {
        return facts.load(db, keys, PARTICIPANT_CHANGES, TRAINING_CHANGES, SCHEDULE_ASSIGNMENTS, FUNDING_DECISIONS)
                .chain(held -> partnerships
                        .of(db, movedTo(held.values()))
                        .map(found -> new Known(
                                held, found.stream().collect(toMap(Partnership::id, Partnership::deliveryPartnerId)))));
    }

    /** The partnerships by which lead providers moved training to another cohort. Few have. */
    private static Set<UUID> movedTo(Collection<Held> held) {
        return held.stream()
                .flatMap(about -> Undecidable.about(about.key(), () -> about.snapshot(TRAINING_CHANGES)).stream())
                .flatMap(reports -> reports.trainings().stream())
                .flatMap(training -> training.schedules().stream())
                .map(ScheduleReport::partnershipId)
                .collect(toSet());
    }
}
