package uk.gov.education.training.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Classifies failures as transient or permanent. */
public final class FailureClassifier {

    /** SQL states that reject the data itself. The same data is always rejected again. */
    private static final List<String> OF_THE_DATA = List.of("21", "22", "23", "44", "54", "P0");

    /**
     * SQL states that do not concern the data: a lost connection, a conflict with another transaction, or a database
     * that lacks resources, is shutting down, is a standby or has another schema.
     */
    private static final List<String> OF_THE_DATABASE =
            List.of("08", "25006", "26", "28", "3D", "3F", "40", "42", "53", "55", "57", "58");

    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            NoStackTraceThrowable.class,
            java.util.concurrent.TimeoutException.class,
            io.smallrye.mutiny.TimeoutException.class,
            RejectedExecutionException.class);

    private FailureClassifier() {}

    /**
     * Whether a retry can never help: the database rejects the data, or a rule fails on it. A failure that is neither
     * permanent nor an {@link #isOutage outage} is retried a few times.
     */
    public static boolean isPermanent(Throwable failure) {
        if (failure instanceof DecisionFailed) {
            return true;
        }
        String state = sqlState(failure);
        return state != null && OF_THE_DATA.stream().anyMatch(state::startsWith);
    }

    /**
     * Whether the failure passes by itself, whatever the data: the database or the broker is unavailable or overloaded,
     * or two transactions were in conflict. Waiting loses nothing, so the caller retries for as long as it takes.
     */
    public static boolean isOutage(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return OF_THE_DATABASE.stream().anyMatch(state::startsWith);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecisionFailed || cause instanceof JsonProcessingException) {
                return false;
            }
            if (OUTAGES.stream().anyMatch(cause.getClass()::equals)
                    || cause instanceof IOException
                    || cause instanceof VertxException
                    || cause instanceof KafkaException
                    || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database cannot be reached, or closed the connection. */
    public static boolean isUnavailable(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean connection = cause instanceof IOException && !(cause instanceof JsonProcessingException);
            // The client reports a connection that was lost before the commit as NoStackTraceThrowable.
            if (connection || cause instanceof VertxException || cause instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }

    /** The SQL state of a failure, or null if it does not come from the database. */
    public static @Nullable String sqlState(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState();
            }
            // as which Hibernate passes it on
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return null;
    }
}
