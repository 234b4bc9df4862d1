package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    private final CountingOutbox outbox = new CountingOutbox();

    @Test
    void wakesTheRelayAfterTheCommit() {
        assertThat(run()).isEqualTo("done");
        assertThat(outbox.woken).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void conflictIsTriedAgain(String sqlState) {
        assertThat(run(sqlState, sqlState, sqlState)).isEqualTo("done");
        assertThat(outbox.woken).isEqualTo(1);
    }

    @Test
    void fourthConflictFails() {
        assertThatThrownBy(() -> run("40P01", "40P01", "40P01", "40P01")).isInstanceOf(PgException.class);
        assertThat(outbox.woken).isZero();
    }

    @Test
    void otherFailureIsNotTriedAgain() {
        assertThatThrownBy(() -> run("23505")).isInstanceOf(PgException.class);
        assertThat(outbox.woken).isZero();
    }

    /** Runs a transaction that fails with these SQL states first. */
    private String run(String... sqlStates) {
        return new Transactions(new FailingPool(new ArrayDeque<>(List.of(sqlStates))), outbox)
                .inTransaction(tx -> Uni.createFrom().item("done"))
                .await()
                .indefinitely();
    }

    private static final class FailingPool extends Pool {

        private final Deque<String> sqlStates;

        FailingPool(Deque<String> sqlStates) {
            super((io.vertx.sqlclient.Pool) null);
            this.sqlStates = sqlStates;
        }

        @Override
        public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
            return sqlStates.isEmpty()
                    ? work.apply(null)
                    : Uni.createFrom().failure(new PgException("conflict", "ERROR", sqlStates.pop(), "of another one"));
        }
    }

    private static final class CountingOutbox extends Outbox {

        private int woken;

        @Override
        public void wake() {
            woken++;
        }
    }
}
