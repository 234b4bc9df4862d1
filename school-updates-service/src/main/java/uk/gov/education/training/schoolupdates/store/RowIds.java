package uk.gov.education.training.schoolupdates.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns the keys of topics into ids of rows. A key that is not a UUID belongs to no row. */
final class RowIds {

    private RowIds() {}

    static Tuple ids(Collection<String> keys) {
        return Tuple.of(keys.stream().flatMap(key -> id(key).stream()).toArray(UUID[]::new));
    }

    static Tuple after(String key, int limit) {
        return Tuple.of(id(key).orElse(null), limit);
    }

    static Tuple versions(Map<String, Long> versionsByKey) {
        List<UUID> ids = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        versionsByKey.forEach((key, version) -> {
            ids.add(UUID.fromString(key));
            versions.add(version);
        });
        return Tuple.of(ids.toArray(UUID[]::new), versions.toArray(Long[]::new));
    }

    private static Optional<UUID> id(String key) {
        try {
            return Optional.of(UUID.fromString(key)).filter(id -> id.toString().equals(key));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
