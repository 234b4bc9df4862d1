package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.rules.Verdict;

/** The invariants of all participants hold after each of many random reports. */
class InvariantsTest {

    private static final List<String> ECTS = List.of("ada", "grace", "hedy");
    private static final List<String> MENTORS = List.of("mary", "emmy", "ada");
    private static final List<String> SCHOOLS = List.of("100001", "100002", "100003");
    private static final int REPORTS = 400;

    private final SchoolScenario schoolScenario = new SchoolScenario();
    private int accepted;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void invariantsHoldAfterEveryReport(long seed) {
        Random random = new Random(seed);
        SCHOOLS.forEach(schoolScenario::partnerships);
        LocalDate today = LocalDate.of(2022, 9, 1);
        for (int i = 0; i < REPORTS; i++) {
            today = today.plusDays(random.nextInt(5));
            schoolScenario
                    .on(today.isAfter(LocalDate.of(2026, 5, 1)) ? LocalDate.of(2026, 5, 1) : today)
                    .at(any(SCHOOLS, random));
            report(random);
            if (schoolScenario.verdict() instanceof Verdict.Accepted<Changes>) {
                accepted++;
                schoolScenario.everyone().forEach(this::holds);
                assertThat(schoolScenario.everyone().stream()
                                .flatMap(person -> person.trainings().stream())
                                .map(Training::id))
                        .as("no two trainings have one id")
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(accepted).isGreaterThan(REPORTS / 10);
    }

    private void report(Random random) {
        LocalDate day = schoolScenario.today().plusDays(random.nextInt(-40, 60));
        String ect = any(ECTS, random);
        String mentor = any(MENTORS, random);
        @Nullable
        UUID provider = any(
                List.of(
                        RegistrationFixtures.LEAD_PROVIDER,
                        RegistrationFixtures.OTHER_LEAD_PROVIDER,
                        RegistrationFixtures.id("a third provider")),
                random);
        switch (random.nextInt(12)) {
            case 0, 1 -> schoolScenario.registersEct(ect, day, random.nextInt(4) == 0 ? null : provider);
            case 2 ->
                schoolScenario.registersMentor(
                        mentor, day, known(ect) && random.nextBoolean() ? ect : null, random.nextBoolean(), null);
            case 3 -> ifKnown(ect, () -> schoolScenario.leaves(ect, Role.ECT, day));
            case 4 -> ifKnown(mentor, () -> schoolScenario.leaves(mentor, Role.MENTOR, day));
            case 5, 6 -> ifKnown(ect, () -> schoolScenario.mentors(mentor, ect));
            case 7 -> ifKnown(ect, () -> schoolScenario.changesLeadProvider(ect, Role.ECT, provider));
            case 8 -> ifKnown(mentor, () -> schoolScenario.changesLeadProvider(mentor, Role.MENTOR, provider));
            case 9 -> ifKnown(ect, () -> schoolScenario.becomesSchoolLed(ect));
            case 10 -> ifKnown(ect, () -> schoolScenario.becomesProviderLed(ect, provider));
            default -> ifKnown(ect, () -> other(ect, day, random));
        }
    }

    private void other(String ect, LocalDate day, Random random) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> schoolScenario.beginsInduction(ect, day);
            case 3 -> schoolScenario.endsInduction(ect, day, random.nextInt(5) == 0 ? InductionOutcome.PASS : null);
            case 4 -> ifKnown("emmy", () -> schoolScenario.merges("emmy", ect));
            default -> schoolScenario.changesWorkingPattern(ect, any(List.of(WorkingPattern.values()), random));
        }
    }

    private boolean known(String name) {
        return schoolScenario.person(name) != null;
    }

