package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink.Kind;

/** Stores the register's links to successors, and finds the schools here that they concern. */
@ApplicationScoped
class SchoolLinks {

    private static final String SAVE = """
            insert into school_links (urn, successor_urn, kind, line, import_id)
            select distinct on (urn, successor_urn) urn, successor_urn, kind, line, cast(?1 as uuid)
            from json_to_recordset(cast(cast(?2 as text) as json))
                as (urn text, successor_urn text, kind text, line bigint)
            order by urn, successor_urn, line
            on conflict (urn, successor_urn) do update
            set kind = excluded.kind, line = excluded.line, import_id = excluded.import_id""";
    private static final String DELETE_OTHERS = "delete from school_links where import_id <> ?1";
    // The schools that Succession.AWAIT_SUCCESSOR is about.
    private static final String AWAITING = """
            select l.line, l.urn, l.successor_urn, l.kind
            from school_links l join schools p on p.urn = l.urn
            where l.import_id = ?1 and p.status = 'closed' and p.merged_into_id is null
            and l.kind in ('merged', 'amalgamated')
            and not exists (select from school_links other
                where other.urn = l.urn and other.successor_urn <> l.successor_urn)
            and not exists (select from school_urns where urn = l.successor_urn)
            order by l.line limit ?2""";
    private static final String FORMER =
            "select urn from school_urns where urn in (select json_array_elements_text(cast(cast(?1 as text) as json)))";
    // A closed one before one that is still open, then the lowest URN. Others are merged into it later.
    private static final String REPLACED = """
            select distinct on (l.successor_urn) l.successor_urn, l.urn, p.status
            from school_links l join schools p on p.urn = l.urn and p.merged_into_id is null
            where l.kind = 'replaced'
            and l.successor_urn in (select json_array_elements_text(cast(cast(?1 as text) as json)))
            and not exists (select from school_links other
                where other.urn = l.urn and other.successor_urn <> l.successor_urn)
            order by l.successor_urn, p.status = 'closed' desc, l.urn""";
    // The successor is the school that has or had the URN, or the one that took it over in the end.
    private static final String CLOSED = """
            select l.urn, l.successor_urn, l.kind, s.urn, s.status
            from (select p.urn, p.id from schools p
                where p.urn > ?1 and p.status = 'closed' and p.merged_into_id is null
                and exists (select from school_links where urn = p.urn)
                order by p.urn limit ?2) closed
            join school_links l on l.urn = closed.urn
            left join school_urns u on u.urn = l.successor_urn and u.school_id <> closed.id
            left join lateral (
                with recursive following as (
                    select id, urn, status, merged_into_id from schools where id = u.school_id
                    union
                    select next.id, next.urn, next.status, next.merged_into_id
                    from schools next join following on next.id = following.merged_into_id)
                select urn, status from following where merged_into_id is null) s on true
            order by l.urn, l.successor_urn""";

    /** A school here that the register says is the same as one with another URN. */
    record Predecessor(String urn, Status status) {}

    /**
     * A closed school with a link to a successor.
     *
     * @param successorUrn today's URN of the school that took the successor's place, or null if there is no such school
     */
    record ClosedSchool(
            SuccessorLink link,
            @Nullable String successorUrn,
            @Nullable Status successorStatus) {}

    Uni<Void> save(Mutiny.Session session, UUID importId, Collection<LinkRow> links) {
        return session.createNativeQuery(SAVE)
                .setParameter(1, importId)
                .setParameter(2, Json.write(links))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Deletes the links that an earlier file had and this one has not. */
    Uni<Void> deleteOthers(Mutiny.Session session, UUID importId) {
        return session.createNativeQuery(DELETE_OTHERS)
                .setParameter(1, importId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Finds the closed schools that will be merged into a school that is not known yet, by the lines of the file. */
    Uni<List<LinkRow>> awaitingSuccessors(Mutiny.Session session, UUID importId) {
        return session.createNativeQuery(AWAITING, Object[].class)
                .setParameter(1, importId)
                .setParameter(2, SchoolImports.MOST_PROBLEMS)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new LinkRow(
                                ((Number) row[0]).longValue(), (String) row[1], (String) row[2], kind((String) row[3])))
                        .toList());
    }

    /** Of these URNs, which no school has, those that a school had. */
    Uni<List<String>> former(Mutiny.Session session, Collection<String> urns) {
        return session.createNativeQuery(FORMER, String.class)
                .setParameter(1, Json.write(urns))
                .getResultList();
    }

    /** The schools here that are the same as one with a new URN, by the new URN. */
    Uni<Map<String, Predecessor>> predecessors(Mutiny.Session session, Collection<String> urns) {
        return session.createNativeQuery(REPLACED, Object[].class)
                .setParameter(1, Json.write(urns))
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0],
                                row -> new Predecessor((String) row[1], status((String) row[2])))));
    }

    /** Closed schools with their links to successors, in the order of their URNs. */
    Uni<List<ClosedSchool>> closed(Mutiny.Session session, String afterUrn, int schools) {
        return session.createNativeQuery(CLOSED, Object[].class)
                .setParameter(1, afterUrn)
                .setParameter(2, schools)
                .getResultList()
                .map(rows -> rows.stream().map(SchoolLinks::closed).toList());
    }

    private static ClosedSchool closed(Object[] row) {
        return new ClosedSchool(
                new SuccessorLink((String) row[0], (String) row[1], kind((String) row[2])),
                (String) row[3],
                row[4] == null ? null : status((String) row[4]));
    }

    private static Kind kind(String text) {
        return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Status status(String text) {
        return Status.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
