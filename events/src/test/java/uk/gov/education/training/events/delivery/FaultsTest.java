package uk.gov.education.training.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, null);
    }

    @ParameterizedTest
    @CsvSource({
        "57P01, true, false", // the database stops
        "08006, true, false",
        "53300, true, false", // too many connections
        "40P01, false, false", // a deadlock passes, and the database is there
        "22001, false, true",
        "23505, false, true",
    })
    void whatTheDatabaseAnswersTellsWhetherItIsAwayAndWhetherTryingAgainHelps(
            String sqlState, boolean away, boolean permanent) {
        var wrapped = new IllegalStateException(refused(sqlState));
        assertThat(Faults.isAway(wrapped)).isEqualTo(away);
        assertThat(Faults.isPermanent(wrapped)).isEqualTo(permanent);
    }

    @Test
    void lostConnectionIsADatabaseThatIsAway() {
        assertThat(Faults.isAway(new IOException("Connection reset by peer"))).isTrue();
        assertThat(Faults.isAway(ClosedConnectionException.INSTANCE)).isTrue();
    }

    /** So the client answers a commit when the connection was lost after the last statement. */
    @Test
    void transactionThatWasOverBeforeItsCommitIsADatabaseThatIsAway() {
        Throwable failure = Future.failedFuture("Transaction already complete").cause();
        assertThat(Faults.isAway(failure)).isTrue();
        assertThat(Faults.isPermanent(failure)).isFalse();
    }

    @Test
    void textThatIsNoJsonIsNot() {
        assertThat(Faults.isAway(new JsonParseException(null, "no JSON"))).isFalse();
    }
}
