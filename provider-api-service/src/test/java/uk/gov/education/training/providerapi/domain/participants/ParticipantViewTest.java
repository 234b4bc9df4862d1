package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.REGISTERED_AT;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.TOMASZ;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ZADIE;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.mentor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.participants.Enrolment.Interruption;

class ParticipantViewTest {

    private static Enrolment seenBy(UUID leadProvider, ParticipantFactsFixture given, String today) {
        return ParticipantView.of(leadProvider, given.facts(), date(today))
                .orElseThrow()
                .enrolments()
                .getFirst();
    }

    private static Enrolment seen(ParticipantFactsFixture given, String today) {
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
                // the school had already ended training, or ends it later
                "DEFERRED, 2026-02-16T10:12:45Z, 2026-01-31, 2026-02-16, LEFT",
                "DEFERRED, 2026-02-16T10:12:45Z, 2026-03-31, 2026-02-16, LEFT",
                // shortly before midnight in London in summer is the next day there
                "DEFERRED, 2026-06-30T23:30:00Z, -, 2026-06-30, LEAVING",
                "DEFERRED, 2026-06-30T23:30:00Z, -, 2026-07-01, LEFT",
            })
    void interruptedTrainingEndsOnTheLondonDayOfTheReport(
            TrainingStatus status, String at, String to, String today, ParticipantStatus expected) {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", to).reported(status, "other", at);
        assertThat(seen(given, today).participantStatus()).isEqualTo(expected);
    }

    @Test
    void interruptionBeatsCompletion() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
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
    void ectWhoCompletedInductionByTheEndOfTrainingStaysActive(
            String to, String inductionEnd, ParticipantStatus expected) {
        ParticipantFactsFixture given =
                ect().trainedBy(AMBER, "2025-09-01", to).inducted("2025-09-01", inductionEnd, InductionOutcome.PASS);
        assertThat(seen(given, "2030-01-01").participantStatus()).isEqualTo(expected);
    }

    @Test
    void mentorWhoseFundingEndedByTheEndOfTrainingStaysActive() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(ParticipantFactsFixture.MENTOR_PERIOD, Role.MENTOR, ParticipantFactsFixture.OAKFIELD, "2025-09-01")
                .training(AMBER, ParticipantFactsFixture.MENTOR_PERIOD, "2025-09-01", "2026-06-30", true)
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
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .reported(TrainingStatus.DEFERRED, "parental_leave", "2026-02-16T10:12:45Z")
                .reported(TrainingStatus.WITHDRAWN, "left_teaching_profession", "2026-03-01T09:00:00Z");
        Enrolment enrolment = seen(given, "2026-03-02");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.WITHDRAWN);
        assertThat(enrolment.deferral()).isNull();
        assertThat(enrolment.withdrawal())
                .isEqualTo(new Interruption("left-teaching-profession", Instant.parse("2026-03-01T09:00:00Z")));
    }

    @Test
    void expressionOfInterestIsNotShown() {
        ParticipantFactsFixture given = ect().training(
                        AMBER, ParticipantFactsFixture.OAKFIELD_PERIOD, "2025-09-01", null, false)
                .scheduled();
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))).isEmpty();
        assertThat(given.facts().leadProviders()).isEmpty();
    }

    @Test
    void trainingIsShownOnceItHasASchedule() {
        ParticipantFactsFixture given =
                ect().training(AMBER, ParticipantFactsFixture.OAKFIELD_PERIOD, "2025-09-01", null, true);
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))).isEmpty();
        assertThat(ParticipantView.of(AMBER, given.scheduled().facts(), date("2026-01-01")))
                .isPresent();
    }

    @Test
    void previousProviderKeepsSeeingItsOwnLastTrainingAndTheNewOneSeesItsOwn() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(ParticipantFactsFixture.ASHDOWN_PERIOD, Role.ECT, ParticipantFactsFixture.ASHDOWN, "2026-02-01")
                .training(BRACKEN, ParticipantFactsFixture.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();

        Enrolment previous = seenBy(AMBER, given, "2026-03-01");
        assertThat(previous.participantStatus()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(previous.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(previous.schoolUrn()).isEqualTo(ParticipantFactsFixture.OAKFIELD);
        assertThat(previous.email()).contains(ParticipantFactsFixture.OAKFIELD);

        Enrolment current = seenBy(BRACKEN, given, "2026-03-01");
        assertThat(current.participantStatus()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(current.schoolUrn()).isEqualTo(ParticipantFactsFixture.ASHDOWN);
        assertThat(given.facts().leadProviders()).containsExactlyInAnyOrder(AMBER, BRACKEN);
    }

    @Test
    void futureTrainingWithTheSameProviderHidesTheCurrentOne() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(ParticipantFactsFixture.ASHDOWN_PERIOD, Role.ECT, ParticipantFactsFixture.ASHDOWN, "2026-02-01")
                .training(AMBER, ParticipantFactsFixture.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
        Enrolment enrolment = seen(given, "2026-01-15");
        assertThat(enrolment.schoolUrn()).isEqualTo(ParticipantFactsFixture.ASHDOWN);
        assertThat(enrolment.participantStatus()).isEqualTo(ParticipantStatus.JOINING);
    }

    @Test
    void newTrainingWithTheSameProviderRevertsADeferralWithoutAnyResume() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z")
                .at(ParticipantFactsFixture.ASHDOWN_PERIOD, Role.ECT, ParticipantFactsFixture.ASHDOWN, "2026-02-01")
                .training(AMBER, ParticipantFactsFixture.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
        Enrolment enrolment = seen(given, "2026-02-01");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(enrolment.participantStatus()).isEqualTo(ParticipantStatus.ACTIVE);
    }

    @Test
    void personInBothRolesHasTwoEnrolmentsEctFirst() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(ParticipantFactsFixture.MENTOR_PERIOD, Role.MENTOR, ParticipantFactsFixture.OAKFIELD, "2024-09-01")
                .training(AMBER, ParticipantFactsFixture.MENTOR_PERIOD, "2024-09-01", null, true)
                .scheduled()
                .at(ParticipantFactsFixture.OAKFIELD_PERIOD, Role.ECT, ParticipantFactsFixture.OAKFIELD, "2025-09-01")
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
                // a future mentor is shown early if there is none now
                "2026-01-31, 2026-03-01, 2026-02-01, ZADIE",
            })
    void currentOrElseNextMentorIsShown(String to, String from, String today, String mentor) {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .mentoredBy(ParticipantFactsFixture.TOMASZ, "2025-09-01", to)
                .mentoredBy(ParticipantFactsFixture.ZADIE, from, null);
        assertThat(seen(given, today).mentorId())
                .isEqualTo(mentor.equals("TOMASZ") ? ParticipantFactsFixture.TOMASZ : ParticipantFactsFixture.ZADIE);
    }

    @Test
    void mentorWhoseMentorshipEndedIsNoLongerShown() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .mentoredBy(ParticipantFactsFixture.TOMASZ, "2025-09-01", "2026-01-31");
        assertThat(seen(given, "2026-01-31").mentorId()).isEqualTo(ParticipantFactsFixture.TOMASZ);
        assertThat(seen(given, "2026-02-01").mentorId()).isNull();
    }

    @Test
    void releaseWithoutOutcomeDoesNotEndInduction() {
        ParticipantFactsFixture given =
                ect().trainedBy(AMBER, "2025-09-01", null).inducted("2025-09-01", "2026-01-31", null);
        Enrolment enrolment = seen(given, "2026-02-01");
        assertThat(enrolment.inductionEndDate()).isNull();
        assertThat(enrolment.mostRecentInductionPeriodEndDate()).isEqualTo(date("2026-01-31"));
        assertThat(enrolment.overallInductionStartDate()).isEqualTo(date("2025-09-01"));
    }

    @Test
    void mostRecentInductionPeriodHasNoEndWhileItIsOpen() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
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
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
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
    void workingPatternIsFromTheSchoolPeriodThatIs(
            String rule, String from, String to, String laterFrom, String laterTo, WorkingPattern expected) {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(
                        ParticipantFactsFixture.OAKFIELD_PERIOD,
                        Role.ECT,
                        ParticipantFactsFixture.OAKFIELD,
                        from,
                        to,
                        WorkingPattern.FULL_TIME)
                .at(
                        ParticipantFactsFixture.ASHDOWN_PERIOD,
                        Role.ECT,
                        ParticipantFactsFixture.ASHDOWN,
                        laterFrom,
                        laterTo,
                        WorkingPattern.PART_TIME)
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
    void nextChangeIsTheNextDayOnWhichTheStatusChanges(String from, String to, String today, String next) {
        assertThat(ParticipantView.of(AMBER, ect().trainedBy(AMBER, from, to).facts(), date(today))
                        .orElseThrow()
                        .nextChangeOn())
                .isEqualTo(next == null ? null : date(next));
    }

    @Test
    void viewChangesOnTheDayAfterAMentorshipEnds() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .mentoredBy(ParticipantFactsFixture.TOMASZ, "2025-09-01", "2026-01-31");
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))
                        .orElseThrow()
                        .nextChangeOn())
                .isEqualTo(date("2026-02-01"));
    }

    @Test
    void viewChangesWithWhicheverRoleChangesFirst() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-03-31")
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2026-02-01")
                .training(AMBER, MENTOR_PERIOD, "2026-02-01", null, true)
                .scheduled();
        assertThat(ParticipantView.of(AMBER, given.facts(), date("2026-01-01"))
                        .orElseThrow()
                        .nextChangeOn())
                .isEqualTo(date("2026-02-01"));
    }

    // the person

    @Test
    void personIsShownWithNameTrnAndEveryMergedRecord() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .mergedFrom(TOMASZ, "2025-10-14T08:05:33Z")
                .mergedFrom(ZADIE, "2025-11-14T08:05:33Z");
        ParticipantView view =
                ParticipantView.of(AMBER, given.facts(), date("2026-01-01")).orElseThrow();
        assertThat(view.participantId()).isEqualTo(PRIYA);
        assertThat(view.fullName()).isEqualTo("Priya Okafor");
        assertThat(view.trn()).isEqualTo("3104872");
        assertThat(view.idChanges())
                .containsExactly(
                        new IdChange(TOMASZ, PRIYA, Instant.parse("2025-10-14T08:05:33Z")),
                        new IdChange(ZADIE, PRIYA, Instant.parse("2025-11-14T08:05:33Z")));
        assertThat(ParticipantView.of(
                                AMBER,
                                ect().trainedBy(AMBER, "2025-09-01", null).facts(),
                                date("2026-01-01"))
                        .orElseThrow()
                        .idChanges())
                .isEmpty();
    }

    // the enrolment, field by field

    /** An ECT at Ashdown and a mentor at Oakfield, both with Amber, with earlier training in each role. */
    private static ParticipantFactsFixture both() {
        return ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2024-09-01")
                .reachedAt("mentor@oakfield.example.org")
                .training(AMBER, MENTOR_PERIOD, "2024-09-01", "2025-08-31", true)
                .scheduled()
                .training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .inCohort(2024, CohortReason.CARRIED_OVER)
                .scheduled()
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-02-01")
                .reachedAt("ect@ashdown.example.org")
                .training(AMBER, ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
    }

    private static List<Enrolment> enrolments(ParticipantFactsFixture given) {
        return ParticipantView.of(AMBER, given.facts(), date("2026-03-01"))
                .orElseThrow()
                .enrolments();
    }

    @Test
    void enrolmentShowsTheRolesLatestTraining() {
        assertThat(enrolments(both()))
                .extracting(
                        Enrolment::participantType,
                        Enrolment::trainingRecordId,
                        Enrolment::email,
                        Enrolment::schoolUrn,
                        Enrolment::cohort,
                        Enrolment::scheduleIdentifier,
                        Enrolment::deliveryPartnerId)
                .containsExactly(
                        tuple(
                                Role.ECT,
                                ParticipantFactsFixture.id(5),
                                "ect@ashdown.example.org",
                                ASHDOWN,
                                "2025",
                                "ecf-standard-september",
                                ParticipantFactsFixture.id(40)),
                        tuple(
                                Role.MENTOR,
                                ParticipantFactsFixture.id(6),
                                "mentor@oakfield.example.org",
                                OAKFIELD,
                                "2024",
                                "ecf-standard-september",
                                ParticipantFactsFixture.id(40)));
    }

    @Test
    void enrolmentIsCreatedWithTheRolesFirstSchoolPeriod() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2024-09-01")
                // registered before, begins after
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-02-01")
                .training(AMBER, ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled()
                .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2025-09-01", "2026-01-31")
                .trainedBy(BRACKEN, "2025-09-01", "2026-01-31")
                .training(AMBER, MENTOR_PERIOD, "2024-09-01", null, true)
                .scheduled();
        assertThat(enrolments(given))
                .extracting(Enrolment::createdAt)
                .containsExactly(REGISTERED_AT.plusSeconds(2), REGISTERED_AT);
    }

    @Test
    void mentorIsShownForTheEctOnly() {
        assertThat(enrolments(both().mentorship(ZADIE, PRIYA, ASHDOWN, "2026-02-01", null)))
                .extracting(Enrolment::mentorId)
                .containsExactly(ZADIE, null);
    }

    @Test
    void menteeIsNotShownAsTheMentor() {
        assertThat(enrolments(both().mentorship(PRIYA, ZADIE, ASHDOWN, "2026-02-01", null)))
                .extracting(Enrolment::mentorId)
                .containsExactly(null, null);
    }

    @Test
    void mentorIsFromTheSchoolOfTheTraining() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-03-31")
                .mentoredBy(TOMASZ, "2025-09-01", "2026-03-31")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-04-01")
                .training(BRACKEN, ASHDOWN_PERIOD, "2026-04-01", null, true)
                .scheduled()
                .mentorship(ZADIE, PRIYA, ASHDOWN, "2026-04-01", null);
        assertThat(seenBy(AMBER, given, "2026-03-01").mentorId()).isEqualTo(TOMASZ);
        assertThat(seenBy(BRACKEN, given, "2026-03-01").mentorId()).isEqualTo(ZADIE);
        assertThat(seenBy(AMBER, given, "2026-04-01").mentorId()).isNull();
    }

    @Test
    void previousProviderSeesNewMentorsWhileTheEctIsAtTheSchool() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .trainedBy(BRACKEN, "2026-02-01", null)
                .mentoredBy(TOMASZ, "2025-09-01", "2026-02-28")
                .mentoredBy(ZADIE, "2026-03-01", null);
        assertThat(seenBy(AMBER, given, "2026-03-01").mentorId()).isEqualTo(ZADIE);
    }

    @Test
    void mentorOfALaterSchoolPeriodIsNotShownToThePreviousProvider() {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2025-09-01", "2026-01-31")
                .trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .mentoredBy(TOMASZ, "2025-09-01", "2026-01-31")
                .at(ASHDOWN_PERIOD, Role.ECT, OAKFIELD, "2026-09-01")
                .training(BRACKEN, ASHDOWN_PERIOD, "2026-09-01", null, true)
                .scheduled()
                .mentoredBy(ZADIE, "2026-09-01", null);
        assertThat(seenBy(AMBER, given, "2026-10-01").mentorId()).isNull();
        assertThat(seenBy(BRACKEN, given, "2026-10-01").mentorId()).isEqualTo(ZADIE);
    }

    @ParameterizedTest(name = "{0}, then {1}: {1}")
    @CsvSource({
        "DEFERRED,  WITHDRAWN",
        "DEFERRED,  ACTIVE",
        "WITHDRAWN, ACTIVE",
        "ACTIVE,    DEFERRED",
        "ACTIVE,    WITHDRAWN",
    })
    void laterStatusIsShownWithItsDetailsOnly(TrainingStatus earlier, TrainingStatus later) {
        ParticipantFactsFixture given = mentor().training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled()
                .reported(earlier, earlier == TrainingStatus.ACTIVE ? null : "other", "2026-02-16T10:12:45Z")
                .reported(later, later == TrainingStatus.ACTIVE ? null : "other", "2026-02-17T10:12:45Z");
        Interruption shown = new Interruption("other", Instant.parse("2026-02-17T10:12:45Z"));
        Enrolment enrolment = seen(given, "2026-03-01");
        assertThat(enrolment.trainingStatus()).isEqualTo(later);
        assertThat(enrolment.withdrawal()).isEqualTo(later == TrainingStatus.WITHDRAWN ? shown : null);
        assertThat(enrolment.deferral()).isEqualTo(later == TrainingStatus.DEFERRED ? shown : null);
    }

    @Test
    void deferralAfterAWithdrawalIsNotShown() {
        ParticipantFactsFixture given = mentor().training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled()
                .reported(TrainingStatus.WITHDRAWN, "other", "2026-02-16T10:12:45Z")
                .reported(TrainingStatus.DEFERRED, "other", "2026-02-17T10:12:45Z");

        Enrolment enrolment = seen(given, "2026-03-01");

        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.WITHDRAWN);
        assertThat(enrolment.withdrawal()).isEqualTo(new Interruption("other", Instant.parse("2026-02-16T10:12:45Z")));
        assertThat(enrolment.deferral()).isNull();
    }

    @Test
    void reportAboutOneRoleIsNotShownForTheOther() {
        ParticipantFactsFixture given = both().reported(TrainingStatus.WITHDRAWN, "other", "2026-02-16T10:12:45Z");
        assertThat(enrolments(given))
                .extracting(Enrolment::trainingStatus)
                .containsExactly(TrainingStatus.WITHDRAWN, TrainingStatus.ACTIVE);
        assertThat(enrolments(given).getLast().withdrawal()).isNull();
    }

    @Test
    void schoolsNeverChangeTheTrainingStatus() {
        ParticipantFactsFixture given =
                ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").schoolLed(OAKFIELD_PERIOD, "2026-02-01", null);
        Enrolment enrolment = seen(given, "2026-03-01");
        assertThat(enrolment.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
        assertThat(enrolment.participantStatus()).isEqualTo(ParticipantStatus.LEFT);
    }

    @Test
    void fundingIsDecidedAndShownForEachRole() {
        ParticipantFactsFixture given = both().fundedAsEct(new RoleFunding(null, date("2025-09-01"), null))
                .fundedAsMentor(new RoleFunding(date("2024-09-01"), null, null));
        assertThat(enrolments(given)).extracting(Enrolment::eligibleForFunding).containsExactly(false, true);
        assertThat(enrolments(both().fundedAsMentor(new RoleFunding(date("2024-09-01"), null, null))))
                .extracting(Enrolment::eligibleForFunding)
                .containsExactly(null, true);
    }

    @Test
    void endOfFundingAndItsReasonAreShownForTheMentorOnly() {
        ParticipantFactsFixture given = both().fundedAsEct(new RoleFunding(null, date("2025-09-01"), "exempt"))
                .fundedAsMentor(new RoleFunding(null, date("2021-04-19"), "completed_during_early_roll_out"));
        assertThat(enrolments(given))
                .extracting(Enrolment::mentorFundingEndDate, Enrolment::mentorIneligibleForFundingReason)
                .containsExactly(tuple(null, null), tuple(date("2021-04-19"), "completed_during_early_roll_out"));
    }

    @Test
    void upliftsAreThoseOfTheSchoolInTheCohortForEctAndMentor() {
        ParticipantFactsFixture given = both().upliftFeesIn(2024)
                .upliftFeesIn(2025)
                .schoolUplift(OAKFIELD, 2024, false, true)
                .schoolUplift(ASHDOWN, 2025, true, false);
        assertThat(enrolments(given))
                .extracting(Enrolment::pupilPremiumUplift, Enrolment::sparsityUplift)
                .containsExactly(tuple(true, false), tuple(false, true));
    }

    @Test
    void upliftsOfOtherCohortsAndSchoolsAreNotShown() {
        ParticipantFactsFixture given = both().upliftFeesIn(2024)
                .upliftFeesIn(2025)
                .schoolUplift(OAKFIELD, 2025, true, true)
                .schoolUplift(ASHDOWN, 2024, true, true);
        assertThat(enrolments(given))
                .extracting(Enrolment::pupilPremiumUplift, Enrolment::sparsityUplift)
                .containsExactly(tuple(false, false), tuple(false, false));
    }

    @Test
    void upliftsAreShownOnlyInCohortsWithUpliftFees() {
        ParticipantFactsFixture given = both().upliftFeesIn(2024)
                .schoolUplift(OAKFIELD, 2024, true, true)
                .schoolUplift(ASHDOWN, 2025, true, true);
        assertThat(enrolments(given))
                .extracting(Enrolment::pupilPremiumUplift, Enrolment::sparsityUplift)
                .containsExactly(tuple(false, false), tuple(true, true));
    }

    @Test
    void changeOfCohortChangesTheUplifts() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .upliftFeesIn(2024)
                .schoolUplift(OAKFIELD, 2024, true, false)
                .rescheduled(2024, "ecf-extended-september", id(30), CohortMove.OTHER_COHORT, "2025-11-01T08:00:00Z");
        assertThat(enrolments(given))
                .extracting(Enrolment::cohort, Enrolment::pupilPremiumUplift)
                .containsExactly(tuple("2024", true));
    }

    @Test
    void inductionAndWorkingPatternAreShownForTheEctOnly() {
        ParticipantFactsFixture given = both().inducted("2025-09-01", "2026-01-31", InductionOutcome.FAIL);
        assertThat(enrolments(given))
                .extracting(
                        Enrolment::inductionEndDate,
                        Enrolment::mostRecentInductionPeriodEndDate,
                        Enrolment::overallInductionStartDate,
                        Enrolment::workingPattern)
                .containsExactly(
                        tuple(date("2026-01-31"), date("2026-01-31"), date("2025-09-01"), WorkingPattern.PART_TIME),
                        tuple(null, null, null, null));
    }

    @Test
    void inductionDatesAreNullBeforeInductionStarts() {
        Enrolment ect = seen(ect().trainedBy(AMBER, "2025-09-01", null), "2026-01-01");
        assertThat(ect.inductionEndDate()).isNull();
        assertThat(ect.mostRecentInductionPeriodEndDate()).isNull();
        assertThat(ect.overallInductionStartDate()).isNull();
    }

    @ParameterizedTest(name = "{0} to {1}: {2}; {3} to {4}: {5}; induction ended {6}, the most recent period {7}")
    @CsvSource(nullValues = "-", textBlock = """
            2025-09-01, 2026-01-31, PASS, 2026-02-10, 2026-06-30, -,    2026-01-31, 2026-06-30
            2025-09-01, 2026-01-31, PASS, 2026-02-10, -,          -,    2026-01-31, -
            2025-09-01, 2026-01-31, FAIL, 2026-02-10, 2026-06-30, PASS, 2026-06-30, 2026-06-30
            2025-09-01, 2026-01-31, -,    2026-02-10, 2026-06-30, PASS, 2026-06-30, 2026-06-30
            2025-09-01, 2026-01-31, -,    2026-02-10, 2026-06-30, -,    -,          2026-06-30
            """)
    void inductionEndsWithTheLatestPeriodThatHasAnOutcome(
            String from,
            String to,
            @Nullable InductionOutcome outcome,
            String laterFrom,
            @Nullable String laterTo,
            @Nullable InductionOutcome laterOutcome,
            @Nullable LocalDate end,
            @Nullable LocalDate mostRecent) {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                // the order in which they were recorded does not matter
                .inducted(laterFrom, laterTo, laterOutcome)
                .inducted(from, to, outcome);
        Enrolment ect = seen(given, "2026-07-01");
        assertThat(ect.inductionEndDate()).isEqualTo(end);
        assertThat(ect.mostRecentInductionPeriodEndDate()).isEqualTo(mostRecent);
        assertThat(ect.overallInductionStartDate()).isEqualTo(date(from));
    }

    @Test
    void moveOutOfAFrozenCohortIsShownForTheRoleThatMoved() {
        assertThat(enrolments(both().inCohort(2025, CohortReason.MOVED_FROM_CLOSED_COHORT)))
                .extracting(Enrolment::cohortChangedAfterPaymentsFrozen)
                .containsExactly(true, false);
    }

    // visibility to other providers

    @ParameterizedTest(name = "then {0}")
    @ValueSource(strings = {"nothing", "with another provider", "school-led", "withdrawn"})
    void participantStaysVisibleWhateverHappensLater(String then) {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31");
        switch (then) {
            case "nothing" -> {}
            case "with another provider" -> given.trainedBy(BRACKEN, "2026-02-01", null);
            case "school-led" -> given.schoolLed(OAKFIELD_PERIOD, "2026-02-01", null);
            case "withdrawn" -> given.reported(TrainingStatus.WITHDRAWN, "other", "2026-01-16T10:12:45Z");
            default -> throw new IllegalArgumentException(then);
        }
        assertThat(seen(given, "2036-01-01").participantStatus()).isEqualTo(ParticipantStatus.LEFT);
    }

    @Test
    void previousProviderSeesItsTrainingAsItEndedAndThePersonAsCurrent() {
        ParticipantFactsFixture given = ect().reachedAt("then@oakfield.example.org")
                .trainedBy(AMBER, "2025-09-01", null)
                .reported(TrainingStatus.WITHDRAWN, "moved_school", "2026-01-31T10:12:45Z")
                .ended("2026-01-31", EndReason.JOINED_ANOTHER_SCHOOL)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-02-01", null, WorkingPattern.FULL_TIME)
                .reachedAt("now@ashdown.example.org")
                .training(BRACKEN, ASHDOWN_PERIOD, "2026-02-01", null, true)
                .inCohort(2026, CohortReason.MOVED_FROM_CLOSED_COHORT)
                .scheduled()
                .inducted("2025-09-01", "2026-06-30", InductionOutcome.PASS)
                .fundedAsEct(new RoleFunding(date("2025-09-01"), null, null));

        Enrolment frozen = seenBy(AMBER, given, "2026-07-01");

        assertThat(frozen.email()).isEqualTo("then@oakfield.example.org");
        assertThat(frozen.schoolUrn()).isEqualTo(OAKFIELD);
        assertThat(frozen.cohort()).isEqualTo("2025");
        assertThat(frozen.scheduleIdentifier()).isEqualTo("ecf-standard-september");
        assertThat(frozen.deliveryPartnerId()).isEqualTo(ParticipantFactsFixture.id(40));
        assertThat(frozen.trainingStatus()).isEqualTo(TrainingStatus.WITHDRAWN);
        assertThat(frozen.withdrawal())
                .isEqualTo(new Interruption("moved-school", Instant.parse("2026-01-31T10:12:45Z")));
        assertThat(frozen.participantStatus()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(frozen.eligibleForFunding()).isTrue();
        assertThat(frozen.inductionEndDate()).isEqualTo(date("2026-06-30"));
        assertThat(frozen.mostRecentInductionPeriodEndDate()).isEqualTo(date("2026-06-30"));
        assertThat(frozen.overallInductionStartDate()).isEqualTo(date("2025-09-01"));
        assertThat(frozen.workingPattern()).isEqualTo(WorkingPattern.FULL_TIME);
        assertThat(frozen.cohortChangedAfterPaymentsFrozen()).isTrue();
        assertThat(seenBy(BRACKEN, given, "2026-07-01").withdrawal()).isNull();
    }
}
