package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.LeavingReported;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Verdict;

class LeavingRulesTest {

    /** Mary has mentored Ada at the school since both started on 1 September. */
    private final SchoolScenario schoolScenario = new SchoolScenario()
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", "ada")
            .accepted()
            .on("2025-09-15");

    @Test
    void leavingEndsAnEctsSchoolPeriodTrainingAndMentorship() {
        schoolScenario.leaves("ada", "2025-12-19").accepted();

        Participant ada = schoolScenario.person("ada");
        assertThat(ada.schoolPeriods().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.trainings().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.mentorships().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.trainings().getFirst().ending()).satisfies(ending -> {
            assertThat(ending.reason()).isEqualTo(EndReason.LEFT_SCHOOL);
            assertThat(ending.schoolUrn()).isEqualTo(SCHOOL);
        });
    }

    @Test
    void leavingEctChangesOnlyTheMentorshipOfTheMentor() {
        Participant before = schoolScenario.person("mary");

        schoolScenario.leaves("ada", "2025-12-19").accepted();

        assertThat(schoolScenario.changes())
                .containsExactly(
                        entry(id("ada"), new LeavingReported(Role.ECT, SCHOOL, null, date("2025-12-19"))),
                        entry(id("mary"), new MentorshipEnded(id("mary"), id("ada"), date("2025-12-19"))));
        assertThat(schoolScenario.person("mary").trainings()).isEqualTo(before.trainings());
        assertThat(schoolScenario.person("mary").schoolPeriods()).isEqualTo(before.schoolPeriods());
        assertThat(schoolScenario.mentorships("mary")).isEqualTo(schoolScenario.mentorships("ada"));
    }

