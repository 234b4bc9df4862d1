package uk.gov.education.training.schoolupdates.store;

import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a query brought. */
final class Rows {

    private Rows() {}

    static <T> List<T> list(RowSet<T> rows) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(all::add);
        return all;
    }

    static <T> Optional<T> first(RowSet<T> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
