package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.SCHOOL;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.TODAY;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.after;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.at;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.changed;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.mentor;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.on;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.people;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.refusedFields;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registerMentor;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredEct;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredMentor;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;

class MentorRegistrationTest {

    private static final LocalDate SEPTEMBER = date("2025-09-01");
    private static final RuleContext HERE = at(SCHOOL, on(TODAY, "mary"));

    private static MentorRegistration.Details details(
            LocalDate startedOn, @Nullable Boolean newSchoolOnly, @Nullable UUID ectId, @Nullable UUID leadProvider) {
        return new MentorRegistration.Details(
                "7654321", "Mary Somerville", "mary@school.example", startedOn, newSchoolOnly, ectId, leadProvider);
    }

    @Test
    void mentorAndEctChangeTogether() {
        Participant ect = registeredEct(SEPTEMBER);

        List<ChangedParticipant> changes =
                changed(registerMentor(people(null, ect), mentor("7654321", SEPTEMBER, ect), HERE));

        assertThat(changes)
                .extracting(ChangedParticipant::change)
                .containsExactly(
                        new MentorRegistered(SCHOOL, SEPTEMBER, ect.id(), LEAD_PROVIDER),
                        new MentorAssigned(ect.id(), null, id("mary"), TODAY, LEAD_PROVIDER));
        assertThat(changes.get(0).after().mentorships())
                .isEqualTo(changes.get(1).after().mentorships())
                .hasSize(1);
    }

