package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.participants.ParticipantStatus.ACTIVE;
import static uk.gov.education.training.providerapi.domain.participants.ParticipantStatus.JOINING;
import static uk.gov.education.training.providerapi.domain.participants.ParticipantStatus.LEAVING;
import static uk.gov.education.training.providerapi.domain.participants.ParticipantStatus.LEFT;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** Tests the rules of the status in order, each for an ECT, a mentor, and a person in both roles. */
class ParticipantStatusTest {

    private static final List<List<Role>> WHO =
            List.of(List.of(Role.ECT), List.of(Role.MENTOR), List.of(Role.ECT, Role.MENTOR));

    /** Training by Amber in these roles, with the same report and the same day of completion in each. */
    private static ParticipantFactsFixture trained(
            List<Role> roles,
            String from,
            @Nullable String to,
            @Nullable TrainingStatus status,
            @Nullable String at,
            @Nullable String completedOn) {
        ParticipantFactsFixture given = new ParticipantFactsFixture();
        for (Role role : roles) {
            trained(given, role, from, to);
            if (status != null) {
                given.reported(status, "other", at);
            }
            if (completedOn != null) {
                completed(given, role, completedOn);
            }
        }
        return given;
    }

    private static ParticipantFactsFixture trained(
            ParticipantFactsFixture given, Role role, String from, @Nullable String to) {
        return role == Role.ECT
                ? given.at(OAKFIELD_PERIOD, role, OAKFIELD, from).trainedBy(AMBER, from, to)
                : given.at(MENTOR_PERIOD, role, OAKFIELD, from)
                        .training(AMBER, MENTOR_PERIOD, from, to, true)
                        .scheduled();
    }

    private static ParticipantFactsFixture completed(ParticipantFactsFixture given, Role role, String on) {
        return role == Role.ECT
                ? given.inducted("2019-09-01", on, InductionOutcome.PASS)
                : given.fundedAsMentor(new RoleFunding(null, date(on), "started_not_completed"));
    }

    private static List<ParticipantStatus> seen(ParticipantFactsFixture given, String today) {
        return ParticipantView.of(AMBER, given.facts(), date(today)).orElseThrow().enrolments().stream()
                .map(Enrolment::participantStatus)
                .toList();
    }

    private static void assertStatus(
            String from,
            @Nullable String to,
            @Nullable TrainingStatus status,
            @Nullable String at,
            @Nullable String completedOn,
            String today,
            ParticipantStatus expected) {
        assertThat(WHO).allSatisfy(roles -> assertThat(seen(trained(roles, from, to, status, at, completedOn), today))
                .isEqualTo(roles.stream().map(role -> expected).toList()));
    }

