package uk.gov.education.training.platform.operations.deadletters;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one dead letter, or would.
 *
 * @param outcome one of the constants
 * @param storedVersion what the service holds of the key; null if nothing
 * @param version what the record brings; null if it can't be read, or ends its key
 */
public record ResolutionOutcome(
        UUID id,
        String outcome,
        String detail,
        @Nullable Long storedVersion,
        @Nullable Long version) {

    static final String WOULD_BE_APPLIED = "would-be-applied";
    static final String REPLAYED = "replayed";
    static final String SUPERSEDED = "superseded";
    static final String UNREADABLE = "unreadable";
    static final String REFUSED = "refused";
    static final String ALREADY_DECIDED = "already-decided";
    static final String WOULD_BE_DISCARDED = "would-be-discarded";
    static final String DISCARDED = "discarded";

    static ResolutionOutcome of(UUID id, String outcome, String detail) {
        return new ResolutionOutcome(id, outcome, detail, null, null);
    }

    static ResolutionOutcome alreadyDecided(UUID id) {
        return of(id, ALREADY_DECIDED, "Somebody has decided about this dead letter already.");
    }

    ResolutionOutcome as(String other, String why) {
        return new ResolutionOutcome(id, other, why, storedVersion, version);
    }

    boolean is(String other) {
        return outcome.equals(other);
    }
}
