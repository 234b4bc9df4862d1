package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final List<String> ROWS = List.of("b1", "a1", "b2");

    @Test
    void emptyResultHasNoFirstRow() {
        assertThat(Rows.first(List.of())).isEmpty();
        assertThat(Rows.first(List.of(), Object::toString)).isEmpty();
    }

    @Test
    void rowsKeepTheirOrder() {
        assertThat(Rows.list(ROWS)).containsExactly("b1", "a1", "b2");
        assertThat(Rows.list(ROWS, row -> row.charAt(0))).containsExactly('b', 'a', 'b');
        assertThat(Rows.set(ROWS, row -> row.charAt(0))).containsExactly('b', 'a');
        assertThat(Rows.first(ROWS, row -> row.charAt(0))).contains('b');
    }

    @Test
    void ofTwoRowsWithOneKeyTheLaterCounts() {
        assertThat(Rows.map(ROWS, row -> row.charAt(0), row -> row.charAt(1)))
                .containsExactly(entry('b', '2'), entry('a', '1'));
    }
}
