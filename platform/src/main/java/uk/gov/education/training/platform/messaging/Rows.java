package uk.gov.education.training.platform.messaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns the rows of a query into objects, in the order of the rows. */
public final class Rows {

    private Rows() {}

    public static <R, T> List<T> list(Iterable<R> rows, Function<? super R, ? extends T> mapper) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }

    /** Lists the rows of a query that has a mapping of its own. */
    public static <T> List<T> list(Iterable<T> rows) {
        return list(rows, Function.identity());
    }

    public static <R, T> Set<T> set(Iterable<R> rows, Function<? super R, ? extends T> mapper) {
        Set<T> all = new LinkedHashSet<>();
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }

    /** Maps keys to values; of two rows with the same key the later one counts. */
    public static <R, K, V> Map<K, V> map(
            Iterable<R> rows, Function<? super R, ? extends K> key, Function<? super R, ? extends V> value) {
        Map<K, V> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(key.apply(row), value.apply(row)));
        return all;
    }

    public static <R, T> Optional<T> first(Iterable<R> rows, Function<? super R, ? extends T> mapper) {
        return first(rows).map(mapper);
    }

    /** Returns the first row of a query that has a mapping of its own. */
    public static <T> Optional<T> first(Iterable<T> rows) {
        Iterator<T> each = rows.iterator();
        return each.hasNext() ? Optional.of(each.next()) : Optional.empty();
    }
}
