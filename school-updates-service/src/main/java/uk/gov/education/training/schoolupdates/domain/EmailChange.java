package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.Role;

/** A school changes the address at which it reaches someone in one role. */
public final class EmailChange {

    private EmailChange() {}

    /** @param role needed only of someone who has both roles at the school */
    public static Verdict decide(
            Participant participant, String schoolUrn, @Nullable Role role, @Nullable String email) {
        List<SchoolPeriod> times = Stream.of(Role.values())
                .filter(each -> role == null || each == role)
                .flatMap(each -> Periods.latestAtSchool(participant, each, schoolUrn).stream())
                .toList();
        return new Reasons()
                .add(PersonalDetails.email(email))
                .add(ambiguity(times))
                .addIf(
                        email != null
                                && times.size() == 1
                                && email.strip().equals(times.getFirst().email()),
                        "email",
                        "This is the participant's email address already.")
                .orElse(() -> accepted(participant, times.getFirst(), email.strip()));
    }

    private static Optional<Reason> ambiguity(List<SchoolPeriod> times) {
        return switch (times.size()) {
            case 0 -> Optional.of(new Reason("participant_type", "This participant was never that at this school."));
            case 1 -> Optional.empty();
            default ->
                Optional.of(new Reason(
                        "participant_type",
                        "This participant is both an ECT and a mentor at this school. Say which with ect or mentor."));
        };
    }

    private static Verdict accepted(Participant participant, SchoolPeriod time, String email) {
        return Verdict.accepted(
                new EmailChanged(time.role(), time.email(), email),
                Edits.withSchoolPeriods(
                        participant,
                        Edits.replaced(participant.schoolPeriods(), time, same -> Edits.withEmail(same, email))));
    }
}