    @ParameterizedTest(name = "1: training to {0}, {1} at {2}, completed {3}, on {4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,          WITHDRAWN, 2026-02-16T10:00:00Z, -,          2026-02-16, LEFT",
                "-,          DEFERRED,  2026-02-16T10:00:00Z, -,          2026-02-16, LEFT",
                // training ends by then, whatever end the school reported
                "2026-03-31, WITHDRAWN, 2026-02-16T10:00:00Z, -,          2026-02-16, LEFT",
                "2026-03-31, DEFERRED,  2026-02-16T10:00:00Z, -,          2026-02-16, LEFT",
                "2026-01-31, WITHDRAWN, 2026-02-16T10:00:00Z, -,          2026-02-16, LEFT",
                // in the sandbox, seen from a day before the report
                "-,          WITHDRAWN, 2026-02-16T10:00:00Z, -,          2026-02-15, LEAVING",
                "-,          DEFERRED,  2026-02-16T10:00:00Z, -,          2026-02-15, LEAVING",
                // completed too: never active
                "-,          WITHDRAWN, 2026-02-16T10:00:00Z, 2026-01-31, 2026-02-16, LEFT",
                "-,          DEFERRED,  2026-02-16T10:00:00Z, 2026-01-31, 2030-01-01, LEFT",
                "-,          DEFERRED,  2026-02-16T10:00:00Z, 2026-02-17, 2026-02-15, LEAVING",
            })
    void interruptedTrainingIsLeftFromItsEndEvenIfCompleted(
            @Nullable String to,
            TrainingStatus status,
            String at,
            @Nullable String completedOn,
            String today,
            ParticipantStatus expected) {
        assertStatus("2025-09-01", to, status, at, completedOn, today, expected);
    }

    @ParameterizedTest(name = "2: training from {0} to {1}, completed {2}, on {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2025-09-01, -,          2026-03-31, 2026-03-30, ACTIVE",
                "2025-09-01, -,          2026-03-31, 2030-01-01, ACTIVE",
                "2025-09-01, 2026-03-31, 2026-03-30, 2026-03-31, ACTIVE",
                "2025-09-01, 2026-03-31, 2026-03-31, 2026-03-31, ACTIVE",
                "2025-09-01, 2026-03-31, 2026-03-31, 2030-01-01, ACTIVE",
                // after the end: left
                "2025-09-01, 2026-03-31, 2026-04-01, 2026-03-30, LEAVING",
                "2025-09-01, 2026-03-31, 2026-04-01, 2026-04-01, LEFT",
                // before the training began, as by the early roll-out
                "2025-09-01, -,          2021-04-19, 2025-08-31, ACTIVE",
                "2025-09-01, 2026-03-31, 2021-04-19, 2026-04-01, ACTIVE",
            })
    void trainingCompletedByItsEndStaysActive(
            String from, @Nullable String to, String completedOn, String today, ParticipantStatus expected) {
        assertStatus(from, to, null, null, completedOn, today, expected);
    }

    @ParameterizedTest(name = "3: training from {0} to {1}, on {2}: {3}")
    @CsvSource({
        "2025-09-01, 2026-03-31, 2026-03-30, LEAVING",
        "2025-09-01, 2026-03-31, 2026-03-31, LEFT",
        "2025-09-01, 2026-03-31, 2026-04-01, LEFT",
        // it begins in the future too: leaving, never joining
        "2025-09-01, 2026-03-31, 2025-08-31, LEAVING",
        // a single day
        "2025-09-01, 2025-09-01, 2025-08-31, LEAVING",
        "2025-09-01, 2025-09-01, 2025-09-01, LEFT",
    })
    void trainingWithAnEndIsLeavingAndThenLeftFromThatDay(
            String from, String to, String today, ParticipantStatus expected) {
        assertStatus(from, to, null, null, null, today, expected);
    }

    @ParameterizedTest(name = "4 and 5: training from {0}, on {1}: {2}")
    @CsvSource({
        "2025-09-01, 2025-08-31, JOINING",
        "2025-09-01, 2025-09-01, ACTIVE",
        "2025-09-01, 2025-09-02, ACTIVE",
    })
    void trainingWithoutAnEndIsJoiningUntilItStarts(String from, String today, ParticipantStatus expected) {
        assertStatus(from, null, null, null, null, today, expected);
    }

    @Test
    void resumedTrainingIsActiveOrEndsAsTheSchoolReported() {
        assertStatus("2025-09-01", null, TrainingStatus.ACTIVE, "2026-02-20T10:00:00Z", null, "2026-02-20", ACTIVE);
        assertStatus(
                "2025-09-01", "2026-03-31", TrainingStatus.ACTIVE, "2026-02-20T10:00:00Z", null, "2026-02-20", LEAVING);
    }

    @Test
    void releaseWithoutAnOutcomeCompletesNothing() {
        ParticipantFactsFixture given = trained(new ParticipantFactsFixture(), Role.ECT, "2025-09-01", "2026-03-31")
                .inducted("2025-09-01", "2026-03-31", null);
        assertThat(seen(given, "2026-03-31")).containsExactly(LEFT);
    }

    @Test
    void completionInOneRoleDoesNotCompleteTheOther() {
        List<ParticipantFactsFixture> both = Stream.of(Role.values())
                .map(role -> completed(
                        trained(
                                trained(new ParticipantFactsFixture(), Role.ECT, "2025-09-01", "2026-03-31"),
                                Role.MENTOR,
                                "2025-09-01",
                                "2026-03-31"),
                        role,
                        "2026-03-01"))
                .toList();
        assertThat(both)
                .extracting(given -> seen(given, "2026-04-01"))
                .containsExactly(List.of(ACTIVE, LEFT), List.of(LEFT, ACTIVE));
    }

    @Test
    void endOfFundingAsAnEctCompletesNothing() {
        ParticipantFactsFixture given = trained(new ParticipantFactsFixture(), Role.ECT, "2025-09-01", "2026-03-31")
                .fundedAsEct(new RoleFunding(null, date("2026-03-01"), null));
        assertThat(seen(given, "2026-04-01")).containsExactly(LEFT);
    }

    @Test
    void eachRoleOfAPersonHasTheStatusOfItsOwnTraining() {
        ParticipantFactsFixture given = trained(new ParticipantFactsFixture(), Role.ECT, "2025-09-01", null)
                .reported(TrainingStatus.WITHDRAWN, "other", "2026-02-16T10:00:00Z");
        trained(given, Role.MENTOR, "2026-09-01", null);
        assertThat(seen(given, "2026-03-01")).containsExactly(LEFT, JOINING);
    }
}
