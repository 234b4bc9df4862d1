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
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
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
