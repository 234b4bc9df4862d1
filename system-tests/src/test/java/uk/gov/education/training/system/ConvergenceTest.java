package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.funding.domain.declarations.Funding;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.providerapi.documents.ResourceJson;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;
import uk.gov.education.training.schedule.domain.Scheduling;

/**
 * The rules of all services together, on a random history: in whatever order the topics are read relative to each
 * other, with whatever is delivered twice or after a rewind, every provider ends with one and the same view.
 *
 * <p>The version guard is modelled here in its three lines; that the services' real one behaves so is the subject of
 * their integration tests.
 */
class ConvergenceTest {

    private static final UUID PRIYA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant BEGIN = Instant.parse("2025-07-01T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final Instant NO_MATTER_WHEN = Instant.EPOCH;
    private static final Map<Integer, ContractPeriod> CATALOGUE = Map.of(
            2025,
            new ContractPeriod(
                    2025,
                    LocalDate.parse("2025-06-01"),
                    LocalDate.parse("2026-05-31"),
                    true,
                    null,
                    true,
                    true,
                    false,
                    Stream.of("standard-september", "standard-january", "standard-april", "extended-september")
                            .map(kindAndTerm -> new Schedule("ecf-" + kindAndTerm, List.of()))
                            .toList()));

    /** What somebody reports. */
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

    @Provide
    Arbitrary<Step> steps() {
        return Arbitraries.of(Step.class);
    }

    @Property(tries = 2_000)
    void everyInterleavingEndsInTheSameView(
            @ForAll @Size(max = 12) List<Step> steps,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> deliveries) {
        History history = History.of(steps);
        Readers readers = new Readers(history, false);

        deliveries.forEach(readers::deliverSomething);
        readers.deliverTheRest();

        assertThat(readers.views()).isEqualTo(history.views());
        assertThat(readers.said(Topics.SCHEDULE_ASSIGNMENTS)).isEqualTo(history.assignments());
    }

    @Property(tries = 2_000)
    void everyInterleavingOfADeletionLeavesNothingAnywhere(
            @ForAll @Size(max = 6) List<Step> steps,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> deliveries) {
        Readers readers = new Readers(History.of(steps), true);

        deliveries.forEach(readers::deliverSomething);
        readers.deliverTheRest();

        assertThat(readers.views()).isEmpty();
        assertThat(readers.held()).isEmpty();
        assertThat(readers.lastOfEachTopic()).containsOnly(END);
    }

    /** A tombstone. */
    private static final Object END = "the end";

    /** The owners' logs: each message a version and the whole snapshot. */
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

        /** What each provider must see: computed from the final facts at once, without any delivery. */
        Map<UUID, String> views() {
            Participant participant = this.participant.getLast();
            TrainingReports latest = latest(reports);
            return ConvergenceTest.views(new ParticipantFacts(
                    participant,
                    latest,
                    new Declarations(participant.id(), List.of()),
                    assignments(),
                    decideFunding(participant, null).position(),
                    Map.of(),
                    Map.of()));
        }

        /** Likewise. */
        ScheduleAssignments assignments() {
            return Scheduling.assign(participant.getLast(), latest(reports), CATALOGUE);
        }

        private static Participant registered() {
            SchoolPeriod period = new SchoolPeriod(
                    new UUID(0, 7),
                    Role.ECT,
                    "900001",
                    "priya@example.org",
                    LocalDate.parse("2025-09-01"),
                    null,
                    null,
                    WorkingPattern.FULL_TIME,
                    BEGIN,
                    BEGIN);
            return new Participant(
                    PRIYA,
                    "3104872",
                    "Priya Okafor",
                    new UUID(0, 8),
                    null,
                    List.of(period),
                    List.of(training(0, LocalDate.parse("2025-09-01"), BEGIN)),
                    List.of(),
                    List.of(),
                    List.of());
        }

        private static Training training(int n, LocalDate startedOn, Instant at) {
            return new Training(
                    new UUID(1, n),
                    Role.ECT,
                    new UUID(0, 7),
                    "900001",
                    TrainingProgramme.PROVIDER_LED,
                    new UUID(2, n % 3),
                    2025,
                    CohortReason.STANDARD,
                    new UUID(3, n),
                    new UUID(4, n),
                    startedOn,
                    null,
                    null,
                    at,
                    at);
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
            trainings.add(last.withFinishedOn(lastDay)
                    .withEnding(new Ending(EndReason.CHANGED_LEAD_PROVIDER, last.schoolUrn(), next.registeredAt())));
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

        /** Later training carries over what the lead provider had reported before. */
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
                    .ifPresent(view -> views.put(provider, ResourceJson.of(view).updatedAt(NO_MATTER_WHEN)));
        }
        return views;
    }

    /** Of whom nothing was declared. */
    private static FundingOutcome decideFunding(Participant participant, @Nullable FundingPosition before) {
        return Funding.decide(participant, List.of(), Map.of(), Map.of(), before);
    }

    /** The services that read, each topic from its own offset, and write what they derive. */
    private static final class Readers {

        private final Map<Topic<?, ?>, List<Object>> logs = new HashMap<>();
        private final List<Reader> all;
        private final Reader provider;

