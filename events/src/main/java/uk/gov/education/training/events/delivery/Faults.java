package uk.gov.education.training.events.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which failures pass by themselves. */
public final class Faults {

    private Faults() {}

    /**
     * Whether trying again can never help: the data themselves are refused (SQL state classes 22 and 23), or no rule
     * copes with them. Everything else, from a lost connection to a deadlock or a full disk, passes, and waiting loses
     * nothing.
     */
    public static boolean isPermanent(Throwable failure) {
        if (failure instanceof Undecidable) {
            return true;
        }
        String state = sqlState(failure);
        return state != null && (state.startsWith("22") || state.startsWith("23"));
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
