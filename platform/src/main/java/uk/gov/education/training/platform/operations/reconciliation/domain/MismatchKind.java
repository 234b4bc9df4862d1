package uk.gov.education.training.platform.operations.reconciliation.domain;

import java.util.Locale;

/** How what a service holds can differ from what its topics say. */
public enum MismatchKind {
    /** The topic has the key, the service doesn't. */
    MISSING,
    /** The service holds a version that the topic has passed, and that the service has passed in reading. */
    OLDER,
    /** The service holds a version that the topic does not have yet, and that waits nowhere to be published. */
    NEWER,
    /** The same version, with another content. */
    DIFFERENT,
    /** The topic has never heard of the key, or has ended it. */
    NOT_ON_TOPIC,
    /** The topic has a version that is further ahead than the owner counts: somebody else has written there. */
    TOO_FAR_AHEAD,
    /** The topic, which this service owns, has a newer version than the service has ever said. */
    NOT_FROM_OWNER,
    /** What follows from the facts is not what follows from them when it is derived again. */
    DERIVED,
    /** The rules fail on the facts. */
    UNDECIDABLE;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
