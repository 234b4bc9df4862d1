package uk.gov.education.training.providerapi.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.reasons;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.participants.Enrolment;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/** Reports count by their own times, in whatever order they arrive. */
class LateReportsTest {

    private static final String NINTH = "2026-02-09T10:00:00Z";
    private static final String TENTH = "2026-02-10T10:00:00Z";
    private static final String ELEVENTH = "2026-02-11T10:00:00Z";
    private static final List<TrainingStatus> STATUSES = List.of(TrainingStatus.values());
    private static final LocalDate LATER = LocalDate.parse("2026-03-01");

    private static ParticipantFactsFixture inTraining() {
        return ect().trainedBy(AMBER, "2025-09-01", null);
    }

    private static ParticipantFacts with(ParticipantFacts facts, TrainingReports reports) {
        return facts.withReports(reports);
    }

    private static Verdict<ReportedChange> decide(ParticipantFacts facts, TrainingStatus status, Instant at) {
        return switch (status) {
            case ACTIVE -> StatusChangeRules.resume(AMBER, facts, Role.ECT, at);
            case DEFERRED -> StatusChangeRules.defer(AMBER, facts, Role.ECT, "other", at);
            case WITHDRAWN -> StatusChangeRules.withdraw(AMBER, facts, Role.ECT, "other", at);
        };
    }

    private static ParticipantFacts reported(ParticipantFacts facts, TrainingStatus status, String at) {
        return decide(facts, status, Instant.parse(at))
                        instanceof Verdict.Accepted<ReportedChange>(ReportedChange accepted)
                ? with(facts, accepted.reports())
                : facts;
    }

    private static TrainingStatus status(ParticipantFacts facts) {
        return ParticipantView.of(AMBER, facts, LATER)
                .orElseThrow()
                .enrolments()
                .getFirst()
                .trainingStatus();
    }

    private static Enrolment.Interruption deferral(ParticipantFacts facts) {
        return ParticipantView.of(AMBER, facts, LATER)
                .orElseThrow()
                .enrolments()
                .getFirst()
                .deferral();
    }

    @Test
    void resumptionDatedBeforeTheDeferralIsRefusedWithTheReason() {
        ParticipantFacts deferred = reported(inTraining().facts(), TrainingStatus.DEFERRED, TENTH);

        assertThat(reasons(decide(deferred, TrainingStatus.ACTIVE, Instant.parse(NINTH))))
                .satisfies(refused -> assertThat(refused.getFirst().detail())
                        .contains("nothing to resume", NINTH, "deferred training is of " + TENTH));
        assertThat(accepted(decide(deferred, TrainingStatus.ACTIVE, Instant.parse(ELEVENTH))))
                .isInstanceOf(ReportedChange.class);
    }

    @Test
    void lateReportDoesNotUndoALaterOne() {
        ParticipantFacts resumed = reported(
                reported(inTraining().facts(), TrainingStatus.DEFERRED, NINTH), TrainingStatus.ACTIVE, ELEVENTH);

        ParticipantFacts withdrawnBetween = reported(resumed, TrainingStatus.WITHDRAWN, TENTH);

        assertThat(withdrawnBetween).isNotEqualTo(resumed);
        assertThat(status(withdrawnBetween)).isEqualTo(TrainingStatus.ACTIVE);
    }

    @Test
    void lateDeferralBringsTheDeferralForward() {
        ParticipantFacts deferred = reported(inTraining().facts(), TrainingStatus.DEFERRED, TENTH);

        ParticipantFacts before = reported(deferred, TrainingStatus.DEFERRED, NINTH);

        assertThat(deferral(before).date()).isEqualTo(Instant.parse(NINTH));
    }

    @Test
    void lateWithdrawalPreventsALaterDeferral() {
        ParticipantFacts deferred = reported(inTraining().facts(), TrainingStatus.DEFERRED, TENTH);

        assertThat(status(reported(deferred, TrainingStatus.WITHDRAWN, NINTH))).isEqualTo(TrainingStatus.WITHDRAWN);
    }

