package uk.gov.education.training.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Which failures pass by themselves. */
public final class FailureClassifier {

    /** SQL states by which the database refuses the data themselves: these, sent again, are refused again. */
    private static final List<String> OF_THE_DATA = List.of("21", "22", "23", "44", "54", "P0");

    /**
     * SQL states that say nothing about the data: a connection is lost, somebody else was faster, the database lacks
     * something, is shut down, is a standby now, or is not as this version needs it.
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
     * Whether trying again can never help: the data themselves are refused, or no rule copes with them. What is neither
     * permanent nor an {@link #isOutage outage} may be either, so it is tried some times.
     */
    public static boolean isPermanent(Throwable failure) {
        if (failure instanceof DecisionFailed) {
            return true;
        }
        String state = sqlState(failure);
        return state != null && OF_THE_DATA.stream().anyMatch(state::startsWith);
    }

    /**
     * Whether this passes by itself, whatever the data are: the database or the broker is away or too busy, or two
     * transactions were in each other's way. Waiting loses nothing, so it is waited for, however long it takes.
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

    /** Whether the database can't be reached, or ended the connection. */
    public static boolean isAway(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean connection = cause instanceof IOException && !(cause instanceof JsonProcessingException);
            // The second is how the client says that a transaction was over before its commit: its connection was lost.
            if (connection || cause instanceof VertxException || cause instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }

    /** The SQL state that the database gave for a failure, or null if it didn't come from there. */
    public static @Nullable String sqlState(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState();
            }
        }
        return null;
    }
}
