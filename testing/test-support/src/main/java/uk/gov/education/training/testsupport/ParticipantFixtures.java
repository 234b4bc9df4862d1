package uk.gov.education.training.testsupport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantBuilder;
import uk.gov.education.training.events.ParticipantMentorshipBuilder;
import uk.gov.education.training.events.ParticipantSchoolPeriodBuilder;
import uk.gov.education.training.events.ParticipantTrainingBuilder;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;

/** Snapshots of participants, as school-updates-service publishes them. Change them with their {@code with} methods. */
public final class ParticipantFixtures {

    public static final UUID PARTICIPANT = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");
    public static final UUID LEAD_PROVIDER = UUID.fromString("33333333-0000-4000-8000-000000000001");
    public static final String NAME = "Tomas Lindqvist";
    public static final String EMAIL = "tomas.lindqvist@beechfield.example";
    public static final String TRN = "7654321";
    public static final String URN = "100002";

    private static final UUID SCHOOL_PERIOD = UUID.fromString("11111111-0000-4000-8000-000000000011");

    private ParticipantFixtures() {}

    /** A participant with these trainings, all at one school. */
    public static Participant participant(UUID id, Training... trainings) {
        return withoutHistory(id)
                .trn(TRN)
                .fullName(NAME)
                .schoolPeriods(Arrays.stream(trainings)
                        .map(ParticipantFixtures::schoolPeriod)
                        .toList())
                .trainings(List.of(trainings))
                .build();
    }

    /** The remains of a record that was merged into another. */
    public static Participant mergedRecord(UUID id, UUID into, Instant mergedAt) {
        return withoutHistory(id)
                .idChanges(List.of(new IdChange(id, into, mergedAt)))
                .build();
    }

    private static ParticipantBuilder withoutHistory(UUID id) {
        return ParticipantBuilder.builder()
                .id(id)
                .schoolPeriods(List.of())
                .trainings(List.of())
                .mentorships(List.of())
                .inductionPeriods(List.of())
                .idChanges(List.of());
    }

    /** The school period of a training. */
    public static SchoolPeriod schoolPeriod(Training training) {
        return ParticipantSchoolPeriodBuilder.builder()
                .id(training.schoolPeriodId())
                .role(training.role())
                .schoolUrn(training.schoolUrn())
                .email(EMAIL)
                .startedOn(training.startedOn())
                .workingPattern(WorkingPattern.FULL_TIME)
                .registeredAt(training.registeredAt())
                .createdAt(training.registeredAt())
                .build();
    }

    /** A mentorship that has not ended. */
    public static Mentorship mentorship(
            UUID id, UUID mentor, UUID ect, String schoolUrn, LocalDate startedOn, Instant registeredAt) {
        return ParticipantMentorshipBuilder.builder()
                .id(id)
                .mentorId(mentor)
                .ectId(ect)
                .schoolUrn(schoolUrn)
                .startedOn(startedOn)
                .registeredAt(registeredAt)
                .build();
    }

    public static UUID training(int number) {
        return new UUID(0x2222222200004000L, 0x8000000000000000L + number);
    }

    public static Training providerLed(int number, int cohort, String startedOn, String registeredAt) {
        return training(
                number, Role.ECT, TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER, cohort, startedOn, registeredAt);
    }

    public static Training mentorTraining(int number, int cohort, String startedOn, String registeredAt) {
        return training(
                number, Role.MENTOR, TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER, cohort, startedOn, registeredAt);
    }

    public static Training schoolLed(int number, String startedOn, String registeredAt) {
        return training(number, Role.ECT, TrainingProgramme.SCHOOL_LED, null, null, startedOn, registeredAt);
    }

    /** Ends a training at its school's request. */
    public static Training finished(Training training, LocalDate lastDay, EndReason reason, Instant reportedAt) {
        return training.withFinishedOn(lastDay).withEnding(new Ending(reason, training.schoolUrn(), reportedAt));
    }

    /** A provider-led training without a cohort: school-updates-service never publishes one. */
    public static Training withoutCohort(Training training) {
        return training.withCohort(null).withCohortReason(null);
    }

    private static Training training(
            int number,
            Role role,
            TrainingProgramme programme,
            @Nullable UUID leadProvider,
            @Nullable Integer cohort,
            String startedOn,
            String registeredAt) {
        return ParticipantTrainingBuilder.builder()
                .id(training(number))
                .role(role)
                .schoolPeriodId(SCHOOL_PERIOD)
                .schoolUrn(URN)
                .programme(programme)
                .leadProviderId(leadProvider)
                .cohort(cohort)
                .cohortReason(cohort == null ? null : CohortReason.STANDARD)
                .startedOn(LocalDate.parse(startedOn))
                .registeredAt(Instant.parse(registeredAt))
                .createdAt(Instant.parse(registeredAt))
                .build();
    }
}