    @Test
    void mentorIsTrainedByTheEctsProviderFromTheStartEvenInThePast() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(after(registerMentor(people(null, ect), mentor("7654321", SEPTEMBER, ect), HERE))
                        .trainings())
                .singleElement()
                .satisfies(training -> {
                    assertThat(training.leadProviderId()).isEqualTo(LEAD_PROVIDER);
                    assertThat(training.startedOn()).isEqualTo(SEPTEMBER);
                    assertThat(training.cohort()).isEqualTo(2025);
                });
    }

    @Test
    void schoolMayChooseAnotherProviderForTheMentor() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(after(registerMentor(
                                people(null, ect), details(SEPTEMBER, null, ect.id(), OTHER_LEAD_PROVIDER), HERE))
                        .trainings()
                        .getFirst()
                        .leadProviderId())
                .isEqualTo(OTHER_LEAD_PROVIDER);
    }

    @Test
    void mentorOfASchoolLedEctIsNotTrained() {
        Participant ect = registeredEct(SEPTEMBER, null);

        Participant after = after(registerMentor(people(null, ect), mentor("7654321", SEPTEMBER, ect), HERE));

        assertThat(after.trainings()).isEmpty();
        assertThat(after.mentorships().getFirst().ectTrainingStartedOn()).isNull();
    }

    @Test
    void mentorWhoHasFinishedTrainingIsNotTrained() {
        Participant mary =
                registeredMentor("mary", "7654321", SEPTEMBER, null).getFirst().after();
        RuleContext funded = at(OTHER_SCHOOL, on(TODAY, "again"));
        RuleContext ended = new RuleContext(
                OTHER_SCHOOL,
                funded.reportContext(),
                funded.contractPeriods(),
                List.of(),
                true,
                false,
                Set.of(mary.id()),
                Map.of());
        Participant there = after(RegistrationFixtures.registerEct(
                null, RegistrationFixtures.ect(TODAY), at(OTHER_SCHOOL, on(TODAY, "ada"))));

        assertThat(after(registerMentor(people(mary, there), mentor("7654321", TODAY, there), funded))
                        .trainings())
                .hasSize(1);
        assertThat(after(registerMentor(people(mary, there), mentor("7654321", TODAY, there), ended))
                        .trainings())
                .isEmpty();
    }

    @Test
    void mentorWithoutEctIsNotTrained() {
        assertThat(after(registerMentor(people(null, null), mentor("7654321", SEPTEMBER, null), HERE))
                        .trainings())
                .isEmpty();
    }

    @Test
    void leadProviderWithoutProviderLedEctIsRefused() {
        assertThat(refusedFields(
                        registerMentor(people(null, null), details(SEPTEMBER, null, null, LEAD_PROVIDER), HERE)))
                .containsExactly("lead_provider_id");
    }

    @Test
    void mentorshipNeverBeginsInThePast() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(after(registerMentor(people(null, ect), mentor("7654321", SEPTEMBER, ect), HERE))
                        .mentorships()
                        .getFirst()
                        .startedOn())
                .isEqualTo(TODAY);
    }

    @Test
    void mentorshipBeginsWhenBothAreThere() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(after(registerMentor(people(null, ect), mentor("7654321", date("2025-10-01"), ect), HERE))
                        .mentorships()
                        .getFirst()
                        .startedOn())
                .isEqualTo("2025-10-01");
    }

    @Test
    void mentorshipHasTheStartOfTheEctsProviderLedTraining() {
        Mentorship mentorship = registeredMentor("mary", "7654321", TODAY, registeredEct(SEPTEMBER))
                .getFirst()
                .after()
                .mentorships()
                .getFirst();

        assertThat(mentorship.ectTrainingStartedOn()).isEqualTo(SEPTEMBER);
        assertThat(mentorship.ectFirstMentoredOn()).isNull();
    }

    @Test
    void nextMentorReplacesThePresentOne() {
        List<ChangedParticipant> first = registeredMentor("mary", "7654321", SEPTEMBER, registeredEct(SEPTEMBER));
        Participant mary = first.get(0).after();
        Participant ect = first.get(1).after();

        List<ChangedParticipant> second = registeredMentor("emmy", "7654322", TODAY, ect, mary);

        assertThat(second).extracting(changed -> changed.after().id()).containsExactly(id("emmy"), ect.id(), mary.id());
        assertThat(second.get(1).change())
                .isEqualTo(new MentorAssigned(ect.id(), mary.id(), id("emmy"), TODAY, LEAD_PROVIDER));
        assertThat(second.get(1).after().mentorships().getFirst().finishedOn()).isEqualTo(TODAY.minusDays(1));
        assertThat(second.get(2).after().mentorships())
                .containsExactly(second.get(1).after().mentorships().getFirst());
        assertThat(second.get(0).after().mentorships().getFirst().ectFirstMentoredOn())
                .isEqualTo(SEPTEMBER);
    }

    @Test
    void mentorshipThatWouldBeginLaterIsRemoved() {
        List<ChangedParticipant> first = registeredMentor("mary", "7654321", TODAY, registeredEct(SEPTEMBER));

        List<ChangedParticipant> second = registeredMentor(
                "emmy", "7654322", TODAY, first.get(1).after(), first.get(0).after());

        assertThat(second.get(2).after().mentorships()).isEmpty();
        assertThat(second.get(0).after().mentorships().getFirst().ectFirstMentoredOn())
                .isNull();
    }

    @Test
    void ectOfAnotherSchoolIsRefused() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(refusedFields(registerMentor(
                        people(null, ect), mentor("7654321", SEPTEMBER, ect), at(OTHER_SCHOOL, on(TODAY, "mary")))))
                .containsExactly("ect_id");
    }

    @Test
    void unknownEctIsRefused() {
        assertThat(refusedFields(
                        registerMentor(people(null, null), details(SEPTEMBER, null, id("nobody"), null), HERE)))
                .containsExactly("ect_id");
    }

    @Test
    void participantCannotMentorThemselves() {
        Participant ect = registeredEct(SEPTEMBER);

        assertThat(refusedFields(registerMentor(people(ect, null), mentor("1234567", SEPTEMBER, ect), HERE)))
                .containsExactly("ect_id");
    }

    @Test
    void personCanBeEctAndMentorAtOnce() {
        Participant ect = registeredEct(SEPTEMBER);

        Participant after = after(registerMentor(people(ect, null), mentor("1234567", SEPTEMBER, null), HERE));

        assertThat(after.id()).isEqualTo(ect.id());
        assertThat(after.ectTrainingRecordId()).isEqualTo(ect.ectTrainingRecordId());
        assertThat(after.mentorTrainingRecordId()).isEqualTo(id("mary training record"));
    }

    @Test
    void registeringAgainAtTheSameSchoolIsRefused() {
        Participant mary =
                registeredMentor("mary", "7654321", SEPTEMBER, null).getFirst().after();

        assertThat(refusedFields(registerMentor(people(mary, null), mentor("7654321", TODAY, null), HERE)))
                .containsExactly("trn");
    }

    @Test
    void mentorAtNewSchoolOnlyLeavesTheOthersTheDayBefore() {
        Participant mary =
                registeredMentor("mary", "7654321", SEPTEMBER, null).getFirst().after();

        Participant after = after(registerMentor(
                people(mary, null), mentor("7654321", TODAY, null), at(OTHER_SCHOOL, on(TODAY, "again"))));

        assertThat(after.schoolPeriods().getFirst().finishedOn()).isEqualTo(TODAY.minusDays(1));
    }

    @Test
    void mentorWhoGoesOnElsewhereStaysThereAndIsNotTrainedTwice() {
        Participant ect = after(RegistrationFixtures.registerEct(
                null,
                RegistrationFixtures.ect("1111111", SEPTEMBER, LEAD_PROVIDER),
                at(OTHER_SCHOOL, on(SEPTEMBER, "grace"))));
        Participant mary =
                registeredMentor("mary", "7654321", SEPTEMBER, null).getFirst().after();

        Participant after = after(registerMentor(
                people(mary, ect), details(TODAY, false, ect.id(), null), at(OTHER_SCHOOL, on(TODAY, "again"))));

        assertThat(after.schoolPeriods()).allMatch(period -> period.finishedOn() == null);
        assertThat(after.trainings()).isEmpty();
    }
}
