package uk.gov.education.training.providerapi.domain.participants;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's move from one school to another, or to an unknown one. Fields in the order of the API.
 *
 * @param createdAt when the training at the old school was registered
 * @param joining null until another school has registered the participant
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
        /** Another lead provider, or none: training is school-led or not confirmed. */
        NEW_PROVIDER,
        UNKNOWN
    }

    public enum Status {
        COMPLETE,
        /** The last day at the old school or the first day at the new one is in the future. */
        INCOMPLETE
    }

    /**
     * @param provider the name of the training's confirmed lead provider; null if there is none
     * @param date the last day of training at the old school, or the first day at the new one
     */
    public record Side(String schoolUrn, @Nullable String provider, LocalDate date) {}
}
