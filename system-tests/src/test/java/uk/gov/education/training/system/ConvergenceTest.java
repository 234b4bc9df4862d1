package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;
import static uk.gov.education.training.testsupport.ParticipantFixtures.finished;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.funding.domain.declarations.Funding;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.providerapi.documents.ResourceJson;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.schedule.domain.ScheduleChanges;
import uk.gov.education.training.schedule.domain.ScheduleRules;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/**
 * Runs the rules of all services on random histories. Services may read the topics in any order relative to each other,
 * twice, or again after a rewind: every lead provider must end with the same view.
 *
 * <p>This test models the version guard in three lines. The integration tests of the platform check the real one.
 */
class ConvergenceTest {

    private static final UUID PRIYA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant BEGIN = Instant.parse("2025-07-01T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final Instant ANY_TIME = Instant.EPOCH;
    private static final int HISTORIES = 2_000;
    private static final int MAX_DELIVERIES = 60;
    private static final Map<Integer, ContractPeriod> CONTRACT_PERIODS = Map.of(
            2025,
            contractPeriod(
                    2025,
                    "ecf-standard-september",
                    "ecf-standard-january",
                    "ecf-standard-april",
                    "ecf-extended-september"));

    /** A report by a school, a lead provider or an appropriate body. */
    enum Step {
        RENAMED,
        MOVED_TO_ANOTHER_PROVIDER,
        REPLACED_BEFORE_IT_BEGAN,
        DEFERRED,
        WITHDRAWN,
        RESCHEDULED,
        RESUMED,
        INDUCTION_RECORDED
    }

    @Test
    void everyInterleavingEndsInTheSameView() {
        forRandomHistories(12, (steps, deliveries) -> {
            History history = History.of(steps);
            Services services = new Services(history, false);

            deliveries.forEach(services::deliverOne);
            services.deliverTheRest();

            assertThat(services.views()).isEqualTo(history.views());
            assertThat(services.lastPublished(Topics.SCHEDULE_ASSIGNMENTS)).isEqualTo(history.assignments());
        });
    }

    @Test
    void everyInterleavingOfADeletionLeavesNothingAnywhere() {
        forRandomHistories(6, (steps, deliveries) -> {
            Services services = new Services(History.of(steps), true);

            deliveries.forEach(services::deliverOne);
            services.deliverTheRest();

            assertThat(services.views()).isEmpty();
            assertThat(services.stored()).isEmpty();
            assertThat(services.lastOfEachTopic()).containsOnly(TOMBSTONE);
        });
    }

    /** A failure names its seed. Run that history again with {@code -Dconvergence.seed}. */
    private static void forRandomHistories(int maxSteps, BiConsumer<List<Step>, List<Integer>> check) {
        Long repeated = Long.getLong("convergence.seed");
        List<Long> seeds =
                repeated == null ? new Random().longs(HISTORIES).boxed().toList() : List.of(repeated);
        for (long seed : seeds) {
            Random random = new Random(seed);
            List<Step> steps = Stream.generate(() -> Step.values()[random.nextInt(Step.values().length)])
                    .limit(random.nextInt(maxSteps + 1))
                    .toList();
            List<Integer> deliveries = Stream.generate(() -> random.nextInt(1_000))
                    .limit(random.nextInt(MAX_DELIVERIES + 1))
                    .toList();
            try {
                check.accept(steps, deliveries);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dconvergence.seed=" + seed + ": " + steps + ", " + deliveries, failure);
            }
        }
    }

    private static final Object TOMBSTONE = "tombstone";

    /** The owners' topics: each message is a version with the whole snapshot. */
    private record History(List<Participant> participant, List<TrainingReports> reports) {

        static History of(List<Step> steps) {
            List<Participant> participants = new ArrayList<>(List.of(registered()));
            List<TrainingReports> reports = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                Instant at = BEGIN.plusSeconds(86_400L * 20 * (i + 1));
                Participant now = participants.getLast();
                switch (steps.get(i)) {
                    case RENAMED -> participants.add(with(now, "Name " + i, now.trainings(), now.inductionPeriods()));
                    case MOVED_TO_ANOTHER_PROVIDER -> participants.add(moved(now, i, at));
                    case REPLACED_BEFORE_IT_BEGAN -> participants.add(replaced(now, i, at));
                    case INDUCTION_RECORDED -> participants.add(inducted(now, i, at));
                    case DEFERRED -> reports.add(report(now, reports, TrainingStatus.DEFERRED, at));
                    case WITHDRAWN -> reports.add(report(now, reports, TrainingStatus.WITHDRAWN, at));
                    case RESCHEDULED -> reports.add(rescheduled(now, reports, i, at));
                    case RESUMED -> reports.add(report(now, reports, TrainingStatus.ACTIVE, at));
                }
            }
            return new History(participants, reports);
        }

        /** The expected views, computed from the final facts at once, without any delivery. */
        Map<UUID, String> views() {
            Participant participant = this.participant.getLast();
            TrainingReports latest = latest(reports);
            return ConvergenceTest.views(new ParticipantFacts(
                    participant,
                    latest,
                    new Declarations(participant.id(), List.of()),
                    assignments(),
                    decideFunding(participant, null).position(),
                    ReferenceData.NONE));
        }

        ScheduleAssignments assignments() {
            return ScheduleRules.assign(participant.getLast(), latest(reports), CONTRACT_PERIODS);
        }

        private static Participant registered() {
            return ParticipantFixtures.participant(PRIYA, training(0, LocalDate.parse("2025-09-01"), BEGIN))
                    .withEctTrainingRecordId(new UUID(0, 8));
        }

        private static Training training(int n, LocalDate startedOn, Instant at) {
            return providerLed(n, 2025, startedOn.toString(), at.toString())
                    .withId(new UUID(1, n))
                    .withLeadProviderId(new UUID(2, n % 3))
                    .withPartnershipId(new UUID(3, n))
                    .withDeliveryPartnerId(new UUID(4, n));
        }

        private static Participant moved(Participant now, int i, Instant at) {
            LocalDate on = LocalDate.parse("2025-09-02").plusDays(20L * i);
            return retrained(now, on.minusDays(1), training(i + 1, on, at));
        }

        private static Participant replaced(Participant now, int i, Instant at) {
            LocalDate on = now.trainings().getLast().startedOn();
            return retrained(now, on.minusDays(1), training(i + 1, on, at));
        }

        private static Participant retrained(Participant now, LocalDate lastDay, Training next) {
            List<Training> trainings = new ArrayList<>(now.trainings());
            Training last = trainings.removeLast();
            trainings.add(finished(last, lastDay, EndReason.CHANGED_LEAD_PROVIDER, next.registeredAt()));
            trainings.add(next);
            return with(now, now.fullName(), trainings, now.inductionPeriods());
        }

        private static Participant inducted(Participant now, int i, Instant at) {
            List<InductionPeriod> periods = new ArrayList<>(now.inductionPeriods());
            periods.add(new InductionPeriod(new UUID(5, i), LocalDate.parse("2025-09-01"), null, null, null, at, null));
            return with(now, now.fullName(), now.trainings(), periods);
        }

        private static Participant with(
                Participant now, String name, List<Training> trainings, List<InductionPeriod> inductionPeriods) {
            return now.withFullName(name).withTrainings(trainings).withInductionPeriods(inductionPeriods);
        }

        private static TrainingReports report(
                Participant now, List<TrainingReports> before, TrainingStatus status, Instant at) {
            Training training = now.trainings().getLast();
            TrainingReports known = latest(before);
            String reason = status == TrainingStatus.ACTIVE ? null : "other";
            return known.with(training.id(), training.leadProviderId(), new StatusReport(status, reason, at));
        }

        /** Later training keeps the lead provider's earlier reports. */
        private static TrainingReports rescheduled(Participant now, List<TrainingReports> before, int i, Instant at) {
            Training training = now.trainings().getLast();
            String identifier = i % 2 == 0 ? "ecf-extended-september" : "ecf-standard-september";
            return latest(before)
                    .with(
                            training.id(),
                            training.leadProviderId(),
                            new ScheduleReport(
                                    training.cohort(),
                                    identifier,
                                    training.partnershipId(),
                                    CohortMove.SAME_COHORT,
                                    at));
        }

        private static TrainingReports latest(List<TrainingReports> reports) {
            return reports.isEmpty() ? new TrainingReports(PRIYA, List.of()) : reports.getLast();
        }
    }

