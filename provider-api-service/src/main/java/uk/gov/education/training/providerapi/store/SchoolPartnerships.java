package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores which school each partnership is with, so that a change reaches the former school's documents too. */
@ApplicationScoped
public class SchoolPartnerships {

    private static final String SAVE = """
            with now as (
                select key::uuid as id, snapshot::jsonb ->> 'school_urn' as school_urn from facts
                where topic = 'partnerships' and key = any($1)
            ), before as (
                select id, school_urn from school_partnerships where id = any($1::uuid[])
            ), removed as (
                delete from school_partnerships where id = any($1::uuid[]) and id not in (select id from now)
            ), kept as (
                insert into school_partnerships (id, school_urn) select id, school_urn from now
                on conflict (id) do update set school_urn = excluded.school_urn
                where school_partnerships.school_urn <> excluded.school_urn
            )
            select school_urn from now union select school_urn from before""";

    /**
     * Saves the schools of these partnerships as they are stored now.
     *
     * @param ids the keys of the partnerships; those without facts are removed
     * @return the URNs of their schools, before and after
     */
    public Uni<Set<String>> save(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(SAVE)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getString(0)));
    }
}
