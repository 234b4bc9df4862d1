package uk.gov.education.training.platform.operations.reconciliation.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Versions;

/**
 * The versions of one key on its topic, from the service's committed offset on. The service may have stored any of
 * them, since it keeps reading. Anything else that it has stored is a mismatch.
 */
public final class KeyHistory {

    /** Stands for a version that no consumer accepts, whatever it has stored. */
    public static final long NEVER_ACCEPTED = Long.MAX_VALUE;

    private static final Fact NONE = new Fact(0, null);

    private final List<Fact> versions = new ArrayList<>(List.of(NONE));
    private boolean republished;
    private long implausible;

    /**
     * A snapshot as it is stored.
     *
     * @param version 0 for none
     * @param snapshot null for none
     */
    public record Fact(long version, @Nullable String snapshot) {}

    /**
     * Adds the next version.
     *
     * @param read whether it lies before the service's committed offset
     */
    public void changed(Fact fact, boolean read) {
        add(fact, false, read);
    }

    /** Adds a version that the owner republished. */
    public void republished(Fact fact, boolean read) {
        add(fact, true, read);
    }

    private void add(Fact fact, boolean byRepublication, boolean read) {
        if (implausible == NEVER_ACCEPTED || fact.version() > implausible) {
            implausible = 0;
        }
        if (fact.version() > last().version()) {
            republished = byRepublication;
            append(fact, read);
        }
    }

    /**
     * Adds a version that is too far ahead for consumers that have read the versions before it.
     *
     * @param version a version that a consumer without stored facts may still accept; {@link #NEVER_ACCEPTED} otherwise
     */
    public void implausible(long version) {
        implausible = Math.max(implausible, version);
    }

    public void deleted(boolean read) {
        implausible = 0;
        republished = false;
        append(NONE, read);
    }

    private void append(Fact fact, boolean read) {
        if (read) {
            versions.clear();
        }
        versions.add(fact);
    }

    /** The latest version. */
    public Fact last() {
        return versions.getLast();
    }

    /** The mismatch of a stored fact; empty if the service can have read it. */
    public Optional<MismatchKind> mismatch(Fact stored) {
        if (versions.contains(stored)) {
            return implausible == 0 ? Optional.empty() : Optional.of(MismatchKind.TOO_FAR_AHEAD);
        }
        return Optional.of(kind(stored));
    }

    private MismatchKind kind(Fact stored) {
        Fact latest = last();
        if (stored.version() == 0) {
            return MismatchKind.MISSING;
        }
        if (latest.version() == 0) {
            return MismatchKind.NOT_ON_TOPIC;
        }
        if (stored.version() == latest.version()) {
            return MismatchKind.DIFFERENT;
        }
        if (!Versions.mayFollow(stored.version(), latest.version(), republished)) {
            return MismatchKind.TOO_FAR_AHEAD;
        }
        return stored.version() < latest.version() ? MismatchKind.OLDER : MismatchKind.NEWER;
    }
}
