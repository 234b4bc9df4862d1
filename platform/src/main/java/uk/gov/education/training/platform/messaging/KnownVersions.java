package uk.gov.education.training.platform.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Versions;

/**
 * The last known version of each key, while a batch is read. The next record must have a version that the key's owner
 * can have published after it.
 */
final class KnownVersions {

    /** The reason of a record whose version is above the highest one, or too far ahead. */
    static final String VERSION = "version";

    /** The reason of a record on a topic of this service that this service did not publish. */
    static final String NOT_FROM_OWNER = "not-from-owner";

    private static final Known NOTHING = new Known(0, false);

    private final Map<String, Known> known;
    private final boolean readBefore;

    /**
     * @param version the stored one, 0 for none
     * @param decided whether this service owns the topic and has published it itself since its database was created
     */
    record Known(long version, boolean decided) {}

    /** @param readBefore whether this service owns the topic and has read all that it had published */
    KnownVersions(Map<String, Known> stored, boolean readBefore) {
        this.known = new HashMap<>(stored);
        this.readBefore = readBefore;
    }

    /** For a batch in which no version is so far ahead that it matters. */
    static KnownVersions none() {
        return new KnownVersions(Map.of(), false);
    }

    /** @throws InvalidRecord if the key's owner cannot have published this next */
    void accept(ConsumerRecord<String, byte[]> record, Message<?, ?> message) throws InvalidRecord {
        Known before = known.getOrDefault(record.key(), NOTHING);
        if (message.version() <= before.version()) {
            return;
        }
        if (before.decided()) {
            throw notFromOwner(
                    "Version " + message.version() + " was not published by this service, the topic's owner, which"
                            + " has version " + before.version() + ".");
        }
        boolean isNew = readBefore && before.version() == 0;
        if (!message.mayFollow(before.version()) || (isNew && message.version() > Versions.LARGEST_STEP)) {
            throw new InvalidRecord(
                    VERSION,
                    "Version " + message.version() + " cannot follow "
                            + (before.version() == 0 ? "nothing" : "version " + before.version())
                            + ": it is further ahead than the owner counts.");
        }
        known.put(record.key(), new Known(message.version(), false));
    }

    /** @throws InvalidRecord if the key's owner did not publish this tombstone */
    void acceptTombstone(ConsumerRecord<String, byte[]> record) throws InvalidRecord {
        Known before = known.getOrDefault(record.key(), NOTHING);
        if (before.decided()) {
            throw notFromOwner("The tombstone was not published by this service, the topic's owner, which has version "
                    + before.version() + ".");
        }
        known.put(record.key(), NOTHING);
    }

    private static InvalidRecord notFromOwner(String found) {
        return new InvalidRecord(NOT_FROM_OWNER, found + " Republish the key from its owner.");
    }
}
