package uk.gov.education.training.schoolupdates.reference.register;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterColumn;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink;
import uk.gov.education.training.schoolupdates.reference.register.CsvRows.Row;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/** A file of the schools register that is read from its first row to its last. */
final class RegisterFile implements Closeable {

    private final Reader source;
    private final CsvRows rows;
    /** The column of each name in the header row. */
    private final Map<String, Integer> positions = new HashMap<>();

    private RegisterFile(Reader source) throws IOException {
        this.source = source;
        this.rows = new CsvRows(source);
        if (rows.next() instanceof Row.Fields(long ignored, List<String> header)) {
            for (int column = 0; column < header.size(); column++) {
                positions.putIfAbsent(PlainText.squeezed(header.get(column)), column);
            }
        }
    }

    /** The two files that the register consists of. */
    enum Kind {
        SCHOOLS,
        LINKS;

        /** The columns without which the file can't be used. */
        List<String> columns() {
            return switch (this) {
                case SCHOOLS ->
                    Arrays.stream(RegisterColumn.values())
                            .filter(column -> !column.isOptional())
                            .map(RegisterColumn::header)
                            .toList();
                case LINKS ->
                    Arrays.stream(SuccessorLink.Column.values())
                            .map(SuccessorLink.Column::header)
                            .toList();
            };
        }
    }

    /** Opens a file and reads its header row. */
    static RegisterFile open(ReceivedFile file) throws IOException {
        Reader source = new InputStreamReader(Files.newInputStream(file.path()), file.charset());
        try {
            return new RegisterFile(source);
        } catch (IOException | RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    /** The header row decides which of the two files this is. */
    Kind kind() {
        boolean isLinks = Stream.of(SuccessorLink.Column.LINK_URN, SuccessorLink.Column.LINK_TYPE)
                .anyMatch(column -> positions.containsKey(column.header()));
        return isLinks ? Kind.LINKS : Kind.SCHOOLS;
    }

    /** The columns that the file should have and has not. */
    List<String> missingColumns() {
        return kind().columns().stream()
                .filter(column -> !positions.containsKey(column))
                .toList();
    }

    /** The optional columns of the schools file that this one has not. */
    Set<RegisterColumn> missingOptionalColumns() {
        return Arrays.stream(RegisterColumn.values())
                .filter(column -> column.isOptional() && !positions.containsKey(column.header()))
                .collect(toCollection(() -> EnumSet.noneOf(RegisterColumn.class)));
    }

    /** Returns the next row, or null at the end of the file. */
    @Nullable
    Row next() throws IOException {
        return rows.next();
    }

    /** Returns the text in a column of a row. It is empty if the file has no such column. */
    String text(Row.Fields row, String column) {
        @Nullable Integer position = positions.get(column);
        return position == null ? "" : row.values().get(position);
    }

    /**
     * Reads a row.
     *
     * @param read reads the fields, by their column
     * @param problems gets the reasons if the row can't be used
     */
    <T> Optional<T> read(Row row, Function<Row.Fields, Verdict<T>> read, List<Problem> problems) {
        return switch (row) {
            case Row.Unreadable(long line, String why) -> {
                problems.add(new Problem(line, true, why));
                yield Optional.empty();
            }
            case Row.Fields fields ->
                switch (read.apply(fields)) {
                    case Verdict.Refused<T>(List<Reason> reasons) -> {
                        problems.add(new Problem(
                                fields.line(),
                                true,
                                reasons.stream().map(Reason::detail).collect(joining(" "))));
                        yield Optional.empty();
                    }
                    case Verdict.Accepted<T>(T accepted) -> Optional.of(accepted);
                };
        };
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