    @Test
    void mentorWhoLeavesEndsEveryMentorshipThere() {
        schoolScenario
                .registersEct("grace", "2025-09-15")
                .mentors("mary", "grace")
                .accepted();

        schoolScenario.leaves("mary", "2025-12-19").accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("mary"), id("ada"), id("grace"));
        assertThat(schoolScenario.mentorships("mary")).hasSize(2).allMatch(mentorship -> date("2025-12-19")
                .equals(mentorship.finishedOn()));
        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isNull();
        assertThat(schoolScenario.training("ada").finishedOn()).isNull();
    }

    @Test
    void mentorWhoLeavesGoesOnAtOtherSchools() {
        schoolScenario
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-15")
                .registersMentor("mary", date("2025-09-15"), "grace", false, null)
                .accepted();

        schoolScenario.at(OTHER_SCHOOL).leaves("mary", "2025-12-19").accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("mary"), id("grace"));
        assertThat(schoolScenario.schools("mary").getFirst().finishedOn()).isNull();
        assertThat(schoolScenario.training("mary").finishedOn()).isNull();
        assertThat(schoolScenario.mentorships("ada").getFirst().finishedOn()).isNull();
        assertThat(schoolScenario.schools("mary").getLast().finishedOn()).isEqualTo("2025-12-19");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-02,true",
        "2025-09-03,false",
        "2025-09-14,false",
        "2025-09-15,false",
        "2026-01-15,false",
        "2026-01-16,true"
    })
    void lastDayIsTwoDaysAfterTheStartAtTheEarliestAndFourMonthsAheadAtTheLatest(LocalDate day, boolean refused) {
        schoolScenario.leaves("ada", null, day);

        assertThat(schoolScenario.verdict()).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
        if (refused) {
            assertThat(schoolScenario.refusedFields()).containsExactly("leaving_on");
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-09-16,true", "2025-09-17,false"})
    void afterTrainingBeganTodayTheEarliestLastDayIsInTwoDays(LocalDate day, boolean refused) {
        schoolScenario.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        schoolScenario.leaves("ada", null, day);

        assertThat(schoolScenario.verdict()).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
    }

    @Test
    void trainingThatHasNotBegunDoesNotDecideAboutTheEarliestLastDay() {
        Participant ada = schoolScenario.person("ada");
        Training started = ada.trainings().getFirst();
        Training later =
                started.withStartedOn(date("2025-11-01")).withFinishedOn(null).withEnding(null);

        assertThat(LeavingRules.earliestLastDay(
                        ada.withTrainings(List.of(later)), ada.schoolPeriods().getFirst(), schoolScenario.today()))
                .isEqualTo("2025-09-03");
    }

    @Test
    void leavingDateIsBroughtForward() {
        schoolScenario
                .leaves("ada", "2025-12-19")
                .on("2025-09-20")
                .leaves("ada", "2025-11-28")
                .accepted();

        assertThat(schoolScenario.changes().get(id("ada")))
                .isEqualTo(new LeavingReported(Role.ECT, SCHOOL, date("2025-12-19"), date("2025-11-28")));
        assertThat(schoolScenario.training("ada").finishedOn()).isEqualTo("2025-11-28");
        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-11-28");
    }

    @ParameterizedTest
    @CsvSource({"2025-12-19", "2026-01-10"})
    void leavingDateIsNeverPushedBack(String later) {
        schoolScenario.leaves("ada", "2025-12-19").on("2025-09-20").leaves("ada", later);

        assertThat(schoolScenario.verdict()).isEqualTo(Verdict.accepted(Changes.NONE));
        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void previousSchoolCanConfirmTheLeavingOfAnEctWhoTransferred() {
        schoolScenario.at(OTHER_SCHOOL).registersEct("ada", "2025-10-01").accepted();

        schoolScenario.at(SCHOOL).leaves("ada", "2025-10-10").accepted();

        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(schoolScenario.schools("ada").getFirst().ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
        assertThat(schoolScenario.trainings("ada").getFirst().ending().reason())
                .isEqualTo(EndReason.JOINED_ANOTHER_SCHOOL);
        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"));
    }

    @Test
    void mentorshipThatWouldBeginOnTheLastDayOrLaterIsRemoved() {
        schoolScenario.registersMentor("emmy", "2025-12-01", "ada").accepted();
        assertThat(schoolScenario.mentorships("ada")).hasSize(2);

        schoolScenario.leaves("ada", "2025-12-01").accepted();

        assertThat(schoolScenario.changes().get(id("emmy")))
                .isEqualTo(new MentorshipEnded(id("emmy"), id("ada"), null));
        assertThat(schoolScenario.mentorships("emmy")).isEmpty();
        assertThat(schoolScenario.mentorships("ada"))
                .singleElement()
                .satisfies(mentorship -> assertThat(mentorship.finishedOn()).isEqualTo("2025-11-30"));
    }

    @Test
    void trainingThatWouldBeginOnTheDayOrLaterNeverTakesPlace() {
        schoolScenario.registersEct("grace", "2025-10-01").accepted();
        schoolScenario.on("2025-09-20").leaves("grace", "2025-10-03").accepted();
        assertThat(schoolScenario.training("grace").takesPlace()).isTrue();

        // Closed cohorts aside, training begins with the time at the school; only a later one can be cut before it
        // begins.
        Participant grace = schoolScenario.person("grace");
        AffectedParticipants cut = EndSchoolPeriod.on(
                date("2025-10-01"),
                grace.id(),
                grace.schoolPeriods().getFirst(),
                grace.schoolPeriods().getFirst().ending(),
                AffectedParticipants.of(schoolScenario.everyone()));
        assertThat(cut.get(grace.id()).trainings().getFirst().takesPlace()).isFalse();
    }

    @Test
    void pastMentorshipIsUnchanged() {
        schoolScenario.registersMentor("emmy", "2025-09-15", "ada").accepted();

        schoolScenario.leaves("mary", "2025-12-19").accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("mary"));
        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-09-14");
    }

    @Test
    void participantWithBothRolesMustGiveOneAndKeepsTheOther() {
        schoolScenario
                .registersEct("grace", "2025-09-15")
                .registersMentor("ada", "2025-09-15", "grace")
                .accepted();

        assertThat(schoolScenario.leaves("ada", "2025-12-19").refusedFields()).containsExactly("participant_type");
        schoolScenario.leaves("ada", Role.MENTOR, date("2025-12-19")).accepted();

        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"), id("grace"));
        assertThat(schoolScenario.trainings("ada").getFirst().finishedOn()).isNull();
        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isNull();
    }

    @Test
    void participantWhoWasNeverAtTheSchoolCannotLeaveIt() {
        assertThat(schoolScenario.at(OTHER_SCHOOL).leaves("ada", "2025-12-19").refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void missingDateIsRefused() {
        assertThat(schoolScenario.leaves("ada", null, null).refusedFields()).containsExactly("leaving_on");
    }
}
