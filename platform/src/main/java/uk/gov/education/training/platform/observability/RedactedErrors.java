package uk.gov.education.training.platform.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Error text without personal data. Many exceptions quote values: a database the existing row, a parser the text. We
 * log the messages of allow-listed exception types only, and class and stack trace of the rest.
 */
public final class RedactedErrors {

    private static final String OUR_OWN = "uk.gov.education.training.";
    /** SQL states of these classes concern values: out of range, or breaking a constraint. */
    private static final Set<String> ABOUT_VALUES = Set.of("22", "23");

    private static final List<Class<? extends Throwable>> QUOTE_NOBODY = List.of(
            NullPointerException.class,
            ClassCastException.class,
            InterruptedException.class,
            java.util.concurrent.TimeoutException.class,
            io.smallrye.mutiny.TimeoutException.class,
            IOException.class,
            VertxException.class,
            NoStackTraceThrowable.class,
            KafkaException.class,
            LinkageError.class,
            VirtualMachineError.class);

    private RedactedErrors() {}

    /** Describes a failure in one line. If it has no message that may be logged, describes its cause. */
    public static String inShort(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = message(failure);
        if (message != null) {
            return name + ": " + message;
        }
        Throwable cause = failure.getCause();
        return cause == null ? name : name + " by " + inShort(cause);
    }

    /** Describes a failure with its causes and stack traces, for debugging. */
    public static String inFull(Throwable failure) {
        StringBuilder told = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            told.append(told.isEmpty() ? "" : "Caused by: ")
                    .append(cause.getClass().getName());
            String message = message(cause);
            if (message != null) {
                told.append(": ").append(message);
            }
            told.append('\n');
            for (StackTraceElement place : cause.getStackTrace()) {
                told.append("\tat ").append(place).append('\n');
            }
        }
        return told.toString();
    }

    private static @Nullable String message(Throwable failure) {
        if (failure instanceof PgException refused) {
            String constraint = refused.getConstraint();
            return ofDatabase(refused.getSqlState(), refused.getErrorMessage())
                    + (constraint == null ? "" : ", constraint " + constraint);
        }
        if (failure instanceof SQLException refused) {
            return refused.getSQLState() == null ? null : ofDatabase(refused.getSQLState(), refused.getMessage());
        }
        return quotesNobody(failure) && !onlyRepeatsItsCause(failure) ? failure.getMessage() : null;
    }

    /** Whether Java took the message from the cause, which may quote anything. */
    private static boolean onlyRepeatsItsCause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && cause.toString().equals(failure.getMessage());
    }

    private static String ofDatabase(@Nullable String state, @Nullable String message) {
        boolean aboutValues = state == null || ABOUT_VALUES.stream().anyMatch(state::startsWith);
        return "SQL state " + state + (aboutValues ? "" : ", " + message);
    }

    private static boolean quotesNobody(Throwable failure) {
        return !(failure instanceof JsonProcessingException)
                && (isOurOwn(failure) || QUOTE_NOBODY.stream().anyMatch(harmless -> harmless.isInstance(failure)));
    }

    /** Whether the exception was thrown by our own code, which quotes no personal data. */
    private static boolean isOurOwn(Throwable failure) {
        StackTraceElement[] places = failure.getStackTrace();
        return failure.getClass().getName().startsWith(OUR_OWN)
                || (places.length > 0 && places[0].getClassName().startsWith(OUR_OWN));
    }
}
