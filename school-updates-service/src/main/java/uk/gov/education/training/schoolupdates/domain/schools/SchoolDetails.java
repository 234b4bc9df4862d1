package uk.gov.education.training.schoolupdates.domain.schools;

import static uk.gov.education.training.schoolupdates.domain.organisations.OrganisationName.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.School;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.PersonalDetails;

/**
 * What DfE support gives about a school. Details that are null stay as they are. An empty text removes a detail that a
 * school need not have.
 *
 * @param type the type of establishment, in the words of the schools register
 * @param markedEligible whether the school is eligible whatever the schools register says
 */
public record SchoolDetails(
        @Nullable String urn,
        @Nullable String name,
        School.@Nullable Status status,
        @Nullable String type,
        @Nullable String phase,
        @Nullable String postcode,
        @Nullable Boolean inEngland,
        @Nullable Boolean section41Approved,
        @Nullable Boolean markedEligible,
        @Nullable String primaryContactEmail,
        @Nullable String secondaryContactEmail) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WORDS = 100;
    private static final int LONGEST_POSTCODE = 10;
    private static final Pattern URN = Pattern.compile("[1-9][0-9]{4,7}");

    /** Checks the details of a new school, which needs a URN, a name and a type. */
    public Verdict<SchoolDetails> ofNewSchool() {
        return reasons(Reasons.firstPerField()
                        .add(checkUrn(urn))
                        .add(check("name", name, LONGEST_NAME))
                        .add(check("type", type, LONGEST_WORDS)))
                .orAccept(this::squeezed);
    }

    /** Checks the details of a change. */
    public Verdict<SchoolDetails> ofChange() {
        return reasons(Reasons.firstPerField()).orAccept(this::squeezed);
    }

    /** Checks the format of a URN. */
    public static Verdict<String> checkUrn(@Nullable String urn) {
        return urn == null || !URN.matcher(urn).matches()
                ? Verdict.refused("urn", "Give the unique reference number, such as 100001.")
                : Verdict.accepted(urn);
    }

    private Reasons reasons(Reasons reasons) {
        if (name != null) {
            reasons.add(check("name", name, LONGEST_NAME));
        }
        if (type != null) {
            reasons.add(check("type", type, LONGEST_WORDS));
        }
        if (isGiven(phase)) {
            reasons.add(check("phase", phase, LONGEST_WORDS));
        }
        if (isGiven(postcode)) {
            reasons.add(check("postcode", postcode, LONGEST_POSTCODE));
        }
        return reasons.add(email("primary_contact_email", primaryContactEmail))
                .add(email("secondary_contact_email", secondaryContactEmail));
    }

    private static Optional<Reason> email(String field, @Nullable String email) {
        return isGiven(email)
                ? PersonalDetails.email(email).map(reason -> new Reason(field, reason.detail()))
                : Optional.empty();
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private SchoolDetails squeezed() {
        return new SchoolDetails(
                urn,
                squeezed(name),
                status,
                squeezed(type),
                squeezed(phase),
                squeezed(postcode),
                inEngland,
                section41Approved,
                markedEligible,
                squeezed(primaryContactEmail),
                squeezed(secondaryContactEmail));
    }

    private static @Nullable String squeezed(@Nullable String text) {
        return text == null ? null : PlainText.squeezed(text);
    }
}
