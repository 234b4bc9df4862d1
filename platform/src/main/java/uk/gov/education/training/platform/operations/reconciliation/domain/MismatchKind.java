package uk.gov.education.training.platform.operations.reconciliation.domain;

import java.util.Locale;

/** The kinds of mismatch between stored facts and their topic. */
public enum MismatchKind {
    /** The topic has the key, the service has not stored it. */
    MISSING,
    /** The stored version is older than the one at the service's committed offset. */
    OLDER,
    /** The stored version is not on the topic, nor in the outbox. */
    NEWER,
    /** The version is the same, but the content differs. */
    DIFFERENT,
    /** The topic has never had the key, or a tombstone deleted it. */
    NOT_ON_TOPIC,
    /** The topic has an implausibly high version: another producer must have written it. */
    TOO_FAR_AHEAD,
    /** The topic, which this service owns, has a newer version than the service published. */
    NOT_FROM_OWNER,
    /** The service derives other data from the facts than it has stored. */
    DERIVED,
    /** The service's rules fail on the facts. */
    UNDECIDABLE;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
