package uk.gov.education.training.platform.operations.deadletters;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an action on one dead letter, done or only assessed.
 *
 * @param outcome one of the constants
 * @param storedVersion the version that the service has stored; null for none
 * @param version the record's version; null if it is unreadable or a tombstone
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
    static final String ALREADY_RESOLVED = "already-resolved";
    static final String WOULD_BE_DISCARDED = "would-be-discarded";
    static final String DISCARDED = "discarded";

    static ResolutionOutcome of(UUID id, String outcome, String detail) {
        return new ResolutionOutcome(id, outcome, detail, null, null);
    }

    static ResolutionOutcome alreadyResolved(UUID id) {
        return of(id, ALREADY_RESOLVED, "This dead letter has already been replayed or discarded.");
    }

    ResolutionOutcome as(String other, String reason) {
        return new ResolutionOutcome(id, other, reason, storedVersion, version);
    }

    boolean is(String other) {
        return outcome.equals(other);
    }
}
