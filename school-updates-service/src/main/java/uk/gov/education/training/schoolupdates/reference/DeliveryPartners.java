package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.store.PostgresText;

/** Finds and locks delivery partners. */
@ApplicationScoped
public class DeliveryPartners {

    private static final Sort BY_NAME = Sort.by("name").and("id");

    /**
     * Lists a page of delivery partners by name.
     *
     * @param search a part of the name; null for all
     */
    public Uni<List<DeliveryPartnerEntity>> page(@Nullable String search, int number, int size) {
        if (!PostgresText.canBeStored(search)) {
            return Uni.createFrom().item(List.of());
        }
        PanacheQuery<DeliveryPartnerEntity> query = search == null
                ? DeliveryPartnerEntity.findAll(BY_NAME)
                : DeliveryPartnerEntity.find(
                        NameSearch.CONDITION,
                        BY_NAME,
                        Map.<String, Object>of(NameSearch.PARAMETER, NameSearch.pattern(search)));
        return query.page(Page.of(number - 1, size)).list();
    }

    /** @throws ApiException if there is none */
    public Uni<DeliveryPartnerEntity> find(UUID id) {
        return orNotFound(
                DeliveryPartnerEntity.<DeliveryPartnerEntity>find("id", id).firstResult());
    }

    /**
     * Locks and loads a delivery partner.
     *
     * @throws ApiException if there is none
     */
    public Uni<DeliveryPartnerEntity> lock(UUID id) {
        return orNotFound(DeliveryPartnerEntity.<DeliveryPartnerEntity>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult());
    }

    private static Uni<DeliveryPartnerEntity> orNotFound(Uni<DeliveryPartnerEntity> found) {
        return found.onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("id", "There is no delivery partner with this id."));
    }
}
