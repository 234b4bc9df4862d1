package uk.gov.education.training.platform.operations.reconciliation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/** Finds and describes the mismatches between stored facts and the histories of their keys. */
final class MismatchReport {

    private static final KeyHistory.Fact NONE = new KeyHistory.Fact(0, null);
    private static final String IF_TOPIC_IS_WRONG = " If the topic is wrong, republish the key from here, its owner.";

    private MismatchReport() {}

    /**
     * The kinds of mismatch, by key.
     *
     * @param explained keys that may differ
     * @param own whether this service owns the topic
     */
    static Map<String, MismatchKind> kinds(
            KeyFollower follower,
            List<String> keys,
            Map<String, FactsOfKey.StoredSnapshot> stored,
            Set<String> explained,
            boolean own) {
        Map<String, MismatchKind> kinds = new LinkedHashMap<>();
        for (String key : keys) {
            if (!explained.contains(key)) {
                follower.history(key)
                        .mismatch(fact(follower.subscription(), stored.get(key)))
                        .map(kind -> own && kind == MismatchKind.OLDER ? MismatchKind.NOT_FROM_OWNER : kind)
                        .ifPresent(kind -> kinds.put(key, kind));
            }
        }
        return kinds;
    }

    private static KeyHistory.Fact fact(TopicSubscription subscription, FactsOfKey.@Nullable StoredSnapshot stored) {
        if (stored == null) {
            return NONE;
        }
        FactsOfKey.StoredSnapshot read = LatestByKey.asRead(subscription.projection(), stored);
        return new KeyHistory.Fact(read.version(), read.snapshot());
    }

    static Mismatch of(
            KeyFollower follower,
            String key,
            MismatchKind kind,
            FactsOfKey.@Nullable StoredSnapshot stored,
            boolean own) {
        long onTopic = follower.history(key).last().version();
        return new Mismatch(
                follower.topic().name(),
                key,
                kind.text(),
                stored == null ? null : stored.version(),
                onTopic == 0 ? null : onTopic,
                detail(kind, stored == null ? 0 : stored.version(), onTopic, own),
                null);
    }

    private static String detail(MismatchKind kind, long stored, long onTopic, boolean own) {
        String both = "Version " + stored + " is stored; the topic has version " + onTopic + ".";
        String ownersHint = own ? IF_TOPIC_IS_WRONG : "";
        return switch (kind) {
            case MISSING -> "Nothing is stored; the topic has version " + onTopic + "." + ownersHint;
            case OLDER, NEWER -> both + ownersHint;
            case DIFFERENT -> "Version " + stored + " is stored, but its content differs from the topic." + ownersHint;
            case TOO_FAR_AHEAD ->
                "Version " + stored
                        + " is stored; the topic has an implausibly high version, which a new consumer would"
                        + " accept. Republish the key from its owner.";
            case NOT_FROM_OWNER ->
                both + " This service owns the topic and did not publish that version. Republish the key from here."
                        + " If this database is older than the topic, as after restoring a backup, rebuild the key"
                        + " instead.";
            case NOT_ON_TOPIC ->
                own
                        ? "Version " + stored + " is stored; the topic, which this service owns, does not have the key."
                                + " Republish the key from here."
                        : "Version " + stored + " is stored; the topic does not have the key.";
            case DERIVED, UNDECIDABLE -> throw new IllegalArgumentException(kind.text());
        };
    }
}
