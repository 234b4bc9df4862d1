package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.rules.Reason;

/** Checks the format of TRNs, names and email addresses. */
public final class PersonalDetails {

    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern TRN = Pattern.compile("[0-9]{7}");
    // The format that GOV.UK Notify accepts.
    private static final Pattern LOCAL_PART = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\\-]+");
    private static final Pattern HOST_LABEL = Pattern.compile("(?i)(xn--)?[a-z0-9]+(-?-[a-z0-9]+)*");
    private static final Pattern TOP_LEVEL = Pattern.compile("(?i)[a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+");

    private PersonalDetails() {}

    static Optional<Reason> trn(@Nullable String trn) {
        return trn == null || !TRN.matcher(trn).matches()
                ? reason("trn", "Give the teacher reference number as seven digits.")
                : Optional.empty();
    }

    static Optional<Reason> fullName(@Nullable String name) {
        if (name == null || !PlainText.isVisible(name)) {
            return reason("full_name", "Give the full name.");
        }
        String squeezed = PlainText.squeezed(name);
        if (PlainText.length(squeezed) > LONGEST_NAME) {
            return reason("full_name", "The full name must be " + LONGEST_NAME + " characters or fewer.");
        }
        return PlainText.isPlain(squeezed)
                ? Optional.empty()
                : reason(
                        "full_name",
                        "The full name must be on one line, without control characters, incomplete characters or"
                                + " characters that change the writing direction.");
    }

    public static Optional<Reason> email(@Nullable String email) {
        if (email == null || !PlainText.isVisible(email)) {
            return reason("email", "Give the email address.");
        }
        String squeezed = PlainText.squeezed(email);
        if (PlainText.length(squeezed) > LONGEST_EMAIL) {
            return reason("email", "The email address must be " + LONGEST_EMAIL + " characters or fewer.");
        }
        return isEmail(squeezed)
                ? Optional.empty()
                : reason("email", "Give an email address in the correct format, like name@example.com.");
    }

    private static boolean isEmail(String email) {
        int at = email.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || email.contains("..")) {
            return false;
        }
        String local = email.substring(0, at);
        String[] labels = email.substring(at + 1).split("\\.", -1);
        if (!LOCAL_PART.matcher(local).matches() || local.startsWith(".") || local.endsWith(".")) {
            return false;
        }
        for (String label : labels) {
            if (label.length() > 63 || !HOST_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return labels.length > 1 && TOP_LEVEL.matcher(labels[labels.length - 1]).matches();
    }

    private static Optional<Reason> reason(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
