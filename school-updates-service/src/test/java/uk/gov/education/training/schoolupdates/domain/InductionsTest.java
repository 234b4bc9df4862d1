package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Participant.InductionOutcome.FAIL;
import static uk.gov.education.training.events.Participant.InductionOutcome.PASS;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodClosed;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodOpened;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.platform.rules.Verdict;

class InductionsTest {

    private final SchoolScenario schoolScenario = new SchoolScenario()
            .on("2025-09-01")
            .registersEct("ada", "2025-09-01")
            .registersMentor("mary", "2025-09-01", "ada")
            .accepted();

    private SchoolScenario inInduction() {
        return schoolScenario
                .beginsInduction("ada", date("2025-09-01"))
                .accepted()
                .on("2025-09-15");
    }

    @Test
    void beginningIsRecordedAndChangesNothingElse() {
        var before = schoolScenario.person("ada");

        inInduction();

        assertThat(schoolScenario.person("ada").inductionPeriods())
                .singleElement()
                .satisfies(period -> {
                    assertThat(period.startedOn()).isEqualTo("2025-09-01");
                    assertThat(schoolScenario.changes().values())
                            .containsExactly(new InductionPeriodOpened(period.id(), date("2025-09-01")));
                });
        assertThat(schoolScenario.person("ada").trainings()).isEqualTo(before.trainings());
        assertThat(schoolScenario.person("ada").schoolPeriods()).isEqualTo(before.schoolPeriods());
    }

    @Test
    void inductionNeverBeginsInTheFuture() {
        assertThat(schoolScenario.beginsInduction("ada", date("2025-09-02")).refusedFields())
                .containsExactly("started_on");
    }

    @Test
    void inductionCannotBeginBefore1999() {
        assertThat(schoolScenario.beginsInduction("ada", date("-5000-01-01")).refusedFields())
                .containsExactly("started_on");
        assertThat(schoolScenario.beginsInduction("ada", date("1999-08-31")).refusedFields())
                .containsExactly("started_on");
    }

    @Test
    void inductionPeriodsNeverOverlap() {
        inInduction();
        assertThat(schoolScenario.beginsInduction("ada", date("2025-09-10")).refusedFields())
                .containsExactly("started_on");

        schoolScenario.endsInduction("ada", date("2025-09-12"), null).accepted();
        assertThat(schoolScenario.beginsInduction("ada", date("2025-09-12")).refusedFields())
                .containsExactly("started_on");
        schoolScenario.beginsInduction("ada", date("2025-09-13")).accepted();
    }

    @Test
    void onlyAnEctHasInduction() {
        assertThat(schoolScenario.beginsInduction("mary", date("2025-09-01")).refusedFields())
                .containsExactly("id");
    }

    @Test
    void releaseEndsOnlyTheInductionPeriod() {
        inInduction();

        schoolScenario.endsInduction("ada", date("2025-09-12"), null).accepted();

        assertThat(schoolScenario.changes().values())
                .containsExactly(new InductionPeriodClosed(
                        schoolScenario
                                .person("ada")
                                .inductionPeriods()
                                .getFirst()
                                .id(),
                        date("2025-09-12"),
                        null,
                        new BigDecimal("2.5")));
        assertThat(schoolScenario.training("ada").finishedOn()).isNull();
        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isNull();
        assertThat(schoolScenario.mentorships("mary").getFirst().finishedOn()).isNull();
    }

    @ParameterizedTest
    @EnumSource(InductionOutcome.class)
    void outcomeEndsSchoolPeriodTrainingAndMentorshipTodayWhateverItsDate(InductionOutcome outcome) {
        inInduction();

        schoolScenario.endsInduction("ada", date("2025-09-10"), outcome).accepted();

        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-15");
        assertThat(schoolScenario.training("ada").finishedOn()).isEqualTo("2025-09-15");
        assertThat(schoolScenario.training("ada").ending()).satisfies(ending -> {
            assertThat(ending.reason()).isEqualTo(EndReason.INDUCTION_COMPLETED);
            assertThat(ending.schoolUrn()).isNull();
        });
        assertThat(schoolScenario.changes().get(id("mary")))
                .isEqualTo(new MentorshipEnded(id("mary"), id("ada"), date("2025-09-15")));
        assertThat(schoolScenario.training("mary").finishedOn()).isNull();
    }

    @Test
    void outcomeDoesNotChangeALeavingDate() {
        inInduction().leaves("ada", "2025-12-19");

        schoolScenario.endsInduction("ada", date("2025-09-10"), PASS).accepted();

        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-12-19");
        assertThat(schoolScenario.training("ada").finishedOn()).isEqualTo("2025-12-19");
        assertThat(schoolScenario.changes()).containsOnlyKeys(id("ada"));
    }

    @Test
    void futureSchoolPeriodNeverTakesPlaceAfterAnOutcome() {
        inInduction().at(OTHER_SCHOOL).registersEct("ada", "2025-10-01").accepted();

        schoolScenario.endsInduction("ada", date("2025-09-10"), PASS).accepted();

        assertThat(schoolScenario.schools("ada").getLast().takesPlace()).isFalse();
        assertThat(schoolScenario.training("ada").takesPlace()).isFalse();
        assertThat(schoolScenario.schools("ada").getFirst().finishedOn()).isEqualTo("2025-09-30");
    }

    @Test
    void endIsRecordedAfterTheBeginningEvenIfTheClockStandsStill() {
        schoolScenario
                .beginsInduction("ada", date("2025-08-01"))
                .endsInduction("ada", date("2025-08-31"), null)
                .accepted();

        var period = schoolScenario.person("ada").inductionPeriods().getFirst();
        assertThat(period.endRecordedAt()).isAfter(period.recordedAt());
    }

    @Test
    void ectCanHaveOnlyOneOutcome() {
        inInduction().endsInduction("ada", date("2025-09-10"), FAIL).accepted();

        assertThat(schoolScenario.beginsInduction("ada", date("2025-09-12")).refusedFields())
                .containsExactly("id");
        assertThat(schoolScenario.endsInduction("ada", date("2025-09-11"), PASS).refusedFields())
                .containsExactly("period_id");
    }

    @ParameterizedTest
    @CsvSource({"2025-08-31,true", "2025-09-01,false", "2025-09-15,false", "2025-09-16,true"})
    void inductionEndsNeitherBeforeItBeginsNorInTheFuture(LocalDate finishedOn, boolean refused) {
        inInduction().endsInduction("ada", finishedOn, null);

        assertThat(schoolScenario.verdict()).isInstanceOf(refused ? Verdict.Refused.class : Verdict.Accepted.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"-0.1", "16.1", "2.55", "1e9"})
    void invalidNumberOfTermsIsRefused(String terms) {
        inInduction();

        schoolScenario.endsInduction(
                "ada", new Inductions.End(date("2025-09-12"), null, terms == null ? null : new BigDecimal(terms)));

        assertThat(schoolScenario.refusedFields()).containsExactly("number_of_terms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.1", "6.0", "16", "1e1"})
    void validNumberOfTermsIsAccepted(String terms) {
        inInduction();

        schoolScenario
                .endsInduction("ada", new Inductions.End(date("2025-09-12"), null, new BigDecimal(terms)))
                .accepted();
    }

    @Test
    void allReasonsAreReportedTogether() {
        assertThat(schoolScenario
                        .endsInduction("ada", new Inductions.End(null, null, null))
                        .refusedFields())
                .containsExactly("period_id", "finished_on", "number_of_terms");
        assertThat(schoolScenario.beginsInduction("mary", null).refusedFields()).containsExactly("id", "started_on");
    }
}
