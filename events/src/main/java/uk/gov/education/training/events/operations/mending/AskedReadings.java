package uk.gov.education.training.events.operations.mending;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Page;
import uk.gov.education.training.events.edge.PathId;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.operations.acts.Acts;
import uk.gov.education.training.events.operations.acts.Listed;

/** Rebuilds and checks as operations ask for them and look at them. */
@ApplicationScoped
class AskedReadings {

    private final Pool pool;
    private final ReadAgain readAgain;
    private final Readings readings;
    private final Acts acts;
    private final SecurityIdentity identity;

    AskedReadings(Pool pool, ReadAgain readAgain, Readings readings, Acts acts, SecurityIdentity identity) {
        this.pool = pool;
        this.readAgain = readAgain;
        this.readings = readings;
        this.acts = acts;
        this.identity = identity;
    }

    /**
     * Begins one in the name of the caller.
     *
     * @param keys null for all
     */
    Uni<Reading> begin(Reading.Kind kind, @Nullable Collection<String> keys, @Nullable String reason) {
        return beginOf(kind, Extent.of(keys), reason);
    }

    /** Likewise. */
    Uni<Reading> beginOf(Reading.Kind kind, Extent extent, @Nullable String reason) {
        return acts.nameOf(pool, (Caller) identity.getPrincipal())
                .chain(by -> readAgain.begin(kind, extent, by, reason))
                .map(begun -> begun.orElseThrow(() -> Refusal.conflict(
                        "all", "A " + kind.text() + " of everything is running. Wait until that is done.")))
                .chain(id -> find(kind, id));
    }

    Uni<Reading> find(Reading.Kind kind, String id) {
        return find(kind, PathId.of(id, AskedReadings::unknown));
    }

    private Uni<Reading> find(Reading.Kind kind, UUID id) {
        return readings.find(pool, kind, id).map(found -> found.orElseThrow(AskedReadings::unknown));
    }

    <T> Uni<Listed<T>> page(Reading.Kind kind, Page page, Function<Reading, T> view) {
        return readings.page(pool, kind, page).chain(found -> readings.count(pool, kind)
                .map(total -> Listed.of(found.stream().map(view).toList(), total, page)));
    }

    Uni<List<Difference>> differences(Reading check) {
        return readings.differences(pool, check.id());
    }

    private static Refusal unknown() {
        return Refusal.notFound("id", "There is none with this id.");
    }
}
