package uk.gov.education.training.providerapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerAdded;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderAdded;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingChange.TrainingScheduleChanged;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.testsupport.TopicClient;

/** Publishes schools, lead providers, delivery partners, partnerships and training as their owners do. */
final class ReferenceTopics {

    static final Instant ADDED_AT = Instant.parse("2024-11-02T10:00:00.5Z");
    static final Instant CONFIRMED_AT = Instant.parse("2025-06-16T08:30:11Z");

    private static final String SCHEDULE = "ecf-standard-september";
    private static final TrainingScheduleChanged RESCHEDULED =
            new TrainingScheduleChanged(UUID.randomUUID(), UUID.randomUUID(), Role.ECT, 2031, SCHEDULE, 2032, SCHEDULE);
    private static final ScheduleAssigned ASSIGNED =
            new ScheduleAssigned(UUID.randomUUID(), 2031, null, SCHEDULE, AssignmentReason.STANDARD);

    private final TopicClient topics;
    private final Map<String, Long> versions = new HashMap<>();

    ReferenceTopics(TopicClient topics) {
        this.topics = topics;
    }

    /** A URN that no other test uses. */
    static String urn() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000, 900_000_000));
    }

    static School school(String urn, boolean eligible) {
        return new School(
                UUID.randomUUID(),
                urn,
                "School " + urn,
                School.Status.OPEN,
                "Community school",
                eligible,
                "office@" + urn + ".example.org",
                null,
                null,
                List.of(),
                null,
                ADDED_AT);
    }

    static DeliveryPartner deliveryPartner(String name, Pairing... pairings) {
        return new DeliveryPartner(UUID.randomUUID(), name, List.of(pairings), false, ADDED_AT);
    }

    static Partnership partnership(UUID leadProvider, School school, int cohort, UUID deliveryPartner) {
        return new Partnership(
                UUID.randomUUID(),
                leadProvider,
                "Lead provider " + leadProvider,
                deliveryPartner,
                school.urn(),
                cohort,
                CONFIRMED_AT);
    }

    /** A participant without training. */
    static Participant participant(String urn, Role role) {
        UUID id = UUID.randomUUID();
        return new Participant(
                id,
                "3104872",
                "Priya Okafor",
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(new SchoolPeriod(
                        UUID.randomUUID(),
                        role,
                        urn,
                        "priya@example.org",
                        LocalDate.parse("2025-09-01"),
                        null,
                        null,
                        null,
                        OakfieldFixtures.AT,
                        OakfieldFixtures.AT)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The participant with one more training, under a partnership or, without one, as an expression of interest. */
    static Participant trained(
            Participant participant,
            UUID leadProvider,
            int cohort,
            @Nullable Partnership partnership,
            String startedOn,
            @Nullable String finishedOn) {
        SchoolPeriod period = participant.schoolPeriods().getFirst();
        return with(
                participant,
                new Training(
                        UUID.randomUUID(),
                        period.role(),
                        period.id(),
                        period.schoolUrn(),
                        TrainingProgramme.PROVIDER_LED,
                        leadProvider,
                        cohort,
                        CohortReason.STANDARD,
                        partnership == null ? null : partnership.id(),
                        partnership == null ? null : partnership.deliveryPartnerId(),
                        LocalDate.parse(startedOn),
                        finishedOn == null ? null : LocalDate.parse(finishedOn),
                        null,
                        OakfieldFixtures.AT,
                        OakfieldFixtures.AT));
    }

    /** The participant with one more training, led by the school. */
    static Participant schoolLed(Participant participant, String startedOn) {
        SchoolPeriod period = participant.schoolPeriods().getFirst();
        return with(
                participant,
                new Training(
                        UUID.randomUUID(),
                        period.role(),
                        period.id(),
                        period.schoolUrn(),
                        TrainingProgramme.SCHOOL_LED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        LocalDate.parse(startedOn),
                        null,
                        null,
                        OakfieldFixtures.AT,
                        OakfieldFixtures.AT));
    }

    /** The lead provider's report that a participant's only training moved to the cohort of a partnership. */
    static TrainingReports moved(Participant participant, Partnership partnership, Instant at) {
        return new TrainingReports(participant.id(), List.of())
                .with(
                        participant.trainings().getFirst().id(),
                        partnership.leadProviderId(),
                        new ScheduleReport(
                                partnership.cohort(), SCHEDULE, partnership.id(), CohortMove.OTHER_COHORT, at));
    }

    /** The participant, whose only training is at another school now, under its partnership. */
    static Participant takenOver(Participant participant, Partnership successor) {
        return participant.withTrainings(List.of(participant
                .trainings()
                .getFirst()
                .withSchoolUrn(successor.schoolUrn())
                .withPartnershipId(successor.id())));
    }

    private static Participant with(Participant participant, Training training) {
        List<Training> trainings = new ArrayList<>(participant.trainings());
        trainings.add(training);
        return participant.withTrainings(trainings);
    }

    void publish(UUID leadProvider, String name) {
        publish(new LeadProvider(leadProvider, name, List.of(2024, 2025, 2026), false, ADDED_AT));
    }

    /** Publishes the next version of a record. */
    void publish(Record snapshot) {
        publish(snapshot, versions.merge(key(snapshot), 1L, Long::sum));
    }

    void publish(Record snapshot, long version) {
        switch (snapshot) {
            case School school -> publish(Topics.SCHOOLS, new SchoolAdded(), school, version);
            case Partnership partnership ->
                publish(Topics.PARTNERSHIPS, new PartnershipConfirmed(), partnership, version);
            case DeliveryPartner partner ->
                publish(Topics.DELIVERY_PARTNERS, new DeliveryPartnerAdded(), partner, version);
            case LeadProvider leadProvider ->
                publish(Topics.LEAD_PROVIDERS, new LeadProviderAdded(), leadProvider, version);
            case ContractPeriod period ->
                publish(Topics.CONTRACT_PERIODS, new ContractPeriodOpened(period.year()), period, version);
            case Participant participant ->
                publish(Topics.PARTICIPANT_CHANGES, new NameChanged("Before", "Priya Okafor"), participant, version);
            case TrainingReports reports -> publish(Topics.TRAINING_CHANGES, RESCHEDULED, reports, version);
            case ScheduleAssignments assignments ->
                publish(Topics.SCHEDULE_ASSIGNMENTS, ASSIGNED, assignments, version);
            default -> throw new IllegalArgumentException(snapshot.toString());
        }
    }

    private <C, S> void publish(Topic<C, S> topic, C change, S snapshot, long version) {
        topics.publish(topic, key(snapshot), new Message<>(version, OakfieldFixtures.AT, change, snapshot));
    }

    static String key(Object snapshot) {
        return switch (snapshot) {
            case School school -> school.id().toString();
            case Partnership partnership -> partnership.id().toString();
            case DeliveryPartner partner -> partner.id().toString();
            case LeadProvider leadProvider -> leadProvider.id().toString();
            case ContractPeriod period -> Integer.toString(period.year());
            case Participant participant -> participant.id().toString();
            case TrainingReports reports -> reports.participantId().toString();
            case ScheduleAssignments assignments -> assignments.participantId().toString();
            default -> throw new IllegalArgumentException(snapshot.toString());
        };
    }

    static Topic<?, ?> topic(Object snapshot) {
        return switch (snapshot) {
            case School _ -> Topics.SCHOOLS;
            case Partnership _ -> Topics.PARTNERSHIPS;
            case DeliveryPartner _ -> Topics.DELIVERY_PARTNERS;
            case LeadProvider _ -> Topics.LEAD_PROVIDERS;
            case ContractPeriod _ -> Topics.CONTRACT_PERIODS;
            case Participant _ -> Topics.PARTICIPANT_CHANGES;
            case TrainingReports _ -> Topics.TRAINING_CHANGES;
            case ScheduleAssignments _ -> Topics.SCHEDULE_ASSIGNMENTS;
            default -> throw new IllegalArgumentException(snapshot.toString());
        };
    }

    void remove(Topic<?, ?> topic, UUID id) {
        topics.publishRaw(topic.name(), id.toString(), Map.of(), null);
    }
}
