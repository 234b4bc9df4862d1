package uk.gov.education.training.providerapi.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.Given.AMBER;
import static uk.gov.education.training.providerapi.domain.Given.BRACKEN;
import static uk.gov.education.training.providerapi.domain.Given.date;
import static uk.gov.education.training.providerapi.domain.Given.ect;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.providerapi.domain.Enrolment.Interruption;

class ParticipantViewTest {

    private static Enrolment seenBy(UUID leadProvider, Given given, String today) {
        return ParticipantView.of(leadProvider, given.facts(), date(today))
                .orElseThrow()
                .enrolments()
                .getFirst();
    }

    private static Enrolment seen(Given given, String today) {
        return seenBy(AMBER, given, today);
    }

    @ParameterizedTest(name = "training from {0} to {1}, on {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // row 4 and 5 of the rules: no end
                "2025-09-01, -, 2025-08-31, JOINING",
                "2025-09-01, -, 2025-09-01, ACTIVE",
                "2025-09-01, -, 2026-09-01, ACTIVE",
                // row 3: an end; left from the last day itself
                "2025-09-01, 2026-03-31, 2026-03-30, LEAVING",
                "2025-09-01, 2026-03-31, 2026-03-31, LEFT",
                "2025-09-01, 2026-03-31, 2026-04-01, LEFT",
                // both in the future: leaving, never joining
                "2025-09-01, 2026-03-31, 2025-08-31, LEAVING",
            })
    void statusFollowsTheDatesOfTheTraining(String from, String to, String today, ParticipantStatus status) {
        assertThat(seen(ect().trainedBy(AMBER, from, to), today).participantStatus())
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} at {1}, training to {2}, on {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "DEFERRED, 2026-02-16T10:12:45Z, -, 2026-02-16, LEFT",
                "WITHDRAWN, 2026-02-16T10:12:45Z, -, 2026-02-17, LEFT",
                // the school had ended training before, or will
                "DEFERRED, 2026-02-16T10:12:45Z, 2026-01-31, 2026-02-16, LEFT",
                "DEFERRED, 2026-02-16T10:12:45Z, 2026-03-31, 2026-02-16, LEFT",
                // shortly before midnight in London in summer is the next day there
                "DEFERRED, 2026-06-30T23:30:00Z, -, 2026-06-30, LEAVING",
                "DEFERRED, 2026-06-30T23:30:00Z, -, 2026-07-01, LEFT",
            })
    void interruptedTrainingHasEndedOnTheLondonDayOfTheReport(
            TrainingStatus status, String at, String to, String today, ParticipantStatus expected) {
        Given given = ect().trainedBy(AMBER, "2025-09-01", to).reported(status, "other", at);
        assertThat(seen(given, today).participantStatus()).isEqualTo(expected);
    }

    @Test
    void interruptionBeatsCompletion() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null)
                .inducted("2025-09-01", "2025-12-01", InductionOutcome.PASS)
                .reported(TrainingStatus.WITHDRAWN, "other", "2026-02-16T10:12:45Z");
        assertThat(seen(given, "2026-03-01").participantStatus()).isEqualTo(ParticipantStatus.LEFT);
    }

    @ParameterizedTest(name = "training to {0}, induction ended {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 2026-03-31, ACTIVE",
                "2026-03-31, 2026-03-31, ACTIVE",
                "2026-03-31, 2026-03-30, ACTIVE",
                "2026-03-31, 2026-04-01, LEFT",
            })
    void ectWhoCompletedInductionByTheEndOfTrainingStaysActiveForEver(
            String to, String inductionEnd, ParticipantStatus expected) {
        Given given =
                ect().trainedBy(AMBER, "2025-09-01", to).inducted("2025-09-01", inductionEnd, InductionOutcome.PASS);
        assertThat(seen(given, "2030-01-01").participantStatus()).isEqualTo(expected);
    }

    @Test
    void mentorWhoseFundingEndedByTheEndOfTrainingStaysActive() {
        Given given = new Given()
                .at(Given.MENTOR_PERIOD, Role.MENTOR, Given.OAKFIELD, "2025-09-01")
                .training(AMBER, Given.MENTOR_PERIOD, "2025-09-01", "2026-06-30", true)
                .scheduled()
                .fundedAsMentor(
                        new RoleFunding(date("2025-07-03"), date("2026-06-30"), "completed_declaration_received"));
        Enrolment mentor = seen(given, "2026-09-01");
        assertThat(mentor.participantStatus()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(mentor.mentorFundingEndDate()).isEqualTo(date("2026-06-30"));
        assertThat(mentor.mentorIneligibleForFundingReason()).isEqualTo("completed_declaration_received");
        assertThat(mentor.eligibleForFunding()).isTrue();
        assertThat(mentor.workingPattern()).isNull();
        assertThat(mentor.inductionEndDate()).isNull();
    }

    @Test
    void trainingStatusIsActiveUntilAProviderReportsOtherwise() {
        Enrolment enrolment = seen(ect().trainedBy(AMBER, "2025-09-01", null), "2026-01-01");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(enrolment.deferral()).isNull();
        assertThat(enrolment.withdrawal()).isNull();
    }

    @Test
    void latestReportIsTheTrainingStatusAndOnlyItIsShown() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null)
                .reported(TrainingStatus.DEFERRED, "parental_leave", "2026-02-16T10:12:45Z")
                .reported(TrainingStatus.WITHDRAWN, "left_teaching_profession", "2026-03-01T09:00:00Z");
        Enrolment enrolment = seen(given, "2026-03-02");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.WITHDRAWN);
        assertThat(enrolment.deferral()).isNull();
        assertThat(enrolment.withdrawal())
                .isEqualTo(new Interruption("left-teaching-profession", Instant.parse("2026-03-01T09:00:00Z")));
    }

    @Test
    void expressionOfInterestIsSeenByNobody() {
        Given given = ect().training(AMBER, Given.OAKFIELD_PERIOD, "2025-09-01", null, false)
                .scheduled();
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))).isEmpty();
        assertThat(given.facts().leadProviders()).isEmpty();
    }

    @Test
    void trainingShowsOnceItsScheduleIsDecided() {
        Given given = ect().training(AMBER, Given.OAKFIELD_PERIOD, "2025-09-01", null, true);
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))).isEmpty();
        assertThat(ParticipantView.of(AMBER, given.scheduled().facts(), date("2026-01-01")))
                .isPresent();
    }

    @Test
    void previousProviderKeepsSeeingItsOwnLastTrainingAndTheNewOneSeesItsOwn() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(Given.ASHDOWN_PERIOD, Role.ECT, Given.ASHDOWN, "2026-02-01")
                .training(BRACKEN, Given.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();

        Enrolment previous = seenBy(AMBER, given, "2026-03-01");
        assertThat(previous.participantStatus()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(previous.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(previous.schoolUrn()).isEqualTo(Given.OAKFIELD);
        assertThat(previous.email()).contains(Given.OAKFIELD);

        Enrolment current = seenBy(BRACKEN, given, "2026-03-01");
        assertThat(current.participantStatus()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(current.schoolUrn()).isEqualTo(Given.ASHDOWN);
        assertThat(given.facts().leadProviders()).containsExactlyInAnyOrder(AMBER, BRACKEN);
    }

    @Test
    void futureTrainingWithTheSameProviderHidesTheCurrentOne() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(Given.ASHDOWN_PERIOD, Role.ECT, Given.ASHDOWN, "2026-02-01")
                .training(AMBER, Given.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
        Enrolment enrolment = seen(given, "2026-01-15");
        assertThat(enrolment.schoolUrn()).isEqualTo(Given.ASHDOWN);
        assertThat(enrolment.participantStatus()).isEqualTo(ParticipantStatus.JOINING);
    }

    @Test
    void newTrainingWithTheSameProviderRevertsADeferralWithoutAnyResume() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z")
                .at(Given.ASHDOWN_PERIOD, Role.ECT, Given.ASHDOWN, "2026-02-01")
                .training(AMBER, Given.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
        Enrolment enrolment = seen(given, "2026-02-01");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(enrolment.participantStatus()).isEqualTo(ParticipantStatus.ACTIVE);
    }

    @Test
    void personWhoIsBothHasTwoEnrolmentsEctFirst() {
        Given given = new Given()
                .at(Given.MENTOR_PERIOD, Role.MENTOR, Given.OAKFIELD, "2024-09-01")
                .training(AMBER, Given.MENTOR_PERIOD, "2024-09-01", null, true)
                .scheduled()
                .at(Given.OAKFIELD_PERIOD, Role.ECT, Given.OAKFIELD, "2025-09-01")
                .trainedBy(AMBER, "2025-09-01", null);
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))
                        .orElseThrow()
                        .enrolments())
                .extracting(Enrolment::participantType)
                .containsExactly(Role.ECT, Role.MENTOR);
    }

    @ParameterizedTest(name = "mentored to {0}, then from {1}; on {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-01-31, 2026-02-01, 2026-01-31, TOMASZ",
                "2026-01-31, 2026-02-01, 2026-02-01, ZADIE",
                // a future mentor shows early when there is none now
                "2026-01-31, 2026-03-01, 2026-02-01, ZADIE",
            })
    void mentorIsTheCurrentOneOrElseTheNext(String to, String from, String today, String mentor) {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null)
                .mentoredBy(Given.TOMASZ, "2025-09-01", to)
                .mentoredBy(Given.ZADIE, from, null);
        assertThat(seen(given, today).mentorId()).isEqualTo(mentor.equals("TOMASZ") ? Given.TOMASZ : Given.ZADIE);
    }

    @Test
    void mentorWhoseMentorshipEndedIsNoLongerShown() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null).mentoredBy(Given.TOMASZ, "2025-09-01", "2026-01-31");
        assertThat(seen(given, "2026-01-31").mentorId()).isEqualTo(Given.TOMASZ);
        assertThat(seen(given, "2026-02-01").mentorId()).isNull();
    }

    @Test
    void releaseWithoutOutcomeIsNoEndOfInduction() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null).inducted("2025-09-01", "2026-01-31", null);
        Enrolment enrolment = seen(given, "2026-02-01");
        assertThat(enrolment.inductionEndDate()).isNull();
        assertThat(enrolment.mostRecentInductionPeriodEndDate()).isEqualTo(date("2026-01-31"));
        assertThat(enrolment.overallInductionStartDate()).isEqualTo(date("2025-09-01"));
    }

    @Test
    void mostRecentInductionPeriodHasNoEndWhileItIsOpen() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null)
                .inducted("2025-09-01", "2026-01-31", null)
                .inducted("2026-02-10", null, null);
        assertThat(seen(given, "2026-03-01").mostRecentInductionPeriodEndDate()).isNull();
    }

    @ParameterizedTest(name = "eligible from {0}, ended {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "2025-09-01, -, true",
                "-, 2025-09-01, false",
                "2025-09-01, 2025-09-01, true",
                "2025-09-01, 2026-06-30, true",
                "2025-09-02, 2025-09-01, false",
            })
    void fundingIsShownAsDecided(String from, String ended, Boolean eligible) {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null)
                .fundedAsEct(
                        new RoleFunding(from == null ? null : date(from), ended == null ? null : date(ended), null));
        assertThat(seen(given, "2026-01-01").eligibleForFunding()).isEqualTo(eligible);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            the latest                                         | 2025-09-01 | -          | 2026-02-01 | -          | PART_TIME
            the latest, even if it is over                     | 2025-09-01 | 2025-12-31 | 2026-02-01 | 2026-02-28 | PART_TIME
            the one that takes place, if the latest never will | 2025-09-01 | -          | 2026-02-01 | 2026-01-10 | FULL_TIME
            the latest, if none takes place                    | 2025-09-01 | 2025-08-01 | 2026-02-01 | 2026-01-10 | PART_TIME
            """)
    void workingPatternIsThatOfTheTimeAtASchoolThatIs(
            String rule, String from, String to, String laterFrom, String laterTo, WorkingPattern expected) {
        Given given = new Given()
                .at(Given.OAKFIELD_PERIOD, Role.ECT, Given.OAKFIELD, from, to, WorkingPattern.FULL_TIME)
                .at(Given.ASHDOWN_PERIOD, Role.ECT, Given.ASHDOWN, laterFrom, laterTo, WorkingPattern.PART_TIME)
                .trainedBy(AMBER, "2025-09-01", null);
        assertThat(seen(given, "2026-01-15").workingPattern()).as(rule).isEqualTo(expected);
    }

    @ParameterizedTest(name = "training from {0} to {1}, on {2}: next change {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2025-09-01, -, 2025-08-31, 2025-09-01",
                "2025-09-01, -, 2025-09-01, -",
                "2025-09-01, 2026-03-31, 2025-09-01, 2026-03-31",
                "2025-09-01, 2026-03-31, 2026-03-31, -",
                // leaving from the beginning
                "2025-09-01, 2026-03-31, 2025-08-31, 2026-03-31",
            })
    void viewKnowsWhenTheCalendarWillChangeIt(String from, String to, String today, String next) {
        assertThat(ParticipantView.of(AMBER, ect().trainedBy(AMBER, from, to).facts(), date(today))
                        .orElseThrow()
                        .nextChangeOn())
                .isEqualTo(next == null ? null : date(next));
    }

    @Test
    void viewChangesOnTheDayAfterAMentorshipEnds() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", null).mentoredBy(Given.TOMASZ, "2025-09-01", "2026-01-31");
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))
                        .orElseThrow()
                        .nextChangeOn())
                .isEqualTo(date("2026-02-01"));
    }
}
