package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void emptyResultHasNoFirstRow() {
        assertThat(Rows.first(rows(List.of()))).isEmpty();
        assertThat(Rows.list(rows(List.of()))).isEmpty();
    }

    @Test
    void rowsKeepTheirOrder() {
        assertThat(Rows.list(rows(List.of("b", "a")))).containsExactly("b", "a");
        assertThat(Rows.first(rows(List.of("b", "a")))).contains("b");
    }

    @Test
    void ofTwoRowsWithOneKeyTheLaterCounts() {
        var rows = new FakeRows<>(List.of(new Row(null), new Row(null)));
        var values = List.of("old", "new").iterator();

        assertThat(Rows.map(rows, row -> "key", row -> values.next())).containsExactly(java.util.Map.entry("key", "new"));
    }

    private static <T> RowSet<T> rows(List<T> rows) {
        return new FakeRows<>(rows);
    }

    private static final class FakeRows<T> extends RowSet<T> {

        private final List<T> rows;

        FakeRows(List<T> rows) {
            super((io.vertx.sqlclient.RowSet<T>) null);
            this.rows = rows;
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public RowIterator<T> iterator() {
            var each = rows.iterator();
            return new RowIterator<T>((io.vertx.sqlclient.RowIterator<T>) null) {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public T next() {
                    return each.next();
                }
            };
        }
    }
}
