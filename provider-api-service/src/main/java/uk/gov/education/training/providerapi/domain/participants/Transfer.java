package uk.gov.education.training.providerapi.domain.participants;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's move from one school to another, or away. Fields in the order of the API.
 *
 * @param createdAt when the training that is left was registered
 * @param joining null while no other school has registered the participant
 */
public record Transfer(
        UUID trainingRecordId,
        Type transferType,
        Status status,
        Instant createdAt,
        Side leaving,
        @Nullable Side joining) {

    public enum Type {
        NEW_SCHOOL,
        /** Another lead provider, or none: the new school trains by itself, or nobody has confirmed the training. */
        NEW_PROVIDER,
        UNKNOWN
    }

    public enum Status {
        COMPLETE,
        /** The last day, or the first one, is still to come. */
        INCOMPLETE
    }

    /**
     * @param provider the name of the lead provider that gives this training; null if none has confirmed it
     * @param date the last day of the training that is left, or the first of the one that is joined
     */
    public record Side(String schoolUrn, @Nullable String provider, LocalDate date) {}
}
