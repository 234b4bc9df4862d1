package uk.gov.education.training.providerapi.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.TrainingReports.CohortMove.INTO_CLOSED_COHORT;
import static uk.gov.education.training.events.TrainingReports.CohortMove.OTHER_COHORT;
import static uk.gov.education.training.events.TrainingReports.CohortMove.OUT_OF_CLOSED_COHORT;
import static uk.gov.education.training.events.TrainingReports.CohortMove.SAME_COHORT;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.fields;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange.TrainingScheduleChanged;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.participants.Enrolment;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

class ScheduleChangeRulesTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45Z");
    private static final LocalDate TODAY = date("2026-02-16");

    /** Cohorts 2021 and 2022 are closed. */
    private static final List<ContractPeriod> CATALOGUE = IntStream.rangeClosed(2021, 2026)
            .mapToObj(year -> contractPeriod(
                            year,
                            Stream.of("standard", "extended", "reduced", "replacement")
                                    .flatMap(kind -> Stream.of("september", "january", "april")
                                            .map(term -> "ecf-" + kind + "-" + term))
                                    // a cohort may lack a schedule
                                    .filter(schedule -> year != 2026 || !schedule.equals("ecf-extended-april"))
                                    .toArray(String[]::new))
                    .withPaymentsFrozenAt(year < 2023 ? Instant.parse("2025-06-16T00:00:00Z") : null))
            .toList();

    private static Partnership partnership(int number, UUID deliveryPartner, int cohort, String createdAt) {
        return new Partnership(id(number), AMBER, "Amber", deliveryPartner, OAKFIELD, cohort, Instant.parse(createdAt));
    }

    /** One partnership of the provider with the school in each cohort, the training's own in 2025. */
    private static final List<Partnership> PARTNERSHIPS = IntStream.of(2021, 2022, 2023, 2024, 2025, 2026)
            .mapToObj(cohort ->
                    partnership(cohort == 2025 ? 30 : 3000 + cohort, id(40), cohort, cohort + "-06-20T09:00:00Z"))
            .toList();

    private static final ScheduleChangeContext CONTEXT = new ScheduleChangeContext(CATALOGUE, PARTNERSHIPS, List.of());

    private static ParticipantFactsFixture inTraining() {
        return ect().trainedBy(AMBER, "2025-09-01", null);
    }

    private static ParticipantFactsFixture mentorInTraining() {
        return new ParticipantFactsFixture()
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled();
    }

    private static Verdict<ReportedChange> change(
            ParticipantFactsFixture given, ScheduleChangeRequest request, ScheduleChangeContext context) {
        return ScheduleChangeRules.decide(AMBER, given.facts(), request, context, AT);
    }

    private static Verdict<ReportedChange> changeEct(
            ParticipantFactsFixture given, @Nullable String identifier, @Nullable String cohort) {
        return change(given, new ScheduleChangeRequest(Role.ECT, identifier, cohort), CONTEXT);
    }

    private static Verdict<ReportedChange> changeMentor(ParticipantFactsFixture given, String identifier) {
        return change(given, new ScheduleChangeRequest(Role.MENTOR, identifier, null), CONTEXT);
    }

    private static ScheduleReport report(Verdict<ReportedChange> verdict) {
        return accepted(verdict).reports().trainings().getLast().schedules().getLast();
    }

    // accepted

    @Test
    void scheduleOfTheSameCohortChanges() {
        UUID training =
                inTraining().facts().participant().trainings().getFirst().id();

        Verdict<ReportedChange> verdict = changeEct(inTraining(), "ecf-extended-september", null);

        assertThat(report(verdict))
                .isEqualTo(new ScheduleReport(2025, "ecf-extended-september", id(30), SAME_COHORT, AT));
        assertThat(accepted(verdict).change())
                .isEqualTo(new TrainingScheduleChanged(
                        training, AMBER, Role.ECT, 2025, "ecf-standard-september", 2025, "ecf-extended-september"));
    }

    @Test
    void prefixIsOptional() {
        assertThat(report(changeEct(inTraining(), "extended-september", null)).scheduleIdentifier())
                .isEqualTo("ecf-extended-september");
    }

    @Test
    void currentCohortCanBeNamed() {
        assertThat(report(changeEct(inTraining(), "ecf-standard-january", "2025"))
                        .move())
                .isEqualTo(SAME_COHORT);
    }

    /** Behaves as the published API does. */
    @ParameterizedTest
    @ValueSource(strings = {"2019", "2031", "next year", "", "20 25"})
    void cohortThatDoesNotExistMeansTheSameOne(String cohort) {
        assertThat(report(changeEct(inTraining(), "ecf-standard-january", cohort))
                        .cohort())
                .isEqualTo(2025);
    }

    @Test
    void sameScheduleOfAnotherCohortIsAChange() {
        assertThat(report(changeEct(inTraining(), "ecf-standard-september", "2026")))
                .isEqualTo(new ScheduleReport(2026, "ecf-standard-september", id(5026), OTHER_COHORT, AT));
    }

    @Test
    void joiningParticipantCanBeChanged() {
        assertThat(accepted(changeEct(ect().trainedBy(AMBER, "2026-04-13", null), "ecf-standard-april", null)))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void leavingParticipantCanBeChanged() {
        assertThat(accepted(changeEct(ect().trainedBy(AMBER, "2025-09-01", "2026-02-17"), "ecf-standard-april", null)))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void declarationsDoNotBlock() {
        ScheduleChangeContext declared =
                new ScheduleChangeContext(CATALOGUE, PARTNERSHIPS, List.of(date("2025-10-01"), TODAY));

        assertThat(accepted(change(
                        inTraining(), new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", null), declared)))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void scheduleCanChangeAgainOnTheSameDay() {
        ParticipantFactsFixture changed =
                inTraining().rescheduled(2025, "ecf-extended-september", id(30), SAME_COHORT, "2026-02-16T08:00:00Z");

        Verdict<ReportedChange> verdict = changeEct(changed, "ecf-reduced-september", null);

        assertThat(((TrainingScheduleChanged) accepted(verdict).change()).from())
                .isEqualTo("ecf-extended-september");
    }

    @Test
    void changeIsOfTheProvidersLatestTraining() {
        ParticipantFactsFixture moved = ect().trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-01-05")
                .training(AMBER, ASHDOWN_PERIOD, "2026-01-05", null, true)
                .scheduled();

        Verdict<ReportedChange> verdict = changeEct(moved, "ecf-standard-january", null);

        assertThat(((TrainingScheduleChanged) accepted(verdict).change()).trainingId())
                .isEqualTo(moved.facts().participant().trainings().getLast().id());
    }

    // the schedule

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ecf-standard-autumn", "ECF-STANDARD-APRIL", "ecf-ecf-standard-april", "standard"})
    void scheduleMustBeOneOfTheTwelve(String identifier) {
        assertThat(fields(changeEct(inTraining(), identifier, null))).containsExactly("schedule_identifier");
    }

    @Test
    void scheduleMustBeGiven() {
        assertThat(fields(changeEct(inTraining(), null, null))).containsExactly("schedule_identifier");
    }

    @Test
    void scheduleMustExistInTheCohort() {
        assertThat(fields(changeEct(inTraining(), "ecf-extended-april", "2026")))
                .containsExactly("schedule_identifier");
    }

    @Test
    void scheduleMustBeAnotherOne() {
        assertThat(fields(changeEct(inTraining(), "ecf-standard-september", null)))
                .containsExactly("schedule_identifier");
    }

    @Test
    void newScheduleMustDifferFromTheReportedOne() {
        ParticipantFactsFixture changed =
                inTraining().rescheduled(2025, "ecf-extended-september", id(30), SAME_COHORT, "2026-01-10T08:00:00Z");

        assertThat(fields(changeEct(changed, "ecf-extended-september", null))).containsExactly("schedule_identifier");
        assertThat(accepted(changeEct(changed, "ecf-standard-september", null))).isInstanceOf(ReportedChange.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"september", "january", "april"})
    void ectCannotFollowAReplacementSchedule(String term) {
        assertThat(fields(changeEct(inTraining(), "ecf-replacement-" + term, null)))
                .containsExactly("schedule_identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"september", "january", "april"})
    void mentorCannotFollowAReducedSchedule(String term) {
        assertThat(fields(changeMentor(mentorInTraining(), "ecf-reduced-" + term)))
                .containsExactly("schedule_identifier");
    }

    @Test
    void replacementMentorIsMovedToAStandardSchedule() {
        ParticipantFactsFixture replacement = mentorInTraining()
                .rescheduled(2025, "ecf-replacement-september", id(30), SAME_COHORT, "2025-10-10T08:00:00Z");

        assertThat(report(changeMentor(replacement, "ecf-standard-september")).scheduleIdentifier())
                .isEqualTo("ecf-standard-september");
    }

    /** The day is the one in London, not in UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-02-16T00:00:00Z, true",
        "2026-02-15T23:59:59Z, false",
    })
    void scheduleCannotChangeTwiceOnADayWithADeclaration(String changedAt, boolean refused) {
        ParticipantFactsFixture changed =
                inTraining().rescheduled(2025, "ecf-extended-september", id(30), SAME_COHORT, changedAt);
        ScheduleChangeContext declared = new ScheduleChangeContext(CATALOGUE, PARTNERSHIPS, List.of(TODAY));

        Verdict<ReportedChange> verdict =
                change(changed, new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", null), declared);

        if (refused) {
            assertThat(fields(verdict)).containsExactly("schedule_identifier");
        } else {
            assertThat(accepted(verdict)).isInstanceOf(ReportedChange.class);
        }
    }

    /** The catalogue's schedules have no milestones, except this one, which lets training start in autumn. */
    private static ScheduleChangeContext autumnOnly(String schedule) {
        var autumn = new Milestone("started", date("2026-09-01"), date("2026-12-31"));
        return new ScheduleChangeContext(
                CATALOGUE.stream()
                        .map(period -> period.withSchedules(List.of(new Schedule(schedule, List.of(autumn)))))
                        .toList(),
                PARTNERSHIPS,
                List.of());
    }

    @ParameterizedTest(name = "training from {0}, declared {1}: refused {2}")
    @CsvSource({
        "2026-02-16, 2026-02-10T09:00:00Z, true",
        "2026-04-13, 2026-02-10T09:00:00Z, true",
        "2026-04-13, 2026-09-01T09:00:00Z, false",
        // started training continues on the new schedule; earlier declarations do not change
        "2026-02-15, 2026-02-10T09:00:00Z, false",
    })
    void declarationsForFutureTrainingMustFitTheNewSchedule(String startedOn, String declaredFor, boolean refused) {
        ParticipantFactsFixture given =
                ect().trainedBy(AMBER, startedOn, null).declared(AMBER, DeclarationType.STARTED, declaredFor);

        Verdict<ReportedChange> verdict = change(
                given,
                new ScheduleChangeRequest(Role.ECT, "ecf-extended-september", null),
                autumnOnly("ecf-extended-september"));

        if (refused) {
            assertThat(fields(verdict)).containsExactly("schedule_identifier");
        } else {
            assertThat(accepted(verdict)).isInstanceOf(ReportedChange.class);
        }
    }

    @Test
    void voidedOrUnrelatedDeclarationsDoNotPreventAChange() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-02-15")
                .declared(AMBER, DeclarationType.STARTED, "2025-10-01T09:00:00Z")
                .trainedBy(AMBER, "2026-02-16", null)
                .declared(AMBER, DeclarationType.COMPLETED, "2026-02-10T09:00:00Z")
                .voided();

        assertThat(accepted(change(
                        given,
                        new ScheduleChangeRequest(Role.ECT, "ecf-extended-september", null),
                        autumnOnly("ecf-extended-september"))))
                .isInstanceOf(ReportedChange.class);
    }

    // the cohort and its partnership

    @Test
    void anotherCohortNeedsAPartnershipWithTheSchool() {
        ScheduleChangeContext elsewhere = new ScheduleChangeContext(
                CATALOGUE,
                List.of(
                        new Partnership(id(31), AMBER, "Amber", id(40), ASHDOWN, 2026, AT),
                        new Partnership(id(32), BRACKEN, "Bracken", id(40), OAKFIELD, 2026, AT),
                        new Partnership(id(33), AMBER, "Amber", id(40), OAKFIELD, 2024, AT)),
                List.of());

        assertThat(fields(change(
                        inTraining(), new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", "2026"), elsewhere)))
                .containsExactly("cohort");
    }

    @Test
    void partnershipStaysWithTheCohortEvenIfThereIsANewerOne() {
        ScheduleChangeContext newer = new ScheduleChangeContext(
                CATALOGUE, List.of(partnership(99, id(41), 2025, "2026-01-01T09:00:00Z")), List.of());

        assertThat(report(change(inTraining(), new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", null), newer))
                        .partnershipId())
                .isEqualTo(id(30));
    }

    @Test
    void partnershipWithTheSameDeliveryPartnerIsPreferred() {
        ScheduleChangeContext several = new ScheduleChangeContext(
                CATALOGUE,
                List.of(
                        partnership(51, id(40), 2026, "2026-01-01T09:00:00Z"),
                        partnership(52, id(41), 2026, "2026-02-01T09:00:00Z")),
                List.of());

        assertThat(report(change(
                                inTraining(),
                                new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", "2026"),
                                several))
                        .partnershipId())
                .isEqualTo(id(51));
    }

    @Test
    void latestPartnershipCountsIfNoneHasTheSameDeliveryPartner() {
        ScheduleChangeContext several = new ScheduleChangeContext(
                CATALOGUE,
                List.of(
                        partnership(51, id(41), 2026, "2026-01-01T09:00:00Z"),
                        partnership(52, id(42), 2026, "2026-02-01T09:00:00Z"),
                        partnership(53, id(43), 2026, "2026-01-15T09:00:00Z")),
                List.of());

        assertThat(report(change(
                                inTraining(),
                                new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", "2026"),
                                several))
                        .partnershipId())
                .isEqualTo(id(52));
    }

    @Test
    void moveIntoAClosedCohortIsRefused() {
        assertThat(fields(changeEct(inTraining(), "ecf-standard-april", "2022")))
                .containsExactly("cohort");
    }

    @Test
    void cohortIsClosedFromTheTimeOfTheFreeze() {
        List<ContractPeriod> freezing = CATALOGUE.stream()
                .map(period -> period.year() == 2024 ? period.withPaymentsFrozenAt(AT) : period)
                .toList();
        ScheduleChangeRequest request = new ScheduleChangeRequest(Role.ECT, "ecf-standard-april", "2024");
        ScheduleChangeContext context = new ScheduleChangeContext(freezing, PARTNERSHIPS, List.of());

        assertThat(fields(change(inTraining(), request, context))).containsExactly("cohort");
        assertThat(accepted(
                        ScheduleChangeRules.decide(AMBER, inTraining().facts(), request, context, AT.minusMillis(1))))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void participantCanLeaveAClosedCohort() {
        ParticipantFactsFixture closed = inTraining().inCohort(2022, CohortReason.STANDARD);

        ScheduleReport report = report(changeEct(closed, "ecf-extended-september", "2024"));

        assertThat(report.cohort()).isEqualTo(2024);
        assertThat(report.move()).isEqualTo(OUT_OF_CLOSED_COHORT);
    }

    @Test
    void participantCanGoBackToTheClosedCohortTheyCameFrom() {
        ParticipantFactsFixture moved = inTraining()
                .inCohort(2022, CohortReason.STANDARD)
                .rescheduled(2024, "ecf-extended-september", id(5024), OUT_OF_CLOSED_COHORT, "2026-01-10T08:00:00Z");

        assertThat(report(changeEct(moved, "ecf-standard-april", "2022")).move())
                .isEqualTo(INTO_CLOSED_COHORT);
        assertThat(fields(changeEct(moved, "ecf-standard-april", "2021"))).containsExactly("cohort");
    }

    @Test
    void ectRegisteredOutOfAClosedCohortCanGoBackToIt() {
        ParticipantFactsFixture moved = ect().trainedBy(BRACKEN, "2022-09-01", "2025-12-31")
                .inCohort(2022, CohortReason.STANDARD)
                .trainedBy(AMBER, "2026-01-05", null)
                .inCohort(2024, CohortReason.MOVED_FROM_CLOSED_COHORT);

        assertThat(report(changeEct(moved, "ecf-standard-april", "2022")).move())
                .isEqualTo(INTO_CLOSED_COHORT);
    }

    @Test
    void moveOutOfAClosedCohortInTheOtherRoleDoesNotCount() {
        ParticipantFactsFixture both = mentorInTraining()
                .inCohort(2022, CohortReason.STANDARD)
                .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2025-09-01")
                .training(AMBER, OAKFIELD_PERIOD, "2025-09-01", null, true)
                .scheduled();

        assertThat(fields(changeEct(both, "ecf-standard-april", "2022"))).containsExactly("cohort");
    }

    /** Differs from RECT, which refuses this by mistake after a return: staying is not a move into a closed cohort. */
    @Test
    void scheduleChangesWithinTheClosedCohortThatTheParticipantIsIn() {
        ParticipantFactsFixture closed = inTraining().inCohort(2022, CohortReason.STANDARD);
        ParticipantFactsFixture cameBack = closed.rescheduled(
                        2024, "ecf-extended-september", id(5024), OUT_OF_CLOSED_COHORT, "2026-01-10T08:00:00Z")
                .rescheduled(2022, "ecf-standard-april", id(5022), INTO_CLOSED_COHORT, "2026-01-11T08:00:00Z");

        assertThat(report(changeEct(cameBack, "ecf-extended-april", null)).move())
                .isEqualTo(SAME_COHORT);
    }

    // the participant

    @Test
    void ectWhoseInductionHasEndedCannotBeChanged() {
        ParticipantFactsFixture completed = inTraining().inducted("2025-09-01", "2026-02-01", InductionOutcome.PASS);

        assertThat(fields(changeEct(completed, "ecf-standard-april", null))).containsExactly("participant_id");
    }

    @Test
    void ectWhoseInductionHasEndedCanMoveToAReducedSchedule() {
        ParticipantFactsFixture completed = inTraining().inducted("2025-09-01", "2026-02-01", InductionOutcome.PASS);

        assertThat(accepted(changeEct(completed, "ecf-reduced-september", null)))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void ectReleasedByAnAppropriateBodyCanBeChanged() {
        ParticipantFactsFixture released = inTraining().inducted("2025-09-01", "2026-02-01", null);

        assertThat(accepted(changeEct(released, "ecf-standard-april", null))).isInstanceOf(ReportedChange.class);
    }

    @Test
    void mentorWhoseFundingHasEndedCannotBeChanged() {
        ParticipantFactsFixture completed = mentorInTraining()
                .fundedAsMentor(
                        new RoleFunding(date("2025-09-01"), date("2026-02-01"), "completed_declaration_received"));

        assertThat(fields(changeMentor(completed, "ecf-standard-april"))).containsExactly("participant_id");
    }

    @Test
    void mentorDeclaredCompletedCannotBeChangedUnlessVoided() {
        ParticipantFactsFixture completed =
                mentorInTraining().declared(BRACKEN, DeclarationType.COMPLETED, "2026-02-01T09:00:00Z");

        assertThat(fields(changeMentor(completed, "ecf-standard-april"))).containsExactly("participant_id");
        assertThat(accepted(changeMentor(completed.voided(), "ecf-standard-april")))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void mentorDeclaredStartedOrEctDeclaredCompletedCanBeChanged() {
        assertThat(accepted(changeMentor(
                        mentorInTraining().declared(AMBER, DeclarationType.STARTED, "2026-02-01T09:00:00Z"),
                        "ecf-standard-april")))
                .isInstanceOf(ReportedChange.class);
        assertThat(accepted(changeEct(
                        inTraining().declared(AMBER, DeclarationType.COMPLETED, "2026-02-01T09:00:00Z"),
                        "ecf-standard-april",
                        null)))
                .isInstanceOf(ReportedChange.class);
    }

    /** Includes the last day itself. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-02-16", "2026-02-15", "2025-12-31"})
    void participantWhoHasLeftCannotBeChanged(String lastDay) {
        assertThat(fields(changeEct(ect().trainedBy(AMBER, "2025-09-01", lastDay), "ecf-standard-april", null)))
                .containsExactly("participant_id");
    }

    @ParameterizedTest
    @CsvSource({"DEFERRED", "WITHDRAWN"})
    void deferredOrWithdrawnParticipantCountsAsLeft(TrainingStatus status) {
        ParticipantFactsFixture given = inTraining().reported(status, "other", "2026-01-10T09:00:00Z");

        assertThat(fields(changeEct(given, "ecf-standard-april", null))).containsExactly("participant_id");
    }

    @Test
    void trainingThatNeverTakesPlaceCannotBeChanged() {
        assertThat(fields(changeEct(ect().trainedBy(AMBER, "2026-04-13", "2026-04-12"), "ecf-standard-april", null)))
                .containsExactly("participant_id");
    }

    @Test
    void trainingFollowedByOtherTrainingCannotBeChanged() {
        ParticipantFactsFixture followed = ect().trainedBy(AMBER, "2025-09-01", "2026-03-31")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-04-13")
                .training(BRACKEN, ASHDOWN_PERIOD, "2026-04-13", null, false);

        assertThat(fields(changeEct(followed, "ecf-standard-april", null))).containsExactly("participant_id");
    }

    @Test
    void trainingInTheOtherRoleDoesNotCountAsFollowing() {
        ParticipantFactsFixture both = ect().trainedBy(AMBER, "2025-09-01", null)
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2026-02-01")
                .training(BRACKEN, MENTOR_PERIOD, "2026-02-01", null, true)
                .scheduled();

        assertThat(accepted(changeEct(both, "ecf-standard-april", null))).isInstanceOf(ReportedChange.class);
    }

    // the course, and several reasons at once

    @Test
    void courseMustBeNamed() {
        assertThat(fields(change(inTraining(), new ScheduleChangeRequest(null, "ecf-standard-april", null), CONTEXT)))
                .containsExactly("course_identifier");
    }

    @Test
    void courseMustBeOneInWhichTheProviderTrainsTheParticipant() {
        assertThat(fields(changeMentor(inTraining(), "ecf-standard-april"))).containsExactly("course_identifier");
    }

    @Test
    void courseAndScheduleCanBothBeRefused() {
        assertThat(fields(change(inTraining(), new ScheduleChangeRequest(null, null, null), CONTEXT)))
                .containsExactly("course_identifier", "schedule_identifier");
    }

    @Test
    void atMostOneReasonIsGivenAgainstEachOfScheduleCohortAndParticipant() {
        ParticipantFactsFixture left = ect().trainedBy(AMBER, "2025-09-01", "2025-12-31");

        assertThat(fields(changeEct(left, "ecf-replacement-april", "2021")))
                .containsExactly("schedule_identifier", "cohort", "participant_id");
    }

    // the provider's view

    private static Enrolment seen(ParticipantFactsFixture given) {
        return ParticipantView.of(AMBER, given.facts(), TODAY)
                .orElseThrow()
                .enrolments()
                .getFirst();
    }

    @Test
    void newScheduleIsShownAtOnce() {
        Enrolment seen = seen(
                inTraining().rescheduled(2025, "ecf-extended-september", id(30), SAME_COHORT, "2026-02-16T10:00:00Z"));

        assertThat(seen.scheduleIdentifier()).isEqualTo("ecf-extended-september");
        assertThat(seen.cohort()).isEqualTo("2025");
        assertThat(seen.deliveryPartnerId()).isEqualTo(id(40));
    }

    @Test
    void newCohortIsShownWithTheDeliveryPartnerOfItsPartnership() {
        Enrolment seen = seen(inTraining()
                .rescheduled(2026, "ecf-standard-september", id(5026), OTHER_COHORT, "2026-02-16T10:00:00Z")
                .through(id(5026), id(44)));

        assertThat(seen.cohort()).isEqualTo("2026");
        assertThat(seen.deliveryPartnerId()).isEqualTo(id(44));
    }

    @ParameterizedTest
    @CsvSource({"SAME_COHORT, false", "OTHER_COHORT, false", "OUT_OF_CLOSED_COHORT, true", "INTO_CLOSED_COHORT, false"})
    void cohortChangedAfterPaymentsFrozenShowsWhoLeftAClosedCohort(CohortMove move, boolean flag) {
        assertThat(seen(inTraining().rescheduled(2024, "ecf-standard-april", id(30), move, "2026-02-16T10:00:00Z"))
                        .cohortChangedAfterPaymentsFrozen())
                .isEqualTo(flag);
    }

    @Test
    void cohortChangedAfterPaymentsFrozenShowsRegistrationOutOfOne() {
        assertThat(seen(inTraining().inCohort(2024, CohortReason.MOVED_FROM_CLOSED_COHORT))
                        .cohortChangedAfterPaymentsFrozen())
                .isTrue();
    }

    @Test
    void cohortChangedAfterPaymentsFrozenEndsWhenTheParticipantGoesBack() {
        assertThat(seen(inTraining()
                                .inCohort(2024, CohortReason.MOVED_FROM_CLOSED_COHORT)
                                .rescheduled(
                                        2022,
                                        "ecf-standard-april",
                                        id(5022),
                                        INTO_CLOSED_COHORT,
                                        "2026-02-16T10:00:00Z"))
                        .cohortChangedAfterPaymentsFrozen())
                .isFalse();
    }
}
