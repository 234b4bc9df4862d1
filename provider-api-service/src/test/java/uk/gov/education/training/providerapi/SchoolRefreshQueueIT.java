package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;
import uk.gov.education.training.testsupport.ServiceIT;

/** Queued schools are taken in a transaction that never commits, so the service does not see them. */
@ServiceIT
class SchoolRefreshQueueIT {

    private static final List<String> URNS =
            IntStream.range(0, 10).mapToObj(n -> "80000" + n).toList();

    @Inject
    Pool pool;

    @Inject
    SchoolRefreshQueue schoolRefreshQueue;

    private SqlConnection connection;
    private Transaction transaction;

    @BeforeEach
    void queueSchools() {
        connection = done(pool.getConnection());
        transaction = done(connection.begin());
        execute("delete from lead_providers");
        execute("delete from facts where topic = 'contract-periods'");
        done(schoolRefreshQueue.addBulk(connection, URNS));
    }

    @AfterEach
    void rollBack() {
        done(transaction.rollback().eventually(connection::close));
    }

    private void know(int leadProviders, int cohorts) {
        execute("insert into lead_providers (id, name) select gen_random_uuid(), 'Provider ' || n"
                + " from generate_series(1, " + leadProviders + ") as n");
        execute("insert into facts (topic, key, version, snapshot)"
                + " select 'contract-periods', (2020 + n)::text, 1, '{}' from generate_series(1, " + cohorts
                + ") as n");
    }

    private void execute(String sql) {
        done(connection.query(sql).execute());
    }

    private static <T> T done(Uni<T> work) {
        return work.await().indefinitely();
    }

    @Test
    void schoolsAreTakenUntilTheirDocumentsAreEnough() {
        know(8, 6);

        assertThat(done(schoolRefreshQueue.take(connection, 200))).hasSize(4);
        assertThat(done(schoolRefreshQueue.take(connection, 200))).hasSize(4);
        assertThat(done(schoolRefreshQueue.take(connection, 200))).hasSize(2);
    }

    @Test
    void schoolWithMoreDocumentsThanThatIsTakenAlone() {
        know(50, 20);

        assertThat(done(schoolRefreshQueue.take(connection, 200))).hasSize(1);
    }

    @Test
    void allSchoolsAreTakenWhileThereIsNothingToRender() {
        assertThat(done(schoolRefreshQueue.take(connection, 200))).containsExactlyInAnyOrderElementsOf(URNS);
    }

    @Test
    void schoolThatIsQueuedTwiceIsTakenOnce() {
        know(50, 20);
        done(schoolRefreshQueue.add(connection, List.of("800005", "800005")));

        assertThat(done(schoolRefreshQueue.take(connection, 200))).containsExactly("800005");
        assertThat(done(schoolRefreshQueue.take(connection, 2_000))).hasSize(2).doesNotContain("800005");
    }
}
