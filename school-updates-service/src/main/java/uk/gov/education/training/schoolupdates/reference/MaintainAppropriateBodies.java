package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/** Lists, adds, renames and retires appropriate bodies. No other service needs them, so nothing is published. */
@ApplicationScoped
public class MaintainAppropriateBodies {

    private static final String KIND = "AppropriateBody";

    /** Lists a page of appropriate bodies by name. */
    public Uni<List<AppropriateBodyEntity>> page(int number, int size) {
        return AppropriateBodyEntity.<AppropriateBodyEntity>findAll(
                        Sort.by("name").and("id"))
                .page(Page.of(number - 1, size))
                .list();
    }

    /** @throws ApiException if there is none */
    public Uni<AppropriateBodyEntity> find(UUID id) {
        return orNotFound(
                AppropriateBodyEntity.<AppropriateBodyEntity>find("id", id).firstResult());
    }

    public Uni<AppropriateBodyEntity> add(Mutiny.Session session, @Nullable String name) {
        AppropriateBodyEntity body = new AppropriateBodyEntity();
        return UniqueNames.require(session, KIND, body.id, name)
                .invoke(checked -> body.name = checked)
                .chain(() -> session.persist(body))
                .replaceWith(body);
    }

    public Uni<AppropriateBodyEntity> rename(Mutiny.Session session, UUID id, @Nullable String name) {
        return lock(id).call(
                        body -> UniqueNames.require(session, KIND, id, name).invoke(checked -> body.name = checked));
    }

    public Uni<AppropriateBodyEntity> retire(UUID id, Instant at) {
        return lock(id).invoke(body -> body.retiredAt = body.retiredAt == null ? at : body.retiredAt);
    }

    private static Uni<AppropriateBodyEntity> lock(UUID id) {
        return orNotFound(AppropriateBodyEntity.<AppropriateBodyEntity>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult());
    }

    private static Uni<AppropriateBodyEntity> orNotFound(Uni<AppropriateBodyEntity> found) {
        return found.onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("id", "There is no appropriate body with this id."));
    }
}
