package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.TODAY;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.changed;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.ParticipantChange.TrnCorrected;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Verdict;

class MergeTest {

    private final SchoolScenario schoolScenario = new SchoolScenario().on("2025-09-01");

    /** Ada left the school and is at the other one as Augusta, with Mary as her mentor. */
    private SchoolScenario twice() {
        return schoolScenario
                .registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-10")
                .at(OTHER_SCHOOL)
                .on("2025-09-12")
                .registersEct("augusta", "2025-09-12")
                .registersMentor("mary", "2025-09-12", "augusta")
                .accepted()
                .on(TODAY);
    }

    @Test
    void recordThatStaysTakesOverEverything() {
        Participant ada = twice().person("ada");
        Participant augusta = schoolScenario.person("augusta");

        schoolScenario.merges("augusta", "ada").accepted();

        Participant merged = schoolScenario.person("ada");
        assertThat(merged.schoolPeriods()).extracting(SchoolPeriod::schoolUrn).containsExactly(SCHOOL, OTHER_SCHOOL);
        assertThat(merged.trainings()).hasSize(2).containsAll(augusta.trainings());
        assertThat(merged.mentorships()).hasSize(1);
        assertThat(merged.trn()).isEqualTo(ada.trn());
        assertThat(merged.fullName()).isEqualTo(ada.fullName());
        assertThat(merged.ectTrainingRecordId()).isEqualTo(ada.ectTrainingRecordId());
        assertThat(merged.idChanges())
                .extracting(IdChange::fromParticipantId, IdChange::toParticipantId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id("augusta"), id("ada")));
    }

    @Test
    void mergedRecordKeepsOnlyTheIdOfTheOther() {
        twice().merges("augusta", "ada").accepted();

        Participant ended = changed(schoolScenario.verdict()).get(1).after();
        assertThat(ended.id()).isEqualTo(id("augusta"));
        assertThat(ended.mergedInto()).contains(id("ada"));
        assertThat(ended.trn()).isNull();
        assertThat(ended.fullName()).isNull();
        assertThat(ended.schoolPeriods()).isEmpty();
        assertThat(ended.trainings()).isEmpty();
        assertThat(ended.mentorships()).isEmpty();
    }

    @Test
    void mentorshipPartnersGetTheNewId() {
        twice().merges("augusta", "ada").accepted();

        DuplicateMerged merged = new DuplicateMerged(id("augusta"), id("ada"));
        assertThat(schoolScenario.changes())
                .containsExactly(entry(id("ada"), merged), entry(id("augusta"), merged), entry(id("mary"), merged));
        assertThat(schoolScenario.mentorships("mary")).isEqualTo(schoolScenario.mentorships("ada"));
        assertThat(schoolScenario.mentorships("mary").getFirst().ectId()).isEqualTo(id("ada"));
    }

    @Test
    void earlierIdChangesAreKept() {
        twice().merges("augusta", "ada").accepted();
        schoolScenario
                .at(SCHOOL)
                .registersMentor("byron", "2025-09-20", null)
                .merges("ada", "byron")
                .accepted();

        assertThat(schoolScenario.person("byron").idChanges())
                .extracting(IdChange::fromParticipantId)
                .containsExactly(id("augusta"), id("ada"));
        assertThat(schoolScenario.person("byron").mergedInto()).isEmpty();
    }

    @Test
    void beingAtTwoSchoolsAsAnEctIsRefused() {
        schoolScenario.registersEct("ada", "2025-09-01").at(OTHER_SCHOOL).registersEct("augusta", "2025-09-01");

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).contains("into");
    }

    @Test
    void mentorRecordsAtTwoSchoolsCanBeMerged() {
        schoolScenario
                .registersMentor("mary", "2025-09-01", null)
                .at(OTHER_SCHOOL)
                .registersMentor("marie", "2025-09-01", null)
                .merges("marie", "mary")
                .accepted();

        assertThat(schoolScenario.schools("mary")).hasSize(2);
    }

    @Test
    void mentorRecordsInTrainingAtTheSameTimeAreNotMerged() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("marie", "2025-09-01", "grace");

        assertThat(schoolScenario.merges("marie", "mary").refusedFields()).containsExactly("into");
    }

    @Test
    void ectAndMentorOfTheSamePersonCanBeMerged() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("augusta", "2025-09-01", null);

        schoolScenario.merges("augusta", "ada").accepted();

        assertThat(schoolScenario.person("ada").mentorTrainingRecordId()).isNotNull();
    }

    @Test
    void mentorAndTheirEctAreNotMerged() {
        schoolScenario.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");

        assertThat(schoolScenario.merges("mary", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void recordsInTrainingInDifferentCohortsAreRefused() {
        schoolScenario
                .on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-07-01")
                .leaves("ada", "2025-07-18")
                .accepted()
                .on("2025-09-01")
                .at(OTHER_SCHOOL)
                .registersEct("augusta", "2025-09-01")
                .accepted();

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");
        assertThat(schoolScenario.refusal()).contains("different cohorts");
    }

    @Test
    void trainingIsInTheCohortThatItsLeadProviderMovedItTo() {
        twice().movedByProvider("augusta", 2024);

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");

        schoolScenario.movedByProvider("augusta", 2025).merges("augusta", "ada").accepted();
    }

    // Declarations

    private static Declarations started(String name, Participant about, UUID leadProvider) {
        return RegistrationFixtures.declared(
                name,
                DeclarationType.STARTED,
                about.id(),
                about.trainings().getFirst().withLeadProviderId(leadProvider));
    }

    @Test
    void mergeIsRefusedForDuplicateDeclarationsAndNamesThem() {
        twice();
        schoolScenario
                .declared(started("first", schoolScenario.person("ada"), RegistrationFixtures.LEAD_PROVIDER))
                .declared(
                        started("second", schoolScenario.person("augusta"), RegistrationFixtures.OTHER_LEAD_PROVIDER));

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");
        assertThat(schoolScenario.refusal())
                .contains("'started'")
                .contains(id("first") + " of " + RegistrationFixtures.LEAD_PROVIDER_NAME + " ("
                        + RegistrationFixtures.LEAD_PROVIDER + ")")
                .contains(id("second") + " of lead provider " + RegistrationFixtures.OTHER_LEAD_PROVIDER)
                .contains("void");
    }

    @Test
    void voidedDeclarationIsNoDuplicate() {
        twice();
        schoolScenario
                .declared(started("first", schoolScenario.person("ada"), RegistrationFixtures.LEAD_PROVIDER))
                .declared(started("second", schoolScenario.person("augusta"), RegistrationFixtures.OTHER_LEAD_PROVIDER)
                        .voided(id("second"), RegistrationFixtures.CONFIRMED_AT))
                .merges("augusta", "ada")
                .accepted();
    }

    @Test
    void otherTypesAndTheSameDeclarationAreNoDuplicates() {
        twice();
        Participant ada = schoolScenario.person("ada");
        schoolScenario
                .declared(started("first", ada, RegistrationFixtures.LEAD_PROVIDER))
                .declared(new Declarations(
                        id("an earlier id"),
                        started("first", ada, RegistrationFixtures.LEAD_PROVIDER)
                                .declarations()))
                .declared(RegistrationFixtures.declared(
                        "second",
                        DeclarationType.RETAINED_1,
                        id("augusta"),
                        schoolScenario.person("augusta").trainings().getFirst()))
                .merges("augusta", "ada")
                .accepted();
    }

    @Test
    void everyDuplicateTypeIsNamedForEachRole() {
        twice();
        Participant ada = schoolScenario.person("ada");
        Participant augusta = schoolScenario.person("augusta");
        schoolScenario
                .declared(started("one", ada, RegistrationFixtures.LEAD_PROVIDER))
                .declared(started("two", augusta, RegistrationFixtures.LEAD_PROVIDER))
                .declared(RegistrationFixtures.declared(
                        "three",
                        DeclarationType.COMPLETED,
                        ada.id(),
                        ada.trainings().getFirst().withRole(Role.MENTOR)))
                .declared(RegistrationFixtures.declared(
                        "four",
                        DeclarationType.COMPLETED,
                        augusta.id(),
                        augusta.trainings().getFirst().withRole(Role.MENTOR)));

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into", "into");
    }

    // One person recorded twice by one school

    /** Registers a person on 1 September, and again on 8 September with another TRN. */
    private SchoolScenario twiceAtOneSchool() {
        return schoolScenario
                .registersEct("ada", "2025-09-01")
                .on("2025-09-08")
                .registersEct("augusta", "2025-09-08")
                .accepted()
                .on(TODAY);
    }

    @Test
    void overlappingSchoolPeriodsAreCombined() {
        twiceAtOneSchool();
        Participant ada = schoolScenario.person("ada");
        Participant augusta = schoolScenario.person("augusta");

        schoolScenario.merges("ada", "augusta").accepted();

        Participant merged = schoolScenario.person("augusta");
        assertThat(merged.schoolPeriods()).singleElement().satisfies(time -> {
            assertThat(time.id()).isEqualTo(ada.schoolPeriods().getFirst().id());
            assertThat(time.startedOn()).isEqualTo(date("2025-09-01"));
            assertThat(time.finishedOn()).isNull();
            assertThat(time.email())
                    .isEqualTo(augusta.schoolPeriods().getFirst().email());
        });
        assertThat(Periods.trainings(merged, Role.ECT)).singleElement().satisfies(training -> {
            assertThat(training).isEqualTo(ada.trainings().getFirst());
        });
        assertThat(merged.trainings())
                .filteredOn(training -> !training.takesPlace())
                .singleElement()
                .satisfies(never -> {
                    assertThat(never.id())
                            .isEqualTo(augusta.trainings().getFirst().id());
                    assertThat(never.schoolPeriodId())
                            .isEqualTo(ada.schoolPeriods().getFirst().id());
                    assertThat(never.ending().reason()).isEqualTo(EndReason.DUPLICATE_MERGED);
                });
    }

    @Test
    void combinedSchoolPeriodAndTrainingEndWithTheLaterOne() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-10")
                .on("2025-09-08")
                .registersEct("augusta", "2025-09-08")
                .leaves("augusta", "2025-09-12")
                .merges("augusta", "ada")
                .accepted();

        assertThat(schoolScenario.schools("ada")).singleElement().satisfies(time -> assertThat(time.finishedOn())
                .isEqualTo(date("2025-09-12")));
        assertThat(Periods.trainings(schoolScenario.person("ada"), Role.ECT))
                .singleElement()
                .satisfies(training -> {
                    assertThat(training.startedOn()).isEqualTo(date("2025-09-01"));
                    assertThat(training.finishedOn()).isEqualTo(date("2025-09-12"));
                    assertThat(training.ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
                });
    }

    @Test
    void periodThatOverlapsTwoCombinesAllThree() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-05")
                .on("2025-09-05")
                .registersEct("augusta", "2025-09-04")
                .on("2025-09-11")
                .registersEct("ada", "2025-09-11")
                .merges("augusta", "ada")
                .accepted();

        assertThat(schoolScenario.schools("ada")).singleElement().satisfies(time -> {
            assertThat(time.startedOn()).isEqualTo(date("2025-09-01"));
            assertThat(time.finishedOn()).isNull();
        });
        assertThat(Periods.trainings(schoolScenario.person("ada"), Role.ECT)).hasSize(1);
    }

    @Test
    void overlappingTrainingByTwoLeadProvidersIsRefused() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersEct("augusta", date("2025-09-01"), RegistrationFixtures.OTHER_LEAD_PROVIDER);

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void mentorshipsWithOneMentorAreCombinedForBoth() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersEct("augusta", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .on("2025-09-08")
                .mentors("mary", "augusta")
                .merges("augusta", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("ada")).singleElement().satisfies(mentorship -> {
            assertThat(mentorship.startedOn()).isEqualTo(date("2025-09-01"));
            assertThat(mentorship.finishedOn()).isNull();
        });
        assertThat(schoolScenario.mentorships("mary")).isEqualTo(schoolScenario.mentorships("ada"));
    }

    @Test
    void laterMentorReplacesTheEarlierOne() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersEct("augusta", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .on("2025-09-08")
                .registersMentor("emmy", "2025-09-08", "augusta")
                .merges("augusta", "ada")
                .accepted();

        assertThat(schoolScenario.mentorships("mary")).singleElement().satisfies(until -> assertThat(until.finishedOn())
                .isEqualTo(date("2025-09-07")));
        assertThat(schoolScenario.mentorships("emmy")).singleElement().satisfies(from -> {
            assertThat(from.ectId()).isEqualTo(id("ada"));
            assertThat(from.finishedOn()).isNull();
        });
        assertThat(schoolScenario.mentorships("ada"))
                .containsExactly(
                        schoolScenario.mentorships("mary").getFirst(),
                        schoolScenario.mentorships("emmy").getFirst());
    }

    // Mentors whose funding has ended

    @Test
    void mentorWhoseFundingHasEndedLosesTheOtherRecordsTraining() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .leaves("mary", "2025-09-05")
                .at(OTHER_SCHOOL)
                .on("2025-09-08")
                .registersEct("grace", "2025-09-08")
                .registersMentor("marie", "2025-09-08", "grace")
                .accepted()
                .on(TODAY)
                .fundingEnds("mary")
                .merges("marie", "mary")
                .accepted();

        assertThat(schoolScenario.training("mary").finishedOn()).isEqualTo(TODAY.minusDays(1));
        assertThat(schoolScenario.schools("mary").getLast().finishedOn()).isNull();
        assertThat(schoolScenario.mentorships("grace").getFirst().mentorId()).isEqualTo(id("mary"));
    }

    // A corrected TRN

    @Test
    void correctedTrnIsAChangeOfTheSameRecord() {
        schoolScenario.registersEct("ada", "2025-09-01");
        Participant before = schoolScenario.person("ada");

        schoolScenario.correctsTrn("ada", "7654321", null).accepted();

        assertThat(changed(schoolScenario.verdict()))
                .containsExactly(
                        new ChangedParticipant(new TrnCorrected(before.trn(), "7654321"), before.withTrn("7654321")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "123456", "12345678", "abcdefg", "١٢٣٤٥٦٧"})
    void invalidTrnIsRefused(String trn) {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario.correctsTrn("ada", trn, null).refusedFields()).containsExactly("trn");
    }

    @Test
    void presentTrnIsRefused() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario
                        .correctsTrn("ada", schoolScenario.person("ada").trn(), "ada")
                        .refusedFields())
                .containsExactly("trn");
    }

    @Test
    void recordThatHasTheNewTrnIsMergedIntoTheCorrectedOne() {
        twice();
        String trn = schoolScenario.person("augusta").trn();

        schoolScenario.correctsTrn("ada", trn, "augusta").accepted();

        assertThat(changed(schoolScenario.verdict()))
                .extracting(each -> each.change().getClass().getSimpleName())
                .containsExactly("TrnCorrected", "DuplicateMerged", "DuplicateMerged", "DuplicateMerged");
        assertThat(schoolScenario.person("ada").trn()).isEqualTo(trn);
        assertThat(schoolScenario.person("ada").trainings()).hasSize(2);
        assertThat(schoolScenario.person("augusta")).isNull();
    }

    @Test
    void correctionIsRefusedIfTheRecordWithTheNewTrnCannotBeMerged() {
        twice();
        schoolScenario.beginsInduction("ada", date("2025-09-01")).beginsInduction("augusta", date("2025-09-12"));

        assertThat(schoolScenario
                        .correctsTrn("ada", schoolScenario.person("augusta").trn(), "augusta")
                        .refusedFields())
                .containsExactly("trn");
    }

    @Test
    void inductionInBothRecordsIsRefusedEvenIfOneFollowsTheOther() {
        twice();
        schoolScenario
                .beginsInduction("ada", date("2025-09-01"))
                .endsInduction("ada", date("2025-09-05"), null)
                .beginsInduction("augusta", date("2025-09-12"))
                .accepted();

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void overlappingInductionIsRefused() {
        twice().beginsInduction("ada", date("2025-09-01")).beginsInduction("augusta", date("2025-09-12"));

        assertThat(schoolScenario.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void recordCannotBeMergedIntoItself() {
        schoolScenario.registersEct("ada", "2025-09-01");

        assertThat(schoolScenario.merges("ada", "ada").refusedFields()).containsExactly("into");
    }

    // Deletion

    private Verdict<Changes> deletes(String name, TrainingReports... reports) {
        return Deletion.decide(
                id(name), List.of(reports), List.of(), AffectedParticipants.of(schoolScenario.everyone()));
    }

    @Test
    void participantWhoNeverStartedCanBeDeletedWithTheirMentorships() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .registersEct("grace", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .mentors("mary", "grace");

        assertThat(changed(deletes("ada"))).singleElement().satisfies(mary -> {
            assertThat(mary.change()).isEqualTo(new MentorshipEnded(id("mary"), id("ada"), null));
            assertThat(mary.after().mentorships()).singleElement().satisfies(left -> assertThat(left.ectId())
                    .isEqualTo(id("grace")));
        });
    }

    @Test
    void participantWithInductionCannotBeDeleted() {
        schoolScenario
                .registersEct("ada", "2025-09-01")
                .beginsInduction("ada", date("2025-09-01"))
                .on("2025-09-15")
                .endsInduction("ada", date("2025-09-10"), InductionOutcome.PASS);

        assertThat(RegistrationFixtures.refusedFields(deletes("ada"))).containsExactly("id");
    }

    @Test
    void participantWithAProvidersReportCannotBeDeleted() {
        schoolScenario.registersEct("ada", "2025-09-01");
        TrainingReports reports = new TrainingReports(id("ada"), List.of())
                .with(
                        schoolScenario.training("ada").id(),
                        RegistrationFixtures.LEAD_PROVIDER,
                        new StatusReport(
                                TrainingStatus.DEFERRED,
                                "other",
                                schoolScenario.training("ada").registeredAt()));

        assertThat(RegistrationFixtures.refusedFields(deletes("ada", reports))).containsExactly("id");
    }

    @Test
    void participantWithADeclarationCannotBeDeletedEvenIfVoided() {
        schoolScenario.registersEct("ada", "2025-09-01");
        Declarations declared = RegistrationFixtures.declared(id("ada"), schoolScenario.training("ada"));
        UUID declaration = declared.declarations().getFirst().id();

        assertThat(Stream.of(declared, declared.voided(declaration, RegistrationFixtures.CONFIRMED_AT)))
                .allSatisfy(declarations -> assertThat(Deletion.decide(
                                id("ada"),
                                List.of(),
                                List.of(declarations),
                                AffectedParticipants.of(schoolScenario.everyone())))
                        .isInstanceOfSatisfying(
                                Verdict.Refused.class, refused -> assertThat(((Verdict.Refused<?>) refused).reasons())
                                        .singleElement()
                                        .satisfies(reason -> {
                                            assertThat(reason.field()).isEqualTo("id");
                                            assertThat(reason.detail())
                                                    .contains("declaration")
                                                    .contains("Ask the school to report");
                                        })));
    }
}
