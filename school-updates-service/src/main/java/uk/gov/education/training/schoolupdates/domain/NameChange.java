package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.PlainText;

/** A school corrects someone's name, for every role and school that the person has. Blanks make no other name. */
public final class NameChange {

    private NameChange() {}

    public static Verdict decide(Participant participant, @Nullable String fullName) {
        Optional<Reason> unusable = PersonalDetails.fullName(fullName);
        if (unusable.isPresent()) {
            return new Reasons().add(unusable).refused();
        }
        String name = PlainText.squeezed(fullName);
        return name.equals(PlainText.squeezed(participant.fullName()))
                ? Verdict.refused("full_name", "This is the participant's name already.")
                : Verdict.accepted(new NameChanged(participant.fullName(), name), participant.withFullName(name));
    }
}
