package uk.gov.education.training.platform.operations.reconciliation.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Versions;

/**
 * What a topic has said about one key: what it said where the service was when it was looked at, and since. The service
 * may hold any of that, as it is reading on. What it holds else is wrong.
 */
public final class KeyHistory {

    /** A version that no reader takes, whatever it holds. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final Fact NOTHING = new Fact(0, null);

    private final List<Fact> possible = new ArrayList<>(List.of(NOTHING));
    private boolean republished;
    private long strange;

    /**
     * A snapshot as it is held.
     *
     * @param version 0 for none
     * @param snapshot null for none
     */
    public record Fact(long version, @Nullable String snapshot) {}

    /**
     * The topic says one more thing.
     *
     * @param read whether the service has read it for sure
     */
    public void said(Fact fact, boolean read) {
        said(fact, false, read);
    }

    /** Likewise its owner, above whatever lay there. */
    public void republished(Fact fact, boolean read) {
        said(fact, true, read);
    }

    private void said(Fact fact, boolean byRepublication, boolean read) {
        if (strange == UNKNOWN || fact.version() > strange) {
            strange = 0;
        }
        if (fact.version() > last().version()) {
            republished = byRepublication;
            add(fact, read);
        }
    }

    /**
     * The topic has a version that nobody takes who has read what is before it.
     *
     * @param version that somebody who begins there may take all the same; {@link #UNKNOWN} if nobody does
     */
    public void isStrange(long version) {
        strange = Math.max(strange, version);
    }

    public void ended(boolean read) {
        strange = 0;
        republished = false;
        add(NOTHING, read);
    }

    private void add(Fact fact, boolean read) {
        if (read) {
            possible.clear();
        }
        possible.add(fact);
    }

    /** What the topic says in the end. */
    public Fact last() {
        return possible.getLast();
    }

    /** How what is held differs; empty if it is something that the service can have read. */
    public Optional<MismatchKind> differs(Fact held) {
        if (possible.contains(held)) {
            return strange == 0 ? Optional.empty() : Optional.of(MismatchKind.TOO_FAR_AHEAD);
        }
        return Optional.of(kind(held));
    }

    private MismatchKind kind(Fact held) {
        Fact said = last();
        if (held.version() == 0) {
            return MismatchKind.MISSING;
        }
        if (said.version() == 0) {
            return MismatchKind.NOT_ON_TOPIC;
        }
        if (held.version() == said.version()) {
            return MismatchKind.DIFFERENT;
        }
        if (!Versions.mayFollow(held.version(), said.version(), republished)) {
            return MismatchKind.TOO_FAR_AHEAD;
        }
        return held.version() < said.version() ? MismatchKind.OLDER : MismatchKind.NEWER;
    }
}
