package uk.gov.education.training.events;

import java.time.Instant;

/**
 * The body of an event: what changed, and the owner's whole snapshot after it.
 *
 * @param version of the key's snapshot: 1 for the first, one more for each change. A consumer ignores a version that it
 *     has already passed, and rejects one that is too far ahead: see {@link Versions}
 * @param at when this happened in the domain's time. Rules use it; the real time is in {@code ce_time}
 */
public record Message<C, S>(long version, Instant at, C change, S snapshot) {

    /** Whether this can be the owner's next message to a reader with this stored version, 0 for none. */
    public boolean mayFollow(long held) {
        return Versions.mayFollow(held, version, change instanceof Republished);
    }
}
