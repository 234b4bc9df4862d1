package uk.gov.education.training.events.operations.letters;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one dead letter, or would.
 *
 * @param outcome one of the constants
 * @param heldVersion what the service holds of the key; null if nothing
 * @param version what the record brings; null if it can't be read, or ends its key
 */
record Outcome(
        UUID id,
        String outcome,
        String detail,
        @Nullable Long heldVersion,
        @Nullable Long version) {

    static final String WOULD_BE_APPLIED = "would-be-applied";
    static final String REPLAYED = "replayed";
    static final String SUPERSEDED = "superseded";
    static final String UNREADABLE = "unreadable";
    static final String REFUSED = "refused";
    static final String ALREADY_DECIDED = "already-decided";
    static final String WOULD_BE_DISCARDED = "would-be-discarded";
    static final String DISCARDED = "discarded";

    static Outcome of(UUID id, String outcome, String detail) {
        return new Outcome(id, outcome, detail, null, null);
    }

    static Outcome alreadyDecided(UUID id) {
        return of(id, ALREADY_DECIDED, "Somebody has decided about this dead letter already.");
    }

    Outcome as(String other, String why) {
        return new Outcome(id, other, why, heldVersion, version);
    }

    boolean is(String other) {
        return outcome.equals(other);
    }
}
