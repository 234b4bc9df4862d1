package uk.gov.education.training.schoolupdates.domain;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/** Corrects a participant's name, for all roles and schools. A change of white space only is not a new name. */
public final class NameChange {

    private NameChange() {}

    public static Verdict<Changes> decide(Participant participant, @Nullable String fullName) {
        return Reasons.all().add(PersonalDetails.fullName(fullName)).orElse(() -> {
            String name = PlainText.squeezed(fullName);
            return name.equals(PlainText.squeezed(participant.fullName()))
                    ? Verdict.refused("full_name", "This is already the participant's name.")
                    : Changes.accepted(new NameChanged(participant.fullName(), name), participant.withFullName(name));
        });
    }
}
