package uk.gov.education.training.schoolupdates.domain.schools;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.PersonalDetails;
import uk.gov.education.training.schoolupdates.domain.organisations.OrganisationName;

/** What DfE support gives about a school's induction tutor: both the name and the email address. */
public record TutorDetails(@Nullable String name, @Nullable String email) {

    private static final int LONGEST_NAME = 70;

    public Verdict<InductionTutor> check() {
        return Reasons.all()
                .add(OrganisationName.check("name", name, LONGEST_NAME))
                .add(PersonalDetails.email(email))
                .orAccept(() -> new InductionTutor(squeezed(name), squeezed(email)));
    }

    private static String squeezed(@Nullable String text) {
        return text == null ? "" : PlainText.squeezed(text);
    }
}