    private static Map<UUID, String> views(ParticipantFacts facts) {
        Map<UUID, String> views = new HashMap<>();
        for (UUID provider : facts.leadProviders()) {
            ParticipantView.of(provider, facts, TODAY)
                    .ifPresent(view -> views.put(provider, ResourceJson.of(view).updatedAt(ANY_TIME)));
        }
        return views;
    }

    /** Without declarations. */
    private static FundingOutcome decideFunding(Participant participant, @Nullable FundingPosition before) {
        return Funding.decide(participant, List.of(), Map.of(), Map.of(), before);
    }

    /** The consuming services. Each reads every topic from an offset of its own, and publishes its decisions. */
    private static final class Services {

        private final Map<Topic<?, ?>, List<Object>> logs = new HashMap<>();
        private final List<Service> all;
        private final Service provider;

        Services(History history, boolean deleted) {
            logs.put(Topics.PARTICIPANT_CHANGES, new ArrayList<>(history.participant()));
            if (deleted) {
                logs.get(Topics.PARTICIPANT_CHANGES).add(TOMBSTONE);
            }
            logs.put(Topics.TRAINING_CHANGES, new ArrayList<>(history.reports()));
            logs.put(Topics.SCHEDULE_ASSIGNMENTS, new ArrayList<>());
            logs.put(Topics.FUNDING_DECISIONS, new ArrayList<>());
            Service schedule =
                    new Service(Set.of(Topics.PARTICIPANT_CHANGES, Topics.TRAINING_CHANGES), this::assignSchedules);
            Service funding = new Service(Set.of(Topics.PARTICIPANT_CHANGES), this::decideFunding);
            provider = new Service(logs.keySet(), this::endReports);
            all = List.of(schedule, funding, provider);
        }

