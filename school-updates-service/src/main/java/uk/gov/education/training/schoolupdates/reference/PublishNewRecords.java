package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerAdded;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderAdded;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;

/**
 * Publishes the records that no call added: those from before there were topics of them, and those that were inserted
 * with SQL. They have version 0.
 */
@ApplicationScoped
public class PublishNewRecords {

    private static final int BATCH = 200;
    // three indexes without entries, nearly always
    private static final String ANY = """
            select exists (select from lead_providers where version = 0)
                or exists (select from delivery_partners where version = 0)
                or exists (select from schools where version = 0)""";

    private final Pool pool;
    private final ScheduledWork scheduledWork;
    private final ReferenceTransactions transactions;
    private final ReferenceEvents events;

    PublishNewRecords(
            Pool pool, ScheduledWork scheduledWork, ReferenceTransactions transactions, ReferenceEvents events) {
        this.pool = pool;
        this.scheduledWork = scheduledWork;
        this.transactions = transactions;
        this.events = events;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        return scheduledWork.attempt("Publishing new reference data", () -> pool.query(ANY)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? publishAll()
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> publishAll() {
        return all("lead_providers", LeadProviderEntity.class, new LeadProviderAdded())
                .chain(() -> all("delivery_partners", DeliveryPartnerEntity.class, new DeliveryPartnerAdded()))
                .chain(() -> all("schools", SchoolEntity.class, new SchoolAdded()));
    }

    private <C, S, E extends PublishedEntity<C, S>> Uni<Void> all(String table, Class<E> entity, C added) {
        return Multi.createBy()
                .repeating()
                .uni(() -> transactions.inTransaction(session -> batch(session, table, entity, added)))
                .whilst(published -> published == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private <C, S, E extends PublishedEntity<C, S>> Uni<Integer> batch(
            Mutiny.Session session, String table, Class<E> entity, C added) {
        Cause cause = Cause.now();
        return session.createNativeQuery(
                        "select id from " + table + " where version = 0 order by id limit " + BATCH
                                + " for no key update skip locked",
                        UUID.class)
                .getResultList()
                .chain(ids -> session.find(entity, ids.toArray()))
                .chain(records -> publish(session, records, added, cause));
    }

    private <C, S> Uni<Integer> publish(
            Mutiny.Session session, List<? extends PublishedEntity<C, S>> records, C added, Cause cause) {
        return events.add(
                        session,
                        records.stream()
                                .map(published -> events.next(published, added, cause))
                                .toList())
                .replaceWith(records.size());
    }
}
