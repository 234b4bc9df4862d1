package uk.gov.education.training.schoolupdates.reference.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.schoolupdates.reference.register.BoundedLines.Line;

/**
 * Reads the rows of a CSV file one by one. A row that can't be read costs its first line only: a quote that is never
 * closed would otherwise take the rest of the file along.
 */
final class CsvRows {

    private static final int MOST_LINES_OF_A_ROW = 10;
    private static final String QUOTES =
            "The quotes can't be read: a field in quotes is not closed, or text follows its last quote.";

    private final CsvReader.CsvReaderBuilder csv = CsvReader.builder();
    private final BoundedLines lines;
    /** The number of fields in the header row; 0 before it is read. */
    private int columns;

    CsvRows(Reader source) {
        this.lines = new BoundedLines(source);
    }

    /** A row of the file. */
    sealed interface Row {

        /** The number of its first line, from 1. */
        long line();

        record Fields(long line, List<String> values) implements Row {}

        /** @param why it can't be read, for people */
        record Unreadable(long line, String why) implements Row {}
    }

    /** Returns the next row, or null at the end of the file. The first one is the header. Skips blank lines. */
    @Nullable
    Row next() throws IOException {
        Line first = lines.next();
        while (first != null && first.text().isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        Row row = first.isTooLong()
                ? new Row.Unreadable(first.number(), "The line has more than " + BoundedLines.LONGEST + " characters.")
                : parse(first);
        if (columns == 0 && row instanceof Row.Fields(long ignored, List<String> header)) {
            columns = header.size();
        }
        return row;
    }

    private Row parse(Line first) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        Deque<Line> more = new ArrayDeque<>();
        while (isOpen(text) && more.size() < MOST_LINES_OF_A_ROW && text.length() < BoundedLines.LONGEST) {
            Line next = lines.next();
            if (next == null) {
                break;
            }
            more.push(next);
            text.append('\n').append(next.text());
        }
        Row row = isOpen(text) ? new Row.Unreadable(first.number(), QUOTES) : fields(first.number(), text.toString());
        if (row instanceof Row.Unreadable) {
            more.forEach(lines::giveBack);
        }
        return row;
    }

    /** Whether a quote is not closed yet: a quote within quotes is written twice. */
    private static boolean isOpen(CharSequence text) {
        return text.chars().filter(character -> character == '"').count() % 2 == 1;
    }

    private Row fields(long line, String text) {
        try {
            List<String> values = csv.ofSingleCsvRecord(text).getFields();
            return columns == 0 || values.size() == columns
                    ? new Row.Fields(line, values)
                    : new Row.Unreadable(
                            line, "The row has " + values.size() + " fields, but the header row has " + columns + ".");
        } catch (CsvParseException malformed) {
            return new Row.Unreadable(line, QUOTES);
        }
    }
}
