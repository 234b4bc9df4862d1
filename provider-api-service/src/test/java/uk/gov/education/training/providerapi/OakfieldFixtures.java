package uk.gov.education.training.providerapi;

import static uk.gov.education.training.testsupport.ParticipantFixtures.mentorTraining;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.schoolPeriod;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/** ECTs and mentors at Oakfield since 1 September 2025, as other services report them. */
public final class OakfieldFixtures {

    static final Instant AT = Instant.parse("2025-07-03T13:22:50Z");
    static final String OAKFIELD = "900001";
    static final String ASHDOWN = "900002";

    private static final String SINCE = "2025-09-01";

    private OakfieldFixtures() {}

    public static Participant ect(UUID id, UUID leadProvider, UUID training, String name) {
        Training atOakfield =
                confirmed(providerLed(1, 2025, SINCE, AT.toString()), training, leadProvider, UUID.randomUUID());
        return participant(id, atOakfield)
                .withTrn("3104872")
                .withFullName(name)
                .withEctTrainingRecordId(UUID.nameUUIDFromBytes(id.toString().getBytes(StandardCharsets.UTF_8)))
                .withSchoolPeriods(List.of(schoolPeriod(atOakfield).withEmail("priya@example.org")));
    }

    private static Training confirmed(Training training, UUID id, UUID leadProvider, UUID schoolPeriod) {
        return training.withId(id)
                .withSchoolPeriodId(schoolPeriod)
                .withSchoolUrn(OAKFIELD)
                .withLeadProviderId(leadProvider)
                .withPartnershipId(UUID.randomUUID())
                .withDeliveryPartnerId(UUID.randomUUID());
    }

    /** An ECT who leaves Oakfield, and is trained at Ashdown from the day after. */
    static Participant moved(Participant ect, LocalDate lastDay, UUID leadProvider, UUID training) {
        SchoolPeriod old = ect.schoolPeriods().getFirst();
        Training left = ect.trainings().getFirst();
        Ending ending = new Ending(EndReason.JOINED_ANOTHER_SCHOOL, ASHDOWN, AT);
        Participant atAshdown = ect(ect.id(), leadProvider, training, "");
        SchoolPeriod next = atAshdown.schoolPeriods().getFirst();
        Training joined = atAshdown.trainings().getFirst();
        LocalDate firstDay = lastDay.plusDays(1);
        return ect.withSchoolPeriods(List.of(
                        old.withFinishedOn(lastDay).withEnding(ending),
                        next.withSchoolUrn(ASHDOWN)
                                .withEmail("priya@ashdown.example.org")
                                .withStartedOn(firstDay)))
                .withTrainings(List.of(
                        left.withFinishedOn(lastDay).withEnding(ending),
                        joined.withSchoolUrn(ASHDOWN).withStartedOn(firstDay)));
    }

    /** A mentor without training of their own, registered at that time. */
    static Participant mentor(UUID id, String trn, String name, Instant createdAt, Map<String, String> emailsBySchool) {
        SchoolPeriod period = schoolPeriod(mentorTraining(1, 2025, SINCE, createdAt.toString()));
        return participant(id)
                .withTrn(trn)
                .withFullName(name)
                .withMentorTrainingRecordId(UUID.nameUUIDFromBytes((id + " mentor").getBytes(StandardCharsets.UTF_8)))
                .withSchoolPeriods(emailsBySchool.entrySet().stream()
                        .map(school -> period.withId(
                                        UUID.nameUUIDFromBytes((id + school.getKey()).getBytes(StandardCharsets.UTF_8)))
                                .withSchoolUrn(school.getKey())
                                .withEmail(school.getValue())
                                .withWorkingPattern(null))
                        .toList());
    }

    /** A mentor whose own training begins. */
    static Participant trained(Participant mentor, UUID leadProvider, UUID training) {
        SchoolPeriod period = mentor.schoolPeriods().getFirst();
        return mentor.withEctTrainingRecordId(null)
                .withTrainings(List.of(
                        confirmed(mentorTraining(1, 2025, SINCE, AT.toString()), training, leadProvider, period.id())
                                .withSchoolUrn(period.schoolUrn())));
    }

    /** A participant with exactly these mentorships. */
    static Participant in(Participant who, Mentorship... mentorships) {
        return who.withMentorships(List.of(mentorships));
    }

    /** @param to the last day; null if there is none */
    static Mentorship mentorship(UUID mentor, UUID ect, String school, @Nullable LocalDate to) {
        return ParticipantFixtures.mentorship(
                        UUID.nameUUIDFromBytes((mentor + " " + ect).getBytes(StandardCharsets.UTF_8)),
                        mentor,
                        ect,
                        school,
                        LocalDate.parse(SINCE),
                        AT)
                .withFinishedOn(to)
                .withEctTrainingStartedOn(LocalDate.parse(SINCE));
    }

    /** A record after another was merged into it. */
    static Participant with(Participant stays, Participant ends) {
        return stays.withSchoolPeriods(Stream.concat(stays.schoolPeriods().stream(), ends.schoolPeriods().stream())
                        .toList())
                .withTrainings(Stream.concat(stays.trainings().stream(), ends.trainings().stream())
                        .toList())
                .withIdChanges(List.of(new IdChange(ends.id(), stays.id(), AT)));
    }

    /** The registration of an ECT whose only training is provider-led. */
    static Message<ParticipantChange, Participant> registered(long version, Participant ect) {
        Training training = ect.trainings().getFirst();
        return new Message<>(
                version,
                AT,
                new EctRegistered(
                        training.schoolUrn(),
                        null,
                        training.startedOn(),
                        TrainingProgramme.PROVIDER_LED,
                        training.leadProviderId()),
                ect);
    }

    public static Message<ScheduleChange, ScheduleAssignments> scheduled(
            UUID participant, long version, UUID... trainings) {
        return new Message<>(
                version,
                AT,
                new ScheduleAssigned(trainings[0], 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                new ScheduleAssignments(
                        participant,
                        Stream.of(trainings)
                                .map(training -> new ScheduleAssignment(
                                        training,
                                        Role.ECT,
                                        2025,
                                        "ecf-standard-september",
                                        AssignmentReason.STANDARD,
                                        AT))
                                .toList()));
    }
}
