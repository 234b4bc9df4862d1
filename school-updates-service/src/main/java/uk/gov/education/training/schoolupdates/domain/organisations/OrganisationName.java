package uk.gov.education.training.schoolupdates.domain.organisations;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.rules.Verdict;

/** Checks the names of schools, lead providers, delivery partners and appropriate bodies. */
public final class OrganisationName {

    private static final int LONGEST = 200;

    private OrganisationName() {}

    /** Returns the name without superfluous blanks. */
    public static Verdict<String> check(@Nullable String name) {
        return check("name", name, LONGEST);
    }

    /** Does the same for another text on one line. */
    public static Verdict<String> check(String field, @Nullable String text, int longest) {
        if (text == null || !PlainText.isVisible(text)) {
            return Verdict.refused(field, "Give the " + field.replace('_', ' ') + ".");
        }
        String squeezed = PlainText.squeezed(text);
        if (PlainText.length(squeezed) > longest) {
            return Verdict.refused(field, "This must be " + longest + " characters or fewer.");
        }
        return PlainText.isPlain(squeezed)
                ? Verdict.accepted(squeezed)
                : Verdict.refused(
                        field,
                        "This must be on one line, without control characters, incomplete characters or characters"
                                + " that change the writing direction.");
    }
}