        private void assignSchedules(Service service, Topic<?, ?> moved) {
            service.get(Topics.PARTICIPANT_CHANGES)
                    .ifPresentOrElse(
                            participant -> {
                                ScheduleAssignments now = ScheduleRules.assign(
                                        participant,
                                        service.get(Topics.TRAINING_CHANGES)
                                                .orElseGet(() -> new TrainingReports(PRIYA, List.of())),
                                        CONTRACT_PERIODS);
                                ScheduleChanges.between(lastPublished(Topics.SCHEDULE_ASSIGNMENTS), now)
                                        .forEach(change -> publish(Topics.SCHEDULE_ASSIGNMENTS, now));
                            },
                            () -> {
                                if (moved.equals(Topics.PARTICIPANT_CHANGES)) {
                                    end(Topics.SCHEDULE_ASSIGNMENTS);
                                }
                            });
        }

        private void decideFunding(Service service, Topic<?, ?> moved) {
            service.get(Topics.PARTICIPANT_CHANGES)
                    .ifPresentOrElse(
                            participant -> {
                                FundingOutcome now = ConvergenceTest.decideFunding(
                                        participant, lastPublished(Topics.FUNDING_DECISIONS));
                                now.changes().forEach(change -> publish(Topics.FUNDING_DECISIONS, now.position()));
                            },
                            () -> end(Topics.FUNDING_DECISIONS));
        }

        /** Only after the participant's tombstone: a participant who is not stored yet may still arrive. */
        private void endReports(Service service, Topic<?, ?> moved) {
            if (moved.equals(Topics.PARTICIPANT_CHANGES)
                    && service.get(Topics.PARTICIPANT_CHANGES).isEmpty()) {
                end(Topics.TRAINING_CHANGES);
            }
        }

