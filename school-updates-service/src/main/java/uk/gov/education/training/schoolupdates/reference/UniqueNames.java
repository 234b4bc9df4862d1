package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.organisations.OrganisationName;

/** Checks that an organisation's name is one, and that no other of its kind has it. */
final class UniqueNames {

    private UniqueNames() {}

    /**
     * Returns the name without superfluous blanks.
     *
     * @param kind the entity, such as LeadProvider
     * @throws ApiException if the name can't be used
     */
    static Uni<String> require(Mutiny.Session session, String kind, UUID id, @Nullable String given) {
        String name = ApiException.requireAccepted(OrganisationName.check(given));
        return session.createSelectionQuery(
                        "select id from " + kind + " where lower(name) = lower(?1) and id <> ?2", UUID.class)
                .setParameter(1, name)
                .setParameter(2, id)
                .getSingleResultOrNull()
                .map(other -> {
                    if (other != null) {
                        throw ApiException.invalid(
                                "name", "The organisation " + other + " already has this name. Give another one.");
                    }
                    return name;
                });
    }
}
