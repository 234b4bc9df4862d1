package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.EmailChanged;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/** Changes the email address that a school has for a participant in one role. */
public final class EmailChange {

    private EmailChange() {}

    /** @param role required only if the participant has both roles at the school */
    public static Verdict<Changes> decide(
            Participant participant, String schoolUrn, @Nullable Role role, @Nullable String email) {
        SchoolPeriodSelection selection = SchoolPeriodSelection.of(participant, schoolUrn, role);
        return Reasons.all()
                .add(PersonalDetails.email(email))
                .add(selection.unclear())
                .addIf(
                        email != null
                                && selection
                                        .selected()
                                        .filter(schoolPeriod ->
                                                PlainText.squeezed(email).equals(schoolPeriod.email()))
                                        .isPresent(),
                        "email",
                        "This is already the participant's email address.")
                .orElse(() -> accepted(participant, selection.selected().orElseThrow(), PlainText.squeezed(email)));
    }

    private static Verdict<Changes> accepted(Participant participant, SchoolPeriod schoolPeriod, String email) {
        return Changes.accepted(
                new EmailChanged(schoolPeriod.role(), schoolPeriod.email(), email),
                participant.withSchoolPeriods(
                        Edits.replaced(participant.schoolPeriods(), schoolPeriod, same -> same.withEmail(email))));
    }
}
