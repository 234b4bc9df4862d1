package uk.gov.education.training.schoolupdates.reference.register;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.schoolupdates.reference.register.Part.Problem;

/** Stores imports with their progress, and the first of their problems. */
@ApplicationScoped
class SchoolImports {

    /** The most rejections that are stored for an import, and also the most notes. */
    static final int MOST_PROBLEMS = 1_000;

    private static final String INTERRUPTED =
            "The instance that ran this import has stopped. Send the file again: imported rows are not imported twice.";

    // A running import has a heartbeat every few seconds.
    private static final String INTERRUPT_ABANDONED = """
            update school_imports set status = 'interrupted', detail = ?1, finished_at = clock_timestamp()
            where status = 'running' and heartbeat_at < clock_timestamp() - interval '30 seconds'""";
    private static final String RUNNING = "select id from school_imports where status = 'running'";
    private static final String CREATE = "insert into school_imports (id, kind) values (?1, ?2)";
    private static final String HEARTBEAT =
            "update school_imports set heartbeat_at = clock_timestamp() where id = ?1 and status = 'running'";
    private static final String ADD = """
            update school_imports set heartbeat_at = clock_timestamp(), rows_read = rows_read + ?2,
                rejected = rejected + ?3, added = added + ?4, changed = changed + ?5, closed = closed + ?6,
                urns_replaced = urns_replaced + ?7, merged = merged + ?8, unchanged = unchanged + ?9
            where id = ?1 and status = 'running'""";
    private static final String ADD_PROBLEMS = """
            insert into school_import_problems (import_id, line, rejected, reason)
            select cast(?1 as uuid), line, rejected, reason
            from json_to_recordset(cast(cast(?2 as text) as json)) as (line bigint, rejected boolean, reason text)""";
    private static final String END = """
            update school_imports set status = ?2, detail = nullif(?3, ''), finished_at = clock_timestamp()
            where id = ?1 and status = 'running'""";
    private static final String PROBLEMS = """
            select line, rejected, reason from school_import_problems where import_id = ?1 order by line""";

    /** The import is no longer marked as running, so it must stop. */
    static final class Abandoned extends RuntimeException {}

    /** The ways in which an import ends. */
    enum End {
        FINISHED,
        FAILED,
        /** The instance that ran it has stopped. */
        INTERRUPTED
    }

    /** Marks imports whose instance has stopped. */
    Uni<Void> interruptAbandoned(Mutiny.Session session) {
        return session.createNativeQuery(INTERRUPT_ABANDONED)
                .setParameter(1, INTERRUPTED)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Optional<UUID>> running(Mutiny.Session session) {
        return session.createNativeQuery(RUNNING, UUID.class)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    Uni<Void> create(Mutiny.Session session, UUID id, RegisterFile.Kind kind) {
        return session.createNativeQuery(CREATE)
                .setParameter(1, id)
                .setParameter(2, text(kind))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @throws Abandoned if the import does not run any more */
    Uni<Void> heartbeat(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(HEARTBEAT)
                .setParameter(1, id)
                .executeUpdate()
                .invoke(SchoolImports::requireRunning)
                .replaceWithVoid();
    }

    /**
     * Adds the figures and problems of a part of the import, in the transaction of the part.
     *
     * @param problems those to be stored
     * @throws Abandoned if the import does not run any more
     */
    Uni<Void> add(Mutiny.Session session, UUID id, Figures figures, List<Problem> problems) {
        return session.createNativeQuery(ADD)
                .setParameter(1, id)
                .setParameter(2, figures.rowsRead())
                .setParameter(3, figures.rejected())
                .setParameter(4, figures.added())
                .setParameter(5, figures.changed())
                .setParameter(6, figures.closed())
                .setParameter(7, figures.urnsReplaced())
                .setParameter(8, figures.merged())
                .setParameter(9, figures.unchanged())
                .executeUpdate()
                .invoke(SchoolImports::requireRunning)
                .chain(() -> addProblems(session, id, problems));
    }

    private static Uni<Void> addProblems(Mutiny.Session session, UUID id, List<Problem> problems) {
        return problems.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(ADD_PROBLEMS)
                        .setParameter(1, id)
                        .setParameter(2, Json.write(problems))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static void requireRunning(int rows) {
        if (rows == 0) {
            throw new Abandoned();
        }
    }

    /** @param detail what to do, or an empty text */
    Uni<Void> end(Mutiny.Session session, UUID id, End end, String detail) {
        return session.createNativeQuery(END)
                .setParameter(1, id)
                .setParameter(2, text(end))
                .setParameter(3, end == End.INTERRUPTED ? INTERRUPTED : detail)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<SchoolImportEntity>> page(int number, int size) {
        return SchoolImportEntity.<SchoolImportEntity>findAll(
                        Sort.by("startedAt").descending().and("id"))
                .page(Page.of(number - 1, size))
                .list();
    }

    Uni<List<Problem>> problems(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(PROBLEMS, Object[].class)
                .setParameter(1, id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Problem(((Number) row[0]).longValue(), (Boolean) row[1], (String) row[2]))
                        .toList());
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
