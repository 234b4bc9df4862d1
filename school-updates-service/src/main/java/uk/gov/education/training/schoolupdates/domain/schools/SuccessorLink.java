package uk.gov.education.training.schoolupdates.domain.schools;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/** A link in the schools register from a school to the one that follows it. */
public record SuccessorLink(String urn, String successorUrn, Kind kind) {

    /** The types of links to successors. The register has many other types, which change nothing here. */
    public enum Kind {
        /** The same school, which has another URN now. */
        REPLACED("Successor"),
        MERGED("Successor - merged"),
        AMALGAMATED("Successor - amalgamated"),
        /** One of several schools into which it was split. */
        SPLIT("Successor - Split School");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        private static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equalsIgnoreCase(text))
                    .findFirst();
        }
    }

    /** A column of the register's links that is used. */
    public enum Column {
        URN("URN"),
        LINK_URN("LinkURN"),
        LINK_TYPE("LinkType");

        private final String header;

        Column(String header) {
            this.header = header;
        }

        /** The name in the file's first row. */
        public String header() {
            return header;
        }
    }

    /**
     * Reads a row of the register's links.
     *
     * @param fields the text in a column
     * @return empty if the link has another type
     */
    public static Verdict<Optional<SuccessorLink>> read(Function<Column, String> fields) {
        String urn = PlainText.squeezed(fields.apply(Column.URN));
        String linkUrn = PlainText.squeezed(fields.apply(Column.LINK_URN));
        String type = PlainText.squeezed(fields.apply(Column.LINK_TYPE));
        Reasons reasons = Reasons.all()
                .addIf(!RegisterRow.isUrn(urn), Column.URN.header(), RegisterRow.URN_FORMAT)
                .addIf(!RegisterRow.isUrn(linkUrn), Column.LINK_URN.header(), RegisterRow.URN_FORMAT)
                .addIf(type.isEmpty(), Column.LINK_TYPE.header(), Column.LINK_TYPE.header() + " is empty.");
        if (reasons.isEmpty()) {
            reasons.addIf(urn.equals(linkUrn), Column.LINK_URN.header(), "A school can't be linked to itself.");
        }
        return reasons.orAccept(() -> Kind.of(type).map(kind -> new SuccessorLink(urn, linkUrn, kind)));
    }
}