    private record Report(TrainingStatus status, Instant at) {}

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static List<Report> reports(Random random) {
        List<Report> reports = new ArrayList<>();
        for (int day = 1; day <= 1 + random.nextInt(7); day++) {
            TrainingStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
            reports.add(new Report(status, Instant.parse("2026-02-%02dT10:00:00Z".formatted(day))));
        }
        return reports;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptedReportsHaveOneOutcomeInAnyOrder(long seed) {
        Random random = new Random(seed);
        UUID training =
                inTraining().facts().participant().trainings().getFirst().id();
        TrainingReports none = inTraining().facts().reports();
        List<Report> all = reports(random);
        ParticipantFacts inTime = inTraining().facts();
        List<Report> accepted = new ArrayList<>();
        for (Report report : all) {
            if (decide(inTime, report.status, report.at)
                    instanceof Verdict.Accepted<ReportedChange>(ReportedChange taken)) {
                inTime = with(inTime, taken.reports());
                accepted.add(report);
            }
        }
        Collections.shuffle(accepted, random);

        TrainingReports shuffled = none;
        for (Report report : accepted) {
            String reason = report.status == TrainingStatus.ACTIVE ? null : "other";
            shuffled = shuffled.with(training, AMBER, new StatusReport(report.status, reason, report.at));
        }

        assertThat(shuffled).isEqualTo(inTime.reports());
        assertThat(ParticipantView.of(AMBER, with(inTime, shuffled), LATER))
                .isEqualTo(ParticipantView.of(AMBER, inTime, LATER));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void laterReportsChangeNoDecisionAndTheViewFollowsTheOrderOfDates(long seed) {
        Random random = new Random(seed);
        List<Report> arriving = reports(random);
        Collections.shuffle(arriving, random);
        ParticipantFacts facts = inTraining().facts();
        List<Report> accepted = new ArrayList<>();
        for (Report report : arriving) {
            Verdict<ReportedChange> verdict = decide(facts, report.status, report.at);
            Verdict<ReportedChange> alone =
                    decide(with(facts, facts.reports().asOf(report.at)), report.status, report.at);
            assertThat(verdict.getClass()).isEqualTo(alone.getClass());
            if (verdict instanceof Verdict.Accepted<ReportedChange>(ReportedChange taken)) {
                facts = with(facts, taken.reports());
                accepted.add(report);
            }
        }

        ParticipantFacts inOrder = inTraining().facts();
        accepted.sort(Comparator.comparing(Report::at));
        for (Report report : accepted) {
            if (decide(inOrder, report.status, report.at)
                    instanceof Verdict.Accepted<ReportedChange>(ReportedChange taken)) {
                inOrder = with(inOrder, taken.reports());
            }
        }
        assertThat(ParticipantView.of(AMBER, facts, LATER)).isEqualTo(ParticipantView.of(AMBER, inOrder, LATER));
    }

    @Test
    void lateScheduleChangeLeavesTheLaterOneInForce() {
        ParticipantFacts facts = inTraining().facts();
        UUID training = facts.participant().trainings().getFirst().id();
        UUID partnership = facts.participant().trainings().getFirst().partnershipId();
        TrainingReports reports = facts.reports()
                .with(training, AMBER, schedule("ecf-extended-september", partnership, TENTH))
                .with(training, AMBER, schedule("ecf-reduced-september", partnership, NINTH));

        assertThat(with(facts, reports).scheduleIdentifier(training)).isEqualTo("ecf-extended-september");
        assertThat(with(facts, reports).asOf(Instant.parse(NINTH)).scheduleIdentifier(training))
                .isEqualTo("ecf-reduced-september");
        assertThat(reports.schedules(training))
                .extracting(ScheduleReport::at)
                .containsExactly(Instant.parse(NINTH), Instant.parse(TENTH));
    }

    private static ScheduleReport schedule(String identifier, UUID partnership, String at) {
        return new ScheduleReport(2025, identifier, partnership, CohortMove.SAME_COHORT, Instant.parse(at));
    }
}
