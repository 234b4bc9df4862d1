package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static uk.gov.education.training.schoolupdates.domain.Given.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.Given.TODAY;
import static uk.gov.education.training.schoolupdates.domain.Given.changed;
import static uk.gov.education.training.schoolupdates.domain.Given.date;
import static uk.gov.education.training.schoolupdates.domain.Given.id;

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

class MergingTest {

    private final World world = new World().on("2025-09-01");

    /** Ada left the school, and is at the other one as Augusta, with Mary for a mentor there. */
    private World twice() {
        return world.registersEct("ada", "2025-09-01")
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
        Participant augusta = world.person("augusta");

        world.merges("augusta", "ada").accepted();

        Participant merged = world.person("ada");
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
    void recordThatEndsKeepsNothingButWhereToGoOn() {
        twice().merges("augusta", "ada").accepted();

        Participant ended = changed(world.verdict()).get(1).after();
        assertThat(ended.id()).isEqualTo(id("augusta"));
        assertThat(ended.mergedInto()).contains(id("ada"));
        assertThat(ended.trn()).isNull();
        assertThat(ended.fullName()).isNull();
        assertThat(ended.schoolPeriods()).isEmpty();
        assertThat(ended.trainings()).isEmpty();
        assertThat(ended.mentorships()).isEmpty();
    }

    @Test
    void whoeverSharesAMentorshipCarriesTheNewId() {
        twice().merges("augusta", "ada").accepted();

        DuplicateMerged merged = new DuplicateMerged(id("augusta"), id("ada"));
        assertThat(world.changes())
                .containsExactly(entry(id("ada"), merged), entry(id("augusta"), merged), entry(id("mary"), merged));
        assertThat(world.mentorships("mary")).isEqualTo(world.mentorships("ada"));
        assertThat(world.mentorships("mary").getFirst().ectId()).isEqualTo(id("ada"));
    }

    @Test
    void earlierChangesOfIdAreKept() {
        twice().merges("augusta", "ada").accepted();
        world.at(SCHOOL)
                .registersMentor("byron", "2025-09-20", null)
                .merges("ada", "byron")
                .accepted();

        assertThat(world.person("byron").idChanges())
                .extracting(IdChange::fromParticipantId)
                .containsExactly(id("augusta"), id("ada"));
        assertThat(world.person("byron").mergedInto()).isEmpty();
    }

    @Test
    void beingAtTwoSchoolsAsAnEctIsRefused() {
        world.registersEct("ada", "2025-09-01").at(OTHER_SCHOOL).registersEct("augusta", "2025-09-01");

        assertThat(world.merges("augusta", "ada").refusedFields()).contains("into");
    }

    @Test
    void mentorsRecordsAtTwoSchoolsCanBeOnePersons() {
        world.registersMentor("mary", "2025-09-01", null)
                .at(OTHER_SCHOOL)
                .registersMentor("marie", "2025-09-01", null)
                .merges("marie", "mary")
                .accepted();

        assertThat(world.schools("mary")).hasSize(2);
    }

    @Test
    void mentorsRecordsInTrainingAtTheSameTimeAreRefused() {
        world.registersEct("ada", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .at(OTHER_SCHOOL)
                .registersEct("grace", "2025-09-01")
                .registersMentor("marie", "2025-09-01", "grace");

        assertThat(world.merges("marie", "mary").refusedFields()).containsExactly("into");
    }

    @Test
    void ectAndMentorOfTheSamePersonCanBeMerged() {
        world.registersEct("ada", "2025-09-01").registersMentor("augusta", "2025-09-01", null);

        world.merges("augusta", "ada").accepted();

        assertThat(world.person("ada").mentorTrainingRecordId()).isNotNull();
    }

    @Test
    void mentorAndTheirEctAreNotOnePerson() {
        world.registersEct("ada", "2025-09-01").registersMentor("mary", "2025-09-01", "ada");

        assertThat(world.merges("mary", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void recordsInTrainingInDifferentCohortsAreRefused() {
        world.on("2024-09-02")
                .registersEct("ada", "2024-09-02")
                .on("2025-07-01")
                .leaves("ada", "2025-07-18")
                .accepted()
                .on("2025-09-01")
                .at(OTHER_SCHOOL)
                .registersEct("augusta", "2025-09-01")
                .accepted();

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");
        assertThat(world.refusal()).contains("different cohorts");
    }

    @Test
    void trainingIsInTheCohortThatItsLeadProviderMovedItTo() {
        twice().movedByProvider("augusta", 2024);

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");

        world.movedByProvider("augusta", 2025).merges("augusta", "ada").accepted();
    }

    // What was declared

    private static Declarations started(String name, Participant about, UUID leadProvider) {
        return Given.declared(
                name,
                DeclarationType.STARTED,
                about.id(),
                about.trainings().getFirst().withLeadProviderId(leadProvider));
    }

    @Test
    void mergeIsRefusedWhereTheSameWasDeclaredAboutBothAndNamesTheDeclarations() {
        twice();
        world.declared(started("first", world.person("ada"), Given.LEAD_PROVIDER))
                .declared(started("second", world.person("augusta"), Given.OTHER_LEAD_PROVIDER));

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");
        assertThat(world.refusal())
                .contains("'started'")
                .contains(id("first") + " of " + Given.LEAD_PROVIDER_NAME + " (" + Given.LEAD_PROVIDER + ")")
                .contains(id("second") + " of lead provider " + Given.OTHER_LEAD_PROVIDER)
                .contains("void");
    }

    @Test
    void voidedDeclarationStandsInNobodysWay() {
        twice();
        world.declared(started("first", world.person("ada"), Given.LEAD_PROVIDER))
                .declared(started("second", world.person("augusta"), Given.OTHER_LEAD_PROVIDER)
                        .voided(id("second"), Given.CONFIRMED_AT))
                .merges("augusta", "ada")
                .accepted();
    }

    @Test
    void declarationsOfDifferentTypesOrTheSameOneUnderTwoIdsAreNoDoubles() {
        twice();
        Participant ada = world.person("ada");
        world.declared(started("first", ada, Given.LEAD_PROVIDER))
                .declared(new Declarations(
                        id("an earlier id"),
                        started("first", ada, Given.LEAD_PROVIDER).declarations()))
                .declared(Given.declared(
                        "second",
                        DeclarationType.RETAINED_1,
                        id("augusta"),
                        world.person("augusta").trainings().getFirst()))
                .merges("augusta", "ada")
                .accepted();
    }

    @Test
    void everyTypeThatWasDeclaredTwiceIsNamedInEachRole() {
        twice();
        Participant ada = world.person("ada");
        Participant augusta = world.person("augusta");
        world.declared(started("one", ada, Given.LEAD_PROVIDER))
                .declared(started("two", augusta, Given.LEAD_PROVIDER))
                .declared(Given.declared(
                        "three",
                        DeclarationType.COMPLETED,
                        ada.id(),
                        ada.trainings().getFirst().withRole(Role.MENTOR)))
                .declared(Given.declared(
                        "four",
                        DeclarationType.COMPLETED,
                        augusta.id(),
                        augusta.trainings().getFirst().withRole(Role.MENTOR)));

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into", "into");
    }

    // One person recorded twice by one school

    /** Registered at the school on the 1st, and again on the 8th, under another number. */
    private World twiceAtOneSchool() {
        return world.registersEct("ada", "2025-09-01")
                .on("2025-09-08")
                .registersEct("augusta", "2025-09-08")
                .accepted()
                .on(TODAY);
    }

    @Test
    void overlappingTimesAtOneSchoolAreCombined() {
        twiceAtOneSchool();
        Participant ada = world.person("ada");
        Participant augusta = world.person("augusta");

        world.merges("ada", "augusta").accepted();

        Participant merged = world.person("augusta");
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
    void combinedTimeAndTrainingEndWithTheLaterOfBoth() {
        world.registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-10")
                .on("2025-09-08")
                .registersEct("augusta", "2025-09-08")
                .leaves("augusta", "2025-09-12")
                .merges("augusta", "ada")
                .accepted();

        assertThat(world.schools("ada")).singleElement().satisfies(time -> assertThat(time.finishedOn())
                .isEqualTo(date("2025-09-12")));
        assertThat(Periods.trainings(world.person("ada"), Role.ECT))
                .singleElement()
                .satisfies(training -> {
                    assertThat(training.startedOn()).isEqualTo(date("2025-09-01"));
                    assertThat(training.finishedOn()).isEqualTo(date("2025-09-12"));
                    assertThat(training.ending().reason()).isEqualTo(EndReason.LEFT_SCHOOL);
                });
    }

    @Test
    void timeThatBridgesTwoMakesOneOfThree() {
        world.registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-05")
                .on("2025-09-05")
                .registersEct("augusta", "2025-09-04")
                .on("2025-09-11")
                .registersEct("ada", "2025-09-11")
                .merges("augusta", "ada")
                .accepted();

        assertThat(world.schools("ada")).singleElement().satisfies(time -> {
            assertThat(time.startedOn()).isEqualTo(date("2025-09-01"));
            assertThat(time.finishedOn()).isNull();
        });
        assertThat(Periods.trainings(world.person("ada"), Role.ECT)).hasSize(1);
    }

    @Test
    void overlappingTrainingByTwoLeadProvidersIsRefused() {
        world.registersEct("ada", "2025-09-01").registersEct("augusta", date("2025-09-01"), Given.OTHER_LEAD_PROVIDER);

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void mentorshipsOfOneMentorAreCombinedAndBothCarryTheOne() {
        world.registersEct("ada", "2025-09-01")
                .registersEct("augusta", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .on("2025-09-08")
                .mentors("mary", "augusta")
                .merges("augusta", "ada")
                .accepted();

        assertThat(world.mentorships("ada")).singleElement().satisfies(mentorship -> {
            assertThat(mentorship.startedOn()).isEqualTo(date("2025-09-01"));
            assertThat(mentorship.finishedOn()).isNull();
        });
        assertThat(world.mentorships("mary")).isEqualTo(world.mentorships("ada"));
    }

    @Test
    void mentorGivesWayToTheOneWhoCameLater() {
        world.registersEct("ada", "2025-09-01")
                .registersEct("augusta", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .on("2025-09-08")
                .registersMentor("emmy", "2025-09-08", "augusta")
                .merges("augusta", "ada")
                .accepted();

        assertThat(world.mentorships("mary")).singleElement().satisfies(until -> assertThat(until.finishedOn())
                .isEqualTo(date("2025-09-07")));
        assertThat(world.mentorships("emmy")).singleElement().satisfies(from -> {
            assertThat(from.ectId()).isEqualTo(id("ada"));
            assertThat(from.finishedOn()).isNull();
        });
        assertThat(world.mentorships("ada"))
                .containsExactly(
                        world.mentorships("mary").getFirst(),
                        world.mentorships("emmy").getFirst());
    }

    // Mentors whose funding has ended

    @Test
    void mentorWhoseFundingHasEndedGoesOnWithoutTheOtherRecordsTraining() {
        world.registersEct("ada", "2025-09-01")
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

        assertThat(world.training("mary").finishedOn()).isEqualTo(TODAY.minusDays(1));
        assertThat(world.schools("mary").getLast().finishedOn()).isNull();
        assertThat(world.mentorships("grace").getFirst().mentorId()).isEqualTo(id("mary"));
    }

    // A corrected TRN

    @Test
    void correctedTrnIsAChangeOfTheSameRecord() {
        world.registersEct("ada", "2025-09-01");
        Participant before = world.person("ada");

        world.correctsTrn("ada", "7654321", null).accepted();

        assertThat(changed(world.verdict()))
                .containsExactly(
                        new Verdict.Changed(new TrnCorrected(before.trn(), "7654321"), before.withTrn("7654321")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "123456", "12345678", "abcdefg", "١٢٣٤٥٦٧"})
    void trnThatIsNoneIsRefused(String trn) {
        world.registersEct("ada", "2025-09-01");

        assertThat(world.correctsTrn("ada", trn, null).refusedFields()).containsExactly("trn");
    }

    @Test
    void trnThatThePersonHasAlreadyIsRefused() {
        world.registersEct("ada", "2025-09-01");

        assertThat(world.correctsTrn("ada", world.person("ada").trn(), "ada").refusedFields())
                .containsExactly("trn");
    }

    @Test
    void recordThatHasTheNewTrnIsMergedIntoTheCorrectedOne() {
        twice();
        String trn = world.person("augusta").trn();

        world.correctsTrn("ada", trn, "augusta").accepted();

        assertThat(changed(world.verdict()))
                .extracting(each -> each.change().getClass().getSimpleName())
                .containsExactly("TrnCorrected", "DuplicateMerged", "DuplicateMerged", "DuplicateMerged");
        assertThat(world.person("ada").trn()).isEqualTo(trn);
        assertThat(world.person("ada").trainings()).hasSize(2);
        assertThat(world.person("augusta")).isNull();
    }

    @Test
    void recordWithTheNewTrnThatCanNotBeMergedRefusesTheCorrection() {
        twice();
        world.beginsInduction("ada", date("2025-09-01")).beginsInduction("augusta", date("2025-09-12"));

        assertThat(world.correctsTrn("ada", world.person("augusta").trn(), "augusta")
                        .refusedFields())
                .containsExactly("trn");
    }

    @Test
    void inductionInBothRecordsIsRefusedEvenIfOneFollowsTheOther() {
        twice();
        world.beginsInduction("ada", date("2025-09-01"))
                .endsInduction("ada", date("2025-09-05"), null)
                .beginsInduction("augusta", date("2025-09-12"))
                .accepted();

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void overlappingInductionIsRefused() {
        twice().beginsInduction("ada", date("2025-09-01")).beginsInduction("augusta", date("2025-09-12"));

        assertThat(world.merges("augusta", "ada").refusedFields()).containsExactly("into");
    }

    @Test
    void recordCannotBeMergedIntoItself() {
        world.registersEct("ada", "2025-09-01");

        assertThat(world.merges("ada", "ada").refusedFields()).containsExactly("into");
    }

    // Deleting

    private Verdict deletes(String name, TrainingReports... reports) {
        return Deletion.decide(id(name), List.of(reports), List.of(), People.of(world.everyone()));
    }

    @Test
    void whoeverNeverStartedCanBeDeletedAndTheirMentorshipsNeverWere() {
        world.registersEct("ada", "2025-09-01")
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
    void whoeverHasInductionIsNotDeleted() {
        world.registersEct("ada", "2025-09-01")
                .beginsInduction("ada", date("2025-09-01"))
                .on("2025-09-15")
                .endsInduction("ada", date("2025-09-10"), InductionOutcome.PASS);

        assertThat(Given.refusedFields(deletes("ada"))).containsExactly("id");
    }

    @Test
    void whoeverAProviderHasReportedOnIsNotDeleted() {
        world.registersEct("ada", "2025-09-01");
        TrainingReports reports = new TrainingReports(id("ada"), List.of())
                .with(
                        world.training("ada").id(),
                        Given.LEAD_PROVIDER,
                        new StatusReport(
                                TrainingStatus.DEFERRED,
                                "other",
                                world.training("ada").registeredAt()));

        assertThat(Given.refusedFields(deletes("ada", reports))).containsExactly("id");
    }

    @Test
    void whoeverSomethingWasDeclaredAboutIsNotDeletedNotEvenIfItWasVoided() {
        world.registersEct("ada", "2025-09-01");
        Declarations declared = Given.declared(id("ada"), world.training("ada"));
        UUID declaration = declared.declarations().getFirst().id();

        assertThat(Stream.of(declared, declared.voided(declaration, Given.CONFIRMED_AT)))
                .allSatisfy(declarations -> assertThat(Deletion.decide(
                                id("ada"), List.of(), List.of(declarations), People.of(world.everyone())))
                        .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.reasons())
                                .singleElement()
                                .satisfies(reason -> {
                                    assertThat(reason.field()).isEqualTo("id");
                                    assertThat(reason.detail())
                                            .contains("declaration")
                                            .contains("Let the school report");
                                })));
    }
}
