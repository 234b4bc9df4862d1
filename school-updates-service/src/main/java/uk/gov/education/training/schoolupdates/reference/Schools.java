package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.store.PostgresText;

/** Finds and locks schools. A school is named by its URN or its id. */
@ApplicationScoped
public class Schools {

    private static final Sort BY_NAME = Sort.by("name").and("id");

    /** @param search a part of the name, or the first digits of the URN */
    public record Filter(
            @Nullable String search,
            School.@Nullable Status status,
            @Nullable Boolean eligible) {}

    /** @throws ApiException if there is none */
    public Uni<SchoolEntity> find(String urnOrId) {
        return one(urnOrId, query(urnOrId));
    }

    /**
     * Locks and loads a school.
     *
     * @throws ApiException if there is none
     */
    public Uni<SchoolEntity> lock(String urnOrId) {
        return one(urnOrId, query(urnOrId).withLock(LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locks and loads those of two schools that exist, by URN or id. */
    public Uni<List<SchoolEntity>> lockBoth(String urnOrId, String other) {
        List<String> urns = List.of(urnOrId, other).stream()
                .filter(PostgresText::canBeStored)
                .toList();
        List<UUID> ids = List.of(urnOrId, other).stream()
                .flatMap(name -> id(name).stream())
                .toList();
        return SchoolEntity.<SchoolEntity>find("urn in ?1 or id in ?2", Sort.by("id"), urns, ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Lists a page of schools by name. */
    public Uni<List<SchoolEntity>> page(Filter filter, int number, int size) {
        if (!PostgresText.canBeStored(filter.search())) {
            return Uni.createFrom().item(List.of());
        }
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (filter.search() != null) {
            conditions.add("(" + NameSearch.CONDITION + " or urn like :prefix escape '!')");
            parameters.put(NameSearch.PARAMETER, NameSearch.pattern(filter.search()));
            parameters.put("prefix", NameSearch.escaped(filter.search()) + "%");
        }
        if (filter.status() != null) {
            conditions.add("status = :status");
            parameters.put("status", filter.status());
        }
        if (filter.eligible() != null) {
            conditions.add("eligible = :eligible");
            parameters.put("eligible", filter.eligible());
        }
        return SchoolEntity.<SchoolEntity>find(String.join(" and ", conditions), BY_NAME, parameters)
                .page(Page.of(number - 1, size))
                .list();
    }

    private static PanacheQuery<SchoolEntity> query(String urnOrId) {
        return id(urnOrId)
                .map(id -> SchoolEntity.<SchoolEntity>find("id", id))
                .orElseGet(() -> SchoolEntity.find("urn", urnOrId));
    }

    private static Uni<SchoolEntity> one(String urnOrId, PanacheQuery<SchoolEntity> query) {
        return (PostgresText.canBeStored(urnOrId)
                        ? query.firstResult()
                        : Uni.createFrom().<SchoolEntity>nullItem())
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("urn", "There is no school with this URN or id."));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException urn) {
            return Optional.empty();
        }
    }
}
