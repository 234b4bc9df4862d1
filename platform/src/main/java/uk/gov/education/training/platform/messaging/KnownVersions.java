package uk.gov.education.training.platform.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Versions;

/**
 * Which version of each key is known, before a batch and on through it: what comes must be something that the key's
 * owner can have said after it.
 */
final class KnownVersions {

    /** The reason of a record whose version is above all versions, or too far ahead. */
    static final String VERSION = "version";

    /** The reason of a record on a topic whose owner, this service, has not said it. */
    static final String NOT_FROM_OWNER = "not-from-owner";

    private static final Known NOTHING = new Known(0, false);

    private final Map<String, Known> known;
    private final boolean readBefore;

    /**
     * @param version that is held, 0 for none
     * @param decided whether this service, the topic's owner, has said it itself since its database was made
     */
    record Known(long version, boolean decided) {}

    /** @param readBefore whether this service is the topic's owner, and has read all that it had said */
    KnownVersions(Map<String, Known> held, boolean readBefore) {
        this.known = new HashMap<>(held);
        this.readBefore = readBefore;
    }

    /** Of records among which none is so far ahead that it matters. */
    static KnownVersions none() {
        return new KnownVersions(Map.of(), false);
    }

    /** @throws InvalidRecord if the key's owner can't have said this */
    void said(ConsumerRecord<String, byte[]> record, Message<?, ?> message) throws InvalidRecord {
        Known before = known.getOrDefault(record.key(), NOTHING);
        if (message.version() <= before.version()) {
            return;
        }
        if (before.decided()) {
            throw notFromOwner(
                    "Version " + message.version() + " was not said by this service, the topic's owner, which"
                            + " holds version " + before.version() + ".");
        }
        boolean isNew = readBefore && before.version() == 0;
        if (!message.mayFollow(before.version()) || (isNew && message.version() > Versions.LARGEST_STEP)) {
            throw new InvalidRecord(
                    VERSION,
                    "Version " + message.version() + " can't follow "
                            + (before.version() == 0 ? "nothing" : "version " + before.version())
                            + ": it is further ahead than the owner counts.");
        }
        known.put(record.key(), new Known(message.version(), false));
    }

    /** @throws InvalidRecord if the key's owner can't have ended it */
    void ended(ConsumerRecord<String, byte[]> record) throws InvalidRecord {
        Known before = known.getOrDefault(record.key(), NOTHING);
        if (before.decided()) {
            throw notFromOwner("The key was not ended by this service, the topic's owner, which holds version "
                    + before.version() + ".");
        }
        known.put(record.key(), NOTHING);
    }

    private static InvalidRecord notFromOwner(String found) {
        return new InvalidRecord(NOT_FROM_OWNER, found + " Publish the key again from the owner.");
    }
}
