package uk.gov.education.training.schoolupdates.domain.schools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.PersonalDetails;

/**
 * A row of the schools register that can be used.
 *
 * @param notes the optional details that were left out because they are invalid
 */
public record RegisterRow(RegisterEntry entry, List<String> notes) {

    static final String URN_FORMAT = "Give the URN, a number of five to eight digits, such as 100001.";

    private static final int LONGEST_TEXT = 255;
    private static final String LIMITS =
            "must be on one line and " + LONGEST_TEXT + " characters or fewer, without control characters.";
    /** The codes of England's districts, and the register's code where no district applies. */
    private static final Pattern IN_ENGLAND = Pattern.compile("[Ee].*|9999");

    private static final Map<String, Status> STATUSES = Map.of(
            "open",
            Status.OPEN,
            "open, but proposed to close",
            Status.PROPOSED_TO_CLOSE,
            "closed",
            Status.CLOSED,
            "proposed to open",
            Status.PROPOSED_TO_OPEN);

    public RegisterRow {
        notes = List.copyOf(notes);
    }

    static boolean isUrn(String text) {
        return SchoolDetails.checkUrn(text) instanceof Verdict.Accepted;
    }

    /**
     * Reads a row.
     *
     * @param fields the text in a column
     * @return refused with everything that is wrong, if the school can't be identified or described by it
     */
    public static Verdict<RegisterRow> read(Function<RegisterColumn, String> fields) {
        Reader reader = new Reader(fields);
        String urn = reader.text(RegisterColumn.URN);
        if (!isUrn(urn)) {
            reader.refuse(RegisterColumn.URN, URN_FORMAT);
        }
        String name = reader.required(RegisterColumn.NAME);
        @Nullable
        Status status = STATUSES.get(reader.text(RegisterColumn.STATUS).toLowerCase(Locale.ROOT));
        if (status == null) {
            reader.refuse(
                    RegisterColumn.STATUS,
                    "The status must be Open, Closed, Proposed to open, or Open, but proposed to close.");
        }
        String type = reader.required(RegisterColumn.TYPE);
        if (status == null || reader.isRefused()) {
            return reader.refused();
        }
        RegisterEntry entry = new RegisterEntry(
                urn,
                name,
                status,
                type,
                IN_ENGLAND.matcher(reader.text(RegisterColumn.DISTRICT)).matches(),
                reader.text(RegisterColumn.SECTION_41).equalsIgnoreCase("Approved"),
                reader.optional(RegisterColumn.PHASE),
                reader.optional(RegisterColumn.POSTCODE),
                reader.email(RegisterColumn.MAIN_EMAIL),
                reader.email(RegisterColumn.ALTERNATIVE_EMAIL));
        return Verdict.accepted(new RegisterRow(entry, reader.notes));
    }

    /** Reads the fields of a row and collects their errors. */
    private static final class Reader {

        private final Function<RegisterColumn, String> fields;
        private final Reasons reasons = Reasons.all();
        private final List<String> notes = new ArrayList<>();

        Reader(Function<RegisterColumn, String> fields) {
            this.fields = fields;
        }

        String text(RegisterColumn column) {
            return PlainText.squeezed(fields.apply(column));
        }

        String required(RegisterColumn column) {
            String text = text(column);
            if (!PlainText.isVisible(text)) {
                refuse(column, column.header() + " is empty.");
            } else if (!canBeStored(text)) {
                refuse(column, column.header() + " " + LIMITS);
            }
            return text;
        }

        @Nullable
        String optional(RegisterColumn column) {
            String text = text(column);
            if (!PlainText.isVisible(text)) {
                return null;
            }
            if (!canBeStored(text)) {
                notes.add(column.header() + " is left out: it " + LIMITS);
                return null;
            }
            return text;
        }

        @Nullable
        String email(RegisterColumn column) {
            String text = text(column);
            if (!PlainText.isVisible(text)) {
                return null;
            }
            if (PersonalDetails.email(text).isPresent()) {
                notes.add(column.header() + " is left out: it is not an email address.");
                return null;
            }
            return text;
        }

        private static boolean canBeStored(String text) {
            return PlainText.length(text) <= LONGEST_TEXT && PlainText.isPlain(text);
        }

        void refuse(RegisterColumn column, String detail) {
            reasons.add(column.header(), detail);
        }

        boolean isRefused() {
            return !reasons.isEmpty();
        }

        Verdict<RegisterRow> refused() {
            return Verdict.refused(reasons.toList());
        }
    }
}
