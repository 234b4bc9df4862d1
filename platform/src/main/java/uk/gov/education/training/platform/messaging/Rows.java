package uk.gov.education.training.platform.messaging;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns the rows of a query into objects. */
public final class Rows {

    private Rows() {}

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }

    /** Lists the rows of a query that has a mapping of its own. */
    public static <T> List<T> list(RowSet<T> rows) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(all::add);
        return all;
    }

    /** Returns a set in the order of the rows. */
    public static <T> Set<T> set(RowSet<Row> rows, Function<Row, T> mapper) {
        Set<T> all = new LinkedHashSet<>();
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }

    /** Returns a map in the order of the rows; of two rows with the same key the later one counts. */
    public static <K, V> Map<K, V> map(RowSet<Row> rows, Function<Row, K> key, Function<Row, V> value) {
        Map<K, V> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(key.apply(row), value.apply(row)));
        return all;
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapper) {
        return first(rows).map(mapper);
    }

    /** Returns the first row of a query that has a mapping of its own. */
    public static <T> Optional<T> first(RowSet<T> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
