package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import uk.gov.education.training.events.delivery.Outbox;

/** The one transaction of a use case: state and events are committed together or not at all. */
@ApplicationScoped
public class Transactions {

    private final Outbox outbox;

    Transactions(Outbox outbox) {
        this.outbox = outbox;
    }

    public <T> Uni<T> change(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work)
                .onFailure(Conflicts::isOne)
                .transform(conflict -> Conflicts.told())
                .invoke(outbox::wake);
    }

    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Panache.withSession(work);
    }
}
