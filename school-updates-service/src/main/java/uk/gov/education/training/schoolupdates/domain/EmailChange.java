package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Role;

/** A school changes the address at which it reaches someone in one role. */
public final class EmailChange {

    private EmailChange() {}

    /** @param role needed only of someone who has both roles at the school */
    public static Verdict decide(
            Participant participant, String schoolUrn, @Nullable Role role, @Nullable String email) {
        SchoolPeriodSelection schoolPeriodSelection = SchoolPeriodSelection.of(participant, schoolUrn, role);
        return new Reasons()
                .add(PersonalDetails.email(email))
                .add(schoolPeriodSelection.unclear())
                .addIf(
                        email != null
                                && schoolPeriodSelection
                                        .time()
                                        .filter(time ->
                                                PlainText.squeezed(email).equals(time.email()))
                                        .isPresent(),
                        "email",
                        "This is the participant's email address already.")
                .orElse(() ->
                        accepted(participant, schoolPeriodSelection.time().orElseThrow(), PlainText.squeezed(email)));
    }

    private static Verdict accepted(Participant participant, SchoolPeriod time, String email) {
        return Verdict.accepted(
                new EmailChanged(time.role(), time.email(), email),
                participant.withSchoolPeriods(
                        Edits.replaced(participant.schoolPeriods(), time, same -> same.withEmail(email))));
    }
}
