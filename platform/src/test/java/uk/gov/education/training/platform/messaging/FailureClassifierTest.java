package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, null);
    }

    @ParameterizedTest
    @CsvSource({
        "57P01, true, true, false", // the database stops
        "08006, true, true, false",
        "53300, true, true, false", // too many connections
        "40P01, false, true, false", // a deadlock passes, and the database is available
        "40001, false, true, false",
        "55P03, false, true, false", // another transaction has the lock
        "57014, false, true, false", // the statement took too long
        "25006, false, true, false", // a standby
        "42P01, false, true, false", // the migration has not run yet
        "58030, false, true, false", // disk error
        "22001, false, false, true",
        "22021, false, false, true", // an invalid character
        "23505, false, false, true",
        "21000, false, false, true",
        "54000, false, false, true", // a key too long for its index
        "P0001, false, false, true",
        "XX000, false, false, false", // an internal error
    })
    void sqlStateTellsWhetherTheDatabaseIsUnavailableAndWhetherARetryHelps(
            String sqlState, boolean unavailable, boolean outage, boolean permanent) {
        var wrapped = new IllegalStateException(refused(sqlState));
        assertThat(FailureClassifier.isUnavailable(wrapped)).isEqualTo(unavailable);
        assertThat(FailureClassifier.isOutage(wrapped)).isEqualTo(outage);
        assertThat(FailureClassifier.isPermanent(wrapped)).isEqualTo(permanent);
    }

    @Test
    void timeoutsAndLostConnectionsAreOutages() {
        assertThat(List.of(
                        new IOException("Connection reset by peer"),
                        ClosedConnectionException.INSTANCE,
                        new java.util.concurrent.TimeoutException(),
                        new io.smallrye.mutiny.TimeoutException(),
                        new org.apache.kafka.common.errors.TimeoutException(),
                        new OutOfMemoryError()))
                .allMatch(FailureClassifier::isOutage);
    }

    @Test
    void bugIsNeitherAnOutageNorPermanent() {
        assertThat(List.of(
                        new IllegalArgumentException("Invalid UUID string: abc"),
                        new NullPointerException(),
                        new StackOverflowError()))
                .noneMatch(FailureClassifier::isOutage)
                .noneMatch(FailureClassifier::isPermanent);
        var undecidable = new DecisionFailed("a key", new IOException("read by a rule"));
        assertThat(FailureClassifier.isPermanent(undecidable)).isTrue();
        assertThat(FailureClassifier.isOutage(undecidable)).isFalse();
    }

    @Test
    void lostConnectionMeansAnUnavailableDatabase() {
        assertThat(FailureClassifier.isUnavailable(new IOException("Connection reset by peer")))
                .isTrue();
        assertThat(FailureClassifier.isUnavailable(ClosedConnectionException.INSTANCE))
                .isTrue();
    }

    /** The error of a commit when the connection was lost after the last statement. */
    @Test
    void transactionThatEndedBeforeItsCommitMeansAnUnavailableDatabase() {
        Throwable failure = Future.failedFuture("Transaction already complete").cause();
        assertThat(FailureClassifier.isUnavailable(failure)).isTrue();
        assertThat(FailureClassifier.isOutage(failure)).isTrue();
        assertThat(FailureClassifier.isPermanent(failure)).isFalse();
    }

    @Test
    void invalidJsonIsNoOutage() {
        assertThat(FailureClassifier.isUnavailable(new JsonParseException(null, "no JSON")))
                .isFalse();
    }
}