        Readers(History history, boolean deleted) {
            logs.put(Topics.PARTICIPANT_CHANGES, new ArrayList<>(history.participant()));
            if (deleted) {
                logs.get(Topics.PARTICIPANT_CHANGES).add(END);
            }
            logs.put(Topics.TRAINING_CHANGES, new ArrayList<>(history.reports()));
            logs.put(Topics.SCHEDULE_ASSIGNMENTS, new ArrayList<>());
            logs.put(Topics.FUNDING_DECISIONS, new ArrayList<>());
            Reader schedule =
                    new Reader(Set.of(Topics.PARTICIPANT_CHANGES, Topics.TRAINING_CHANGES), this::assignSchedules);
            Reader funding = new Reader(Set.of(Topics.PARTICIPANT_CHANGES), this::decideFunding);
            provider = new Reader(logs.keySet(), this::endReports);
            all = List.of(schedule, funding, provider);
        }

        private void assignSchedules(Reader held, Topic<?, ?> moved) {
            held.get(Topics.PARTICIPANT_CHANGES)
                    .ifPresentOrElse(
                            participant -> {
                                ScheduleAssignments now = Scheduling.assign(
                                        participant,
                                        held.get(Topics.TRAINING_CHANGES)
                                                .orElseGet(() -> new TrainingReports(PRIYA, List.of())),
                                        CATALOGUE);
                                Scheduling.changes(said(Topics.SCHEDULE_ASSIGNMENTS), now)
                                        .forEach(change -> say(Topics.SCHEDULE_ASSIGNMENTS, now));
                            },
                            () -> {
                                if (moved.equals(Topics.PARTICIPANT_CHANGES)) {
                                    end(Topics.SCHEDULE_ASSIGNMENTS);
                                }
                            });
        }

        private void decideFunding(Reader held, Topic<?, ?> moved) {
            held.get(Topics.PARTICIPANT_CHANGES)
                    .ifPresentOrElse(
                            participant -> {
                                FundingOutcome now =
                                        ConvergenceTest.decideFunding(participant, said(Topics.FUNDING_DECISIONS));
                                now.changes().forEach(change -> say(Topics.FUNDING_DECISIONS, now.position()));
                            },
                            () -> end(Topics.FUNDING_DECISIONS));
        }

        /** Only when the participant's end arrives: before anything was heard of them, they may still be on the way. */
        private void endReports(Reader held, Topic<?, ?> moved) {
            if (moved.equals(Topics.PARTICIPANT_CHANGES)
                    && held.get(Topics.PARTICIPANT_CHANGES).isEmpty()) {
                end(Topics.TRAINING_CHANGES);
            }
        }

        /** What an owner last said, unless that has ended. */
        private <S> @Nullable S said(Topic<?, S> topic) {
            List<Object> log = logs.get(topic);
            return log.isEmpty() || log.getLast().equals(END)
                    ? null
                    : topic.snapshot().cast(log.getLast());
        }

        private void say(Topic<?, ?> topic, Object snapshot) {
            logs.get(topic).add(snapshot);
        }

        private void end(Topic<?, ?> topic) {
            if (said(topic) != null) {
                say(topic, END);
            }
        }

        /** One record to one reader; every now and then its offset goes back first, as after a crash. */
        void deliverSomething(int choice) {
            Reader reader = all.get(choice % all.size());
            List<Topic<?, ?>> topics = reader.topics();
            Topic<?, ?> topic = topics.get(choice / 3 % topics.size());
            if (choice % 7 == 0) {
                reader.rewind(topic, choice / 7);
            }
            reader.deliver(topic, logs.get(topic));
        }

        void deliverTheRest() {
            boolean delivered = true;
            while (delivered) {
                delivered = false;
                for (Reader reader : all) {
                    for (Topic<?, ?> topic : reader.topics()) {
                        delivered |= reader.deliver(topic, logs.get(topic));
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
                            nothingElse.deliveryPartners(),
                            nothingElse.leadProviderNames())))
                    .orElse(Map.of());
        }

        List<Object> held() {
            return all.stream()
                    .flatMap(reader -> reader.newest.values().stream())
                    .toList();
        }

        List<Object> lastOfEachTopic() {
            return logs.values().stream()
                    .filter(log -> !log.isEmpty())
                    .map(List::getLast)
                    .toList();
        }
    }

    /** One service: the newest version that it has seen of each topic, and where it stands in the log. */
    private static final class Reader {

        private interface Reaction {
            void on(Reader held, Topic<?, ?> moved);
        }

        private final List<Topic<?, ?>> topics;
        private final Reaction reaction;
        private final Map<Topic<?, ?>, Integer> offsets = new HashMap<>();
        private final Map<Topic<?, ?>, Integer> versions = new HashMap<>();
        private final Map<Topic<?, ?>, Object> newest = new HashMap<>();

        Reader(Set<Topic<?, ?>> topics, Reaction reaction) {
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
            if (log.get(offset).equals(END)) {
                versions.remove(topic);
                newest.remove(topic);
                reaction.on(this, topic);
                return true;
            }
            // after an end they begin again
            int version = offset - log.subList(0, offset).lastIndexOf(END);
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