        /** The latest snapshot of a topic, or null after a tombstone. */
        private <S> @Nullable S lastPublished(Topic<?, S> topic) {
            List<Object> log = logs.get(topic);
            return log.isEmpty() || log.getLast().equals(TOMBSTONE)
                    ? null
                    : topic.snapshot().cast(log.getLast());
        }

        private void publish(Topic<?, ?> topic, Object snapshot) {
            logs.get(topic).add(snapshot);
        }

        private void end(Topic<?, ?> topic) {
            if (lastPublished(topic) != null) {
                publish(topic, TOMBSTONE);
            }
        }

        /** Delivers one record to one service. Sometimes moves its offset back first, as after a crash. */
        void deliverOne(int choice) {
            Service service = all.get(choice % all.size());
            List<Topic<?, ?>> topics = service.topics();
            Topic<?, ?> topic = topics.get(choice / 3 % topics.size());
            if (choice % 7 == 0) {
                service.rewind(topic, choice / 7);
            }
            service.deliver(topic, logs.get(topic));
        }

        void deliverTheRest() {
            boolean delivered = true;
            while (delivered) {
                delivered = false;
                for (Service service : all) {
                    for (Topic<?, ?> topic : service.topics()) {
                        delivered |= service.deliver(topic, logs.get(topic));
                    }
                }
            }
        }

        Map<UUID, String> views() {
            return provider.get(Topics.PARTICIPANT_CHANGES)
                    .map(ParticipantFacts::of)
                    .map(nothingElse -> ConvergenceTest.views(new ParticipantFacts(
                            nothingElse.participant(),
                            provider.get(Topics.TRAINING_CHANGES).orElse(nothingElse.reports()),
                            nothingElse.declarations(),
                            provider.get(Topics.SCHEDULE_ASSIGNMENTS).orElse(nothingElse.schedules()),
                            provider.get(Topics.FUNDING_DECISIONS).orElse(nothingElse.funding()),
                            nothingElse.referenceData())))
                    .orElse(Map.of());
        }

        List<Object> stored() {
            return all.stream()
                    .flatMap(service -> service.newest.values().stream())
                    .toList();
        }

        List<Object> lastOfEachTopic() {
            return logs.values().stream()
                    .filter(log -> !log.isEmpty())
                    .map(List::getLast)
                    .toList();
        }
    }

    /** One service: the newest version of each topic that it has read, and its offsets. */
    private static final class Service {

        private interface Reaction {
            void on(Service service, Topic<?, ?> moved);
        }

        private final List<Topic<?, ?>> topics;
        private final Reaction reaction;
        private final Map<Topic<?, ?>, Integer> offsets = new HashMap<>();
        private final Map<Topic<?, ?>, Integer> versions = new HashMap<>();
        private final Map<Topic<?, ?>, Object> newest = new HashMap<>();

        Service(Set<Topic<?, ?>> topics, Reaction reaction) {
            this.topics = topics.stream()
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
            this.reaction = reaction;
        }

        List<Topic<?, ?>> topics() {
            return topics;
        }

        void rewind(Topic<?, ?> topic, int by) {
            offsets.merge(topic, 0, (offset, zero) -> Math.max(0, offset - by % 5));
        }

        boolean deliver(Topic<?, ?> topic, List<Object> log) {
            int offset = offsets.getOrDefault(topic, 0);
            if (offset >= log.size()) {
                return false;
            }
            offsets.put(topic, offset + 1);
            if (log.get(offset).equals(TOMBSTONE)) {
                versions.remove(topic);
                newest.remove(topic);
                reaction.on(this, topic);
                return true;
            }
            // versions start again after a tombstone
            int version = offset - log.subList(0, offset).lastIndexOf(TOMBSTONE);
            if (version > versions.getOrDefault(topic, 0)) {
                versions.put(topic, version);
                newest.put(topic, log.get(offset));
                reaction.on(this, topic);
            }
            return true;
        }

        <S> Optional<S> get(Topic<?, S> topic) {
            return Optional.ofNullable(newest.get(topic)).map(topic.snapshot()::cast);
        }
    }
}
