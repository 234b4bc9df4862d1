package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operations loaded: schools, lead providers, delivery partners. Every method works in the caller's transaction.
 */
@ApplicationScoped
public class Reference {

    /** Whether the school exists. Until the transaction ends it has no new partnerships. */
    public Uni<Boolean> holdSchool(String urn) {
        return exists("select true from schools where urn = ?1 for share", urn);
    }

    /** Whether the school exists. Until the transaction ends nobody else registers anyone there. */
    public Uni<Boolean> lockSchool(String urn) {
        return exists("select true from schools where urn = ?1 for no key update", urn);
    }

    public Uni<Boolean> isSchool(String urn) {
        return exists("select true from schools where urn = ?1", urn);
    }

    public Uni<Boolean> isLeadProvider(UUID id) {
        return exists("select true from lead_providers where id = ?1", id);
    }

    public Uni<Boolean> isDeliveryPartner(UUID id) {
        return exists("select true from delivery_partners where id = ?1", id);
    }

    /**
     * Whether someone else is at a school, with no end in sight, under this address. Until the transaction ends no
     * other registration gets an answer for it.
     *
     * @param trn of whoever is to have the address: they may have been registered only just now
     */
    public Uni<Boolean> isEmailTaken(String email, @Nullable String trn) {
        return exists("select true from (select pg_advisory_xact_lock(hashtextextended(lower(?1), 0))) locked", email)
                .chain(() -> exists("""
                        select true from school_periods
                        where lower(email) = lower(?1) and finished_on is null
                        and participant_id not in (select id from participants where trn = ?2)
                        limit 1""", email, trn));
    }

    private static Uni<Boolean> exists(String sql, @Nullable Object... parameters) {
        if (!Text.canBeStored(parameters)) {
            return Uni.createFrom().item(false);
        }
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql, Boolean.class);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return query.getSingleResultOrNull().map(Boolean.TRUE::equals);
        });
    }
}
