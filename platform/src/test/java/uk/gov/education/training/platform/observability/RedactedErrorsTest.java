package uk.gov.education.training.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;

class RedactedErrorsTest {

    private static final String NAME = "Quartermain";

    /** Error messages of libraries that quote a name. */
    static Throwable[] quotations() {
        return new Throwable[] {
            catchThrowable(() -> Json.MAPPER.readTree("{\"full_name\": " + NAME + "}")),
            catchThrowable(() -> Json.MAPPER.readValue("{\"id\": \"" + NAME + "\"}", Participant.class)),
            catchThrowable(() -> LocalDate.parse(NAME.strip())),
            catchThrowable(() -> UUID.fromString(NAME.strip())),
            catchThrowable(() -> Integer.parseInt(NAME)),
            new PgException(
                    "duplicate key value violates unique constraint \"x\", Key (name)=(" + NAME + ")",
                    "ERROR",
                    "23505",
                    null),
            new PgException("invalid input syntax for type date: \"" + NAME + "\"", "ERROR", "22007", null),
            new SQLException("Key (name)=(" + NAME + ") exists", "23505"),
            new SQLException("who knows: " + NAME)
        };
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void messagesThatMayQuoteANameAreRedacted(Throwable failure) {
        assertThat(failure).hasMessageContaining(NAME);
        var caused = new IllegalStateException("A rule failed", failure);

        assertThat(RedactedErrors.inShort(failure))
                .doesNotContain(NAME)
                .startsWith(failure.getClass().getSimpleName());
        assertThat(RedactedErrors.inFull(caused))
                .doesNotContain(NAME)
                .contains("IllegalStateException: A rule failed")
                .contains("Caused by: " + failure.getClass().getName())
                .contains("\tat ");
    }

    @Test
    void messagesWithoutPersonalDataAreKept() {
        assertThat(RedactedErrors.inShort(new ConnectException("Connection refused: localhost:5432")))
                .isEqualTo("ConnectException: Connection refused: localhost:5432");
        assertThat(RedactedErrors.inShort(new RecordTooLargeException("17 MB"))).endsWith(": 17 MB");
        assertThat(RedactedErrors.inShort(new CompletionException(new ConnectException("refused"))))
                .isEqualTo("CompletionException by ConnectException: refused");
        assertThat(RedactedErrors.inShort(
                        new PgException("the database system is shutting down", "FATAL", "57P03", null)))
                .isEqualTo("PgException: SQL state 57P03, the database system is shutting down");
        assertThat(RedactedErrors.inShort(new PgException("a value", "ERROR", "23505", null)))
                .isEqualTo("PgException: SQL state 23505");
        assertThat(RedactedErrors.inShort(new IllegalStateException("of our own")))
                .endsWith(": of our own");
    }

    @Test
    void brokenConstraintIsNamed() {
        String name = "one_training_at_a_time";
        PgException broken = new PgException(
                "a value", "ERROR", "23P01", "a value", null, null, null, null, null, null, null, null, null, null,
                null, null, name);

        assertThat(RedactedErrors.inShort(broken)).isEqualTo("PgException: SQL state 23P01, constraint " + name);
    }
}
