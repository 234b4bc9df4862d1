package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.platform.web.ApiException;

/** Finds and locks lead providers. */
@ApplicationScoped
public class LeadProviders {

    /** Lists a page of lead providers by name. */
    public Uni<List<LeadProviderEntity>> page(int number, int size) {
        return LeadProviderEntity.<LeadProviderEntity>findAll(Sort.by("name").and("id"))
                .page(Page.of(number - 1, size))
                .list();
    }

    /** @throws ApiException if there is none */
    public Uni<LeadProviderEntity> find(UUID id) {
        return orNotFound(LeadProviderEntity.<LeadProviderEntity>find("id", id).firstResult());
    }

    /**
     * Locks and loads a lead provider.
     *
     * @throws ApiException if there is none
     */
    public Uni<LeadProviderEntity> lock(UUID id) {
        return orNotFound(LeadProviderEntity.<LeadProviderEntity>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult());
    }

    /** Loads a lead provider, whose contracts stay until the transaction ends; null if there is none. */
    Uni<LeadProviderEntity> lockForShare(UUID id) {
        return LeadProviderEntity.<LeadProviderEntity>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResult();
    }

    private static Uni<LeadProviderEntity> orNotFound(Uni<LeadProviderEntity> found) {
        return found.onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("id", "There is no lead provider with this id."));
    }
}
