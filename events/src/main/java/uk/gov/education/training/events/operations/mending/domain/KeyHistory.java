package uk.gov.education.training.events.operations.mending.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a topic has said about one key: what it said where the service was when it was looked at, and since. The service
 * may hold any of that, as it is reading on. What it holds else is wrong.
 */
public final class KeyHistory {

    private static final Fact NOTHING = new Fact(0, null);

    private final List<Fact> possible = new ArrayList<>(List.of(NOTHING));

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
        if (fact.version() > last().version()) {
            add(fact, read);
        }
    }

    public void ended(boolean read) {
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
    public Optional<Kind> differs(Fact held) {
        return possible.contains(held) ? Optional.empty() : Optional.of(kind(held));
    }

    private Kind kind(Fact held) {
        Fact said = last();
        if (held.version() == 0) {
            return Kind.MISSING;
        }
        if (said.version() == 0) {
            return Kind.NOT_ON_TOPIC;
        }
        if (held.version() == said.version()) {
            return Kind.DIFFERENT;
        }
        return held.version() < said.version() ? Kind.OLDER : Kind.NEWER;
    }
}
