package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;

/** A school corrects someone's name, for every role and school that the person has. */
public final class NameChange {

    private NameChange() {}

    public static Verdict decide(Participant participant, @Nullable String fullName) {
        return new Reasons()
                .add(PersonalDetails.fullName(fullName))
                .addIf(
                        fullName != null && fullName.strip().equals(participant.fullName()),
                        "full_name",
                        "This is the participant's name already.")
                .orElse(() -> Verdict.accepted(
                        new NameChanged(participant.fullName(), fullName.strip()),
                        participant.withFullName(fullName.strip())));
    }
}
