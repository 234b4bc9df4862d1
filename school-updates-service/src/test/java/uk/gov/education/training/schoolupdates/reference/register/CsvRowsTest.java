package uk.gov.education.training.schoolupdates.reference.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.schoolupdates.reference.register.CsvRows.Row;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyWay(String end) throws IOException {
        assertThat(rows(String.join(end, "a,b", "1,2", "3,4")))
                .containsExactly(fields(1, "a", "b"), fields(2, "1", "2"), fields(3, "3", "4"));
    }

    @Test
    void blankLinesAreNoRows() throws IOException {
        assertThat(rows("a,b\n\n  \n1,2\n\n")).containsExactly(fields(1, "a", "b"), fields(4, "1", "2"));
    }

    @Test
    void fieldInQuotesMayHaveCommasQuotesAndLines() throws IOException {
        assertThat(rows("a,b\n\"St John's, \"\"Hill\"\"\",\"two\nlines\"\n3,4"))
                .containsExactly(
                        fields(1, "a", "b"), fields(2, "St John's, \"Hill\"", "two\nlines"), fields(4, "3", "4"));
    }

    @Test
    void quoteThatIsNotClosedCostsItsOwnLineOnly() throws IOException {
        StringBuilder file = new StringBuilder("a,b\n1,\"2\n");
        for (int row = 3; row <= 30; row++) {
            file.append(row).append(",\"x\"\n");
        }

        List<Row> rows = rows(file.toString());

        assertThat(rows).hasSize(30);
        assertThat(rows.get(1)).isInstanceOf(Row.Unreadable.class).returns(2L, Row::line);
        assertThat(rows.get(2)).isEqualTo(fields(3, "3", "x"));
        assertThat(rows.getLast()).isEqualTo(fields(30, "30", "x"));
    }

    @Test
    void quoteThatClosesLinesLaterSwallowsNoRow() throws IOException {
        assertThat(rows("a,b\n1,\"2\n3,4\n5,\"6\n7,8"))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo(fields(1, "a", "b")),
                        broken -> assertThat(broken)
                                .isInstanceOf(Row.Unreadable.class)
                                .returns(2L, Row::line),
                        good -> assertThat(good).isEqualTo(fields(3, "3", "4")),
                        broken -> assertThat(broken)
                                .isInstanceOf(Row.Unreadable.class)
                                .returns(4L, Row::line),
                        good -> assertThat(good).isEqualTo(fields(5, "7", "8")));
    }

    @Test
    void textAfterTheLastQuoteIsUnreadable() throws IOException {
        assertThat(rows("a,b\n\"1\"x,2\n3,4"))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo(fields(1, "a", "b")),
                        broken -> assertThat(broken)
                                .isInstanceOf(Row.Unreadable.class)
                                .returns(2L, Row::line),
                        good -> assertThat(good).isEqualTo(fields(3, "3", "4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,2,3", "1,2,"})
    void rowHasAsManyFieldsAsTheHeader(String row) throws IOException {
        int fields = row.split(",", -1).length;

        assertThat(rows("a,b\n" + row + "\n3,4"))
                .containsExactly(
                        fields(1, "a", "b"),
                        new Row.Unreadable(2, "The row has " + fields + " fields, but the header row has 2."),
                        fields(3, "3", "4"));
    }

    @Test
    void endlessLineIsUnreadableAndTheNextOneIsRead() throws IOException {
        assertThat(rows("a,b\n1," + "x".repeat(200_000) + "\n3,4"))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo(fields(1, "a", "b")),
                        broken -> assertThat(broken)
                                .isInstanceOf(Row.Unreadable.class)
                                .returns(2L, Row::line),
                        good -> assertThat(good).isEqualTo(fields(3, "3", "4")));
    }

    private static Row fields(long line, String... values) {
        return new Row.Fields(line, List.of(values));
    }

    private static List<Row> rows(String file) throws IOException {
        CsvRows csv = new CsvRows(new StringReader(file));
        List<Row> rows = new ArrayList<>();
        for (Row row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        return rows;
    }
}
