package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.date;
import static uk.gov.education.training.schoolupdates.domain.Given.id;

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

class LeavingTest {

    /** Ada is mentored by Mary at the school, both since 1 September. */
    private final World world = new World()
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", "ada")
            .accepted()
            .on("2025-09-15");

    @Test
    void ectWhoLeavesEndsTimeTrainingAndMentorshipOnTheDay() {
        world.leaves("ada", "2025-12-19").accepted();

        Participant ada = world.person("ada");
        assertThat(ada.schoolPeriods().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.trainings().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.mentorships().getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(ada.trainings().getFirst().ending()).satisfies(ending -> {
            assertThat(ending.reason()).isEqualTo(EndReason.LEFT_SCHOOL);
            assertThat(ending.schoolUrn()).isEqualTo(SCHOOL);
        });
    }

    @Test
    void leavingEctTakesTheMentorshipFromTheMentorAndNothingElse() {
        Participant before = world.person("mary");

        world.leaves("ada", "2025-12-19").accepted();

        assertThat(world.changes())
                .containsExactly(
                        entry(id("ada"), new LeavingReported(Role.ECT, SCHOOL, null, date("2025-12-19"))),
                        entry(id("mary"), new MentorshipEnded(id("mary"), id("ada"), date("2025-12-19"))));
        assertThat(world.person("mary").trainings()).isEqualTo(before.trainings());
        assertThat(world.person("mary").schoolPeriods()).isEqualTo(before.schoolPeriods());
        assertThat(world.mentorships("mary")).isEqualTo(world.mentorships("ada"));
    }

    @Test
    void mentorWhoLeavesEndsEveryMentorshipThere() {
        world.registersEct("grace", "2025-09-15").mentors("mary", "grace").accepted();

        world.leaves("mary", "2025-12-19").accepted();

        assertThat(world.changes()).containsOnlyKeys(id("mary"), id("ada"), id("grace"));
        assertThat(world.mentorships("mary")).hasSize(2).allMatch(mentorship -> date("2025-12-19")
                .equals(mentorship.finishedOn()));
        assertThat(world.schools("ada").getFirst().finishedOn()).isNull();
        assertThat(world.training("ada").finishedOn()).isNull();
    }

    @Test
    void mentorWhoLeavesGoesOnAtOtherSchools() {
        world.at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-15")
                .registersMentor("mary", date("2025-09-15"), "grace", false, null)
                .accepted();

        world.at(OTHER_SCHOOL).leaves("mary", "2025-12-19").accepted();

        assertThat(world.changes()).containsOnlyKeys(id("mary"), id("grace"));
        assertThat(world.schools("mary").getFirst().finishedOn()).isNull();
        assertThat(world.training("mary").finishedOn()).isNull();
        assertThat(world.mentorships("ada").getFirst().finishedOn()).isNull();
        assertThat(world.schools("mary").getLast().finishedOn()).isEqualTo("2025-12-19");
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
        world.leaves("ada", null, day);

        assertThat(world.verdict()).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
        if (refused) {
            assertThat(world.refusedFields()).containsExactly("leaving_on");
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-09-16,true", "2025-09-17,false"})
    void afterTrainingBeganTodayTheEarliestLastDayIsInTwoDays(LocalDate day, boolean refused) {
        world.changesLeadProvider("ada", OTHER_LEAD_PROVIDER).accepted();

        world.leaves("ada", null, day);

        assertThat(world.verdict()).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
    }

    @Test
    void trainingThatHasNotBegunDoesNotDecideAboutTheEarliestLastDay() {
        Participant ada = world.person("ada");
        Training begun = ada.trainings().getFirst();
        Training later =
                begun.withStartedOn(date("2025-11-01")).withFinishedOn(null).withEnding(null);

        assertThat(Leaving.earliestLastDay(
                        ada.withTrainings(List.of(later)), ada.schoolPeriods().getFirst(), world.today()))
                .isEqualTo("2025-09-03");
    }

    @Test
    void leavingDateIsBroughtForward() {
        world.leaves("ada", "2025-12-19")
                .on("2025-09-20")
                .leaves("ada", "2025-11-28")
                .accepted();

        assertThat(world.changes().get(id("ada")))
                .isEqualTo(new LeavingReported(Role.ECT, SCHOOL, date("2025-12-19"), date("2025-11-28")));
        assertThat(world.training("ada").finishedOn()).isEqualTo("2025-11-28");
        assertThat(world.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-11-28");
    }

    @ParameterizedTest
    @CsvSource({"2025-12-19", "2026-01-10"})
    void leavingDateIsNeverPushedBack(String later) {
        world.leaves("ada", "2025-12-19").on("2025-09-20").leaves("ada", later);

        assertThat(world.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(world.schools("ada").getFirst().finishedOn()).isEqualTo("2025-12-19");
    }

    @Test
    void oldSchoolMayConfirmThatSomeoneLeftWhoMovedToAnother() {
        world.at(OTHER_SCHOOL).registersEct("ada", "2025-10-01").accepted();

        world.at(SCHOOL).leaves("ada", "2025-10-10").accepted();

        assertThat(world.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
        assertThat(world.schools("ada").getFirst().ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
        assertThat(world.trainings("ada").getFirst().ending().reason()).isEqualTo(EndReason.JOINED_ANOTHER_SCHOOL);
        assertThat(world.changes()).containsOnlyKeys(id("ada"));
    }

    @Test
    void mentorshipThatWouldBeginOnTheDayOrLaterNeverWas() {
        world.registersMentor("emmy", "2025-12-01", "ada").accepted();
        assertThat(world.mentorships("ada")).hasSize(2);

        world.leaves("ada", "2025-12-01").accepted();

        assertThat(world.changes().get(id("emmy"))).isEqualTo(new MentorshipEnded(id("emmy"), id("ada"), null));
        assertThat(world.mentorships("emmy")).isEmpty();
        assertThat(world.mentorships("ada")).singleElement().satisfies(mentorship -> assertThat(mentorship.finishedOn())
                .isEqualTo("2025-11-30"));
    }

    @Test
    void trainingThatWouldBeginOnTheDayOrLaterNeverTakesPlace() {
        world.registersEct("grace", "2025-10-01").accepted();
        world.on("2025-09-20").leaves("grace", "2025-10-03").accepted();
        assertThat(world.training("grace").takesPlace()).isTrue();

        // Closed cohorts aside, training begins with the time at the school; only a later one can be cut before it
        // begins.
        Participant grace = world.person("grace");
        People cut = Departure.on(
                date("2025-10-01"),
                grace.id(),
                grace.schoolPeriods().getFirst(),
                grace.schoolPeriods().getFirst().ending(),
                People.of(world.everyone()));
        assertThat(cut.get(grace.id()).trainings().getFirst().takesPlace()).isFalse();
    }

    @Test
    void mentorshipThatIsOverStaysAsItWas() {
        world.registersMentor("emmy", "2025-09-15", "ada").accepted();

        world.leaves("mary", "2025-12-19").accepted();

        assertThat(world.changes()).containsOnlyKeys(id("mary"));
        assertThat(world.mentorships("mary").getFirst().finishedOn()).isEqualTo("2025-09-14");
    }

    @Test
    void whoeverIsBothMustSayWhichAndKeepsTheOtherRole() {
        world.registersEct("grace", "2025-09-15")
                .registersMentor("ada", "2025-09-15", "grace")
                .accepted();

        assertThat(world.leaves("ada", "2025-12-19").refusedFields()).containsExactly("participant_type");
        world.leaves("ada", Role.MENTOR, date("2025-12-19")).accepted();

        assertThat(world.changes()).containsOnlyKeys(id("ada"), id("grace"));
        assertThat(world.trainings("ada").getFirst().finishedOn()).isNull();
        assertThat(world.mentorships("mary").getFirst().finishedOn()).isNull();
    }

    @Test
    void whoeverWasNeverAtTheSchoolCannotLeaveIt() {
        assertThat(world.at(OTHER_SCHOOL).leaves("ada", "2025-12-19").refusedFields())
                .containsExactly("participant_type");
    }

    @Test
    void missingDateIsRefused() {
        assertThat(world.leaves("ada", null, null).refusedFields()).containsExactly("leaving_on");
    }
}