    private void ifKnown(String name, Runnable report) {
        if (known(name)) {
            report.run();
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private void holds(Participant person) {
        List<SchoolPeriod> times =
                person.schoolPeriods().stream().filter(SchoolPeriod::takesPlace).toList();
        List<Training> trainings =
                person.trainings().stream().filter(Training::takesPlace).toList();

        assertThat(anyTwo(
                        times,
                        (one, other) -> one.role() == Role.ECT
                                && other.role() == Role.ECT
                                && overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())))
                .as("I2: an ECT is at one school at a time")
                .isFalse();
        assertThat(anyTwo(
                        times,
                        (one, other) -> one.role() == other.role()
                                && one.schoolUrn().equals(other.schoolUrn())
                                && overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())))
                .as("I3: nobody is twice at one school in one role")
                .isFalse();
        assertThat(anyTwo(
                        trainings,
                        (one, other) -> one.role() == other.role()
                                && overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())))
                .as("I4: one training at a time in a role")
                .isFalse();
        assertThat(trainings)
                .as("I5: training lies within the time at its school, I10 to I13: and has what its programme needs")
                .allMatch(training -> times.stream()
                        .anyMatch(time -> time.id().equals(training.schoolPeriodId())
                                && time.role() == training.role()
                                && time.schoolUrn().equals(training.schoolUrn())
                                && lies(training.startedOn(), training.finishedOn(), time)))
                .allMatch(training -> training.isProviderLed() == (training.leadProviderId() != null))
                .allMatch(training -> training.isProviderLed() == (training.cohort() != null))
                .allMatch(training -> training.isProviderLed() == (training.cohortReason() != null))
                .allMatch(training -> training.role() == Role.ECT || training.isProviderLed())
                .allMatch(training -> (training.finishedOn() == null) == (training.ending() == null));
        assertThat(person.mentorships()).allSatisfy(mentorship -> mentorshipHolds(mentorship, person));
        assertThat(anyTwo(
                        person.mentorships().stream()
                                .filter(mentorship -> mentorship.ectId().equals(person.id()))
                                .toList(),
                        (one, other) ->
                                overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())))
                .as("I6: an ECT has one mentor at a time")
                .isFalse();
        assertThat(anyTwo(
                        person.inductionPeriods(),
                        (one, other) ->
                                overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())))
                .as("I8: one induction period at a time")
                .isFalse();
        assertThat(person.inductionPeriods().stream()
                        .map(InductionPeriod::outcome)
                        .filter(outcome -> outcome != null)
                        .count())
                .as("I8: one outcome")
                .isLessThanOrEqualTo(1);
    }

    private void mentorshipHolds(Mentorship mentorship, Participant person) {
        assertThat(mentorship.ectId()).isNotEqualTo(mentorship.mentorId());
        Role role = mentorship.ectId().equals(person.id()) ? Role.ECT : Role.MENTOR;
        UUID otherId = role == Role.ECT ? mentorship.mentorId() : mentorship.ectId();
        assertThat(isNotOver(mentorship.finishedOn(), mentorship.startedOn()))
                .as("I1: no mentorship ends before it begins")
                .isTrue();
        assertThat(Periods.atSchools(person, role))
                .as("I7: a mentorship lies within the time at the school, of both")
                .anyMatch(time -> time.schoolUrn().equals(mentorship.schoolUrn())
                        && lies(mentorship.startedOn(), mentorship.finishedOn(), time));
        assertThat(schoolScenario.everyone().stream().filter(other -> other.id().equals(otherId)))
                .as("both carry it")
                .singleElement()
                .satisfies(other -> assertThat(other.mentorships()).contains(mentorship));
    }

    private static boolean lies(LocalDate startedOn, @Nullable LocalDate finishedOn, SchoolPeriod time) {
        return !startedOn.isBefore(time.startedOn())
                && isNotOver(time.finishedOn(), startedOn)
                && (time.finishedOn() == null || (finishedOn != null && !finishedOn.isAfter(time.finishedOn())));
    }

    private static boolean overlap(
            LocalDate oneStart, @Nullable LocalDate oneEnd, LocalDate otherStart, @Nullable LocalDate otherEnd) {
        return isNotOver(oneEnd, otherStart) && isNotOver(otherEnd, oneStart);
    }

    private static <T> boolean anyTwo(List<T> all, BiPredicate<T, T> clash) {
        return Stream.iterate(0, i -> i + 1).limit(all.size()).anyMatch(i -> all.subList(i + 1, all.size()).stream()
                .anyMatch(other -> clash.test(all.get(i), other)));
    }
}
