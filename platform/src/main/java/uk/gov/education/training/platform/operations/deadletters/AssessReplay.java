package uk.gov.education.training.platform.operations.deadletters;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.deadletters.domain.ReplayRule;
import uk.gov.education.training.platform.operations.reconciliation.LatestByKey;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Assesses whether a replayed dead letter would be applied. */
@ApplicationScoped
class AssessReplay {

    /** A little less than the default maximum size of a record. */
    private static final long MAX_BYTES = 1_000_000;

    private final Pool pool;
    private final FactStore factStore;
    private final FactConsumer consumer;
    private final LatestByKey latestByKey;
    private final Map<String, TopicSubscription> readers;

    AssessReplay(
            Pool pool,
            FactStore factStore,
            FactConsumer consumer,
            LatestByKey latestByKey,
            @All List<TopicSubscription> readers) {
        this.pool = pool;
        this.factStore = factStore;
        this.consumer = consumer;
        this.latestByKey = latestByKey;
        this.readers = readers.stream()
                .collect(toMap(
                        topicSubscription -> topicSubscription.topic().name(), topicSubscription -> topicSubscription));
    }

    /**
     * A dead letter as it would be replayed.
     *
     * @param origin the offset of its record; {@link ReplayRule#NO_ORIGIN} if its key was edited
     */
    record Candidate(StoredDeadLetter deadLetter, long origin) {

        static Candidate of(StoredDeadLetter deadLetter, RecordEdits recordEdits) {
            return new Candidate(
                    deadLetter.with(recordEdits),
                    recordEdits.key().isPresent() ? ReplayRule.NO_ORIGIN : deadLetter.offset());
        }
    }

    /** The latest versions of keys on their topics, by topic and key. */
    record TopicStates(Map<String, Map<String, KeyState>> byTopic) {

        private KeyState of(StoredDeadLetter deadLetter) {
            return byTopic.getOrDefault(deadLetter.topic(), Map.of()).getOrDefault(deadLetter.key(), KeyState.NONE);
        }
    }

    /** Reads the latest versions of these dead letters' keys, before or after an edit. */
    Uni<TopicStates> topicStates(List<DeadLetterView> deadLetters, RecordEdits recordEdits) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (DeadLetterView deadLetter : deadLetters) {
            @Nullable String key = recordEdits.key().orElse(deadLetter.key());
            TopicSubscription topicSubscription = readers.get(deadLetter.topic());
            if (topicSubscription != null && topicSubscription.topic().key().fits(key)) {
                keys.computeIfAbsent(deadLetter.topic(), topic -> new HashSet<>())
                        .add(key);
            }
        }
        var context = Vertx.currentContext();
        Uni<TopicStates> read = Uni.createFrom()
                .item(() -> {
                    Map<String, Map<String, KeyState>> byTopic = new HashMap<>();
                    keys.forEach((topic, wanted) -> byTopic.put(topic, latestByKey.read(readers.get(topic), wanted)));
                    return new TopicStates(byTopic);
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure(KafkaException.class)
                .transform(unavailable -> new ApiException(
                        503,
                        List.of(new Problem(
                                "service",
                                "Kafka does not answer, so the service can't check whether its topics have newer records."
                                        + " Try again in a moment."))));
        return context == null ? read : read.emitOn(work -> context.runOnContext(nothing -> work.run()));
    }

    /** Assesses a dead letter with a dry run of the service's rules. */
    Uni<ResolutionOutcome> assess(Candidate candidate, TopicStates topicStates) {
        return pool.withConnection(db -> outcome(db, candidate, topicStates))
                .chain(outcome -> outcome.is(ResolutionOutcome.WOULD_BE_APPLIED)
                        ? dryRun(candidate, outcome)
                        : Uni.createFrom().item(outcome));
    }

    /** Locks the key against the consumer. Call this before the dead letter itself is locked. */
    Uni<Void> lock(SqlConnection tx, Candidate candidate) {
        return factStore.lock(tx, List.of(candidate.deadLetter().key()));
    }

    /** Assesses a dead letter again while its key is locked, without a dry run. */
    Uni<ResolutionOutcome> assessLocked(SqlConnection tx, Candidate candidate, TopicStates topicStates) {
        return outcome(tx, candidate, topicStates);
    }

    /** The errors of a dead letter's record; empty if it can be read. */
    List<String> errors(StoredDeadLetter deadLetter) {
        TopicSubscription topicSubscription = readers.get(deadLetter.topic());
        if (topicSubscription == null) {
            return List.of(notReplayed(deadLetter.topic()));
        }
        try {
            read(topicSubscription.topic(), deadLetter);
            return List.of();
        } catch (InvalidRecord unreadable) {
            return List.of(unreadable.getMessage().split("; "));
        }
    }

    private static String notReplayed(String topic) {
        return topic.equals(Topics.SCHOOL_REPORTS_NAME)
                ? "Its publisher knows that this report is refused, and sends a new one. Discard it."
                : "This service reads no topic with this name.";
    }

    private Uni<ResolutionOutcome> outcome(SqlConnection db, Candidate candidate, TopicStates topicStates) {
        StoredDeadLetter deadLetter = candidate.deadLetter();
        TopicSubscription topicSubscription = readers.get(deadLetter.topic());
        if (topicSubscription == null) {
            return Uni.createFrom()
                    .item(ResolutionOutcome.of(
                            deadLetter.id(), ResolutionOutcome.UNREADABLE, notReplayed(deadLetter.topic())));
        }
        @Nullable Message<?, ?> message;
        try {
            message = read(topicSubscription.topic(), deadLetter);
        } catch (InvalidRecord unreadable) {
            return Uni.createFrom()
                    .item(ResolutionOutcome.of(
                            deadLetter.id(),
                            ResolutionOutcome.UNREADABLE,
                            unreadable.reason() + ": " + unreadable.getMessage()));
        }
        if (deadLetter.replay().size() > MAX_BYTES) {
            return Uni.createFrom()
                    .item(ResolutionOutcome.of(
                            deadLetter.id(), ResolutionOutcome.UNREADABLE, "The record is too large for its topic."));
        }
        return factStore
                .load(db, List.of(deadLetter.key()), topicSubscription.topic())
                .map(facts -> {
                    long version = facts.get(deadLetter.key()).version(topicSubscription.topic());
                    return outcome(candidate, topicStates.of(deadLetter), message, version);
                });
    }

    /** Reads the record as every consumer of the topic would; null for a tombstone. */
    private static <C, S> @Nullable Message<C, S> read(Topic<C, S> topic, StoredDeadLetter deadLetter)
            throws InvalidRecord {
        if (deadLetter.body() == null) {
            CloudEvents.requireKey(topic, deadLetter.key());
            return null;
        }
        return CloudEvents.read(topic, deadLetter.record());
    }

    private static ResolutionOutcome outcome(
            Candidate candidate, KeyState onTopic, @Nullable Message<?, ?> message, long storedVersion) {
        Optional<String> superseded = message == null
                ? ReplayRule.tombstoneSuperseded(candidate.origin(), onTopic, storedVersion)
                : ReplayRule.superseded(message.version(), candidate.origin(), onTopic, storedVersion);
        return new ResolutionOutcome(
                candidate.deadLetter().id(),
                superseded.isPresent() ? ResolutionOutcome.SUPERSEDED : ResolutionOutcome.WOULD_BE_APPLIED,
                superseded.orElse(
                        message == null
                                ? "It is a tombstone and deletes its key."
                                : "It is newer than the stored version."),
                storedVersion == 0 ? null : storedVersion,
                message == null ? null : message.version());
    }

    /** Applies the record in a dry run, to see whether the service's rules accept it. */
    private Uni<ResolutionOutcome> dryRun(Candidate candidate, ResolutionOutcome outcome) {
        StoredDeadLetter deadLetter = candidate.deadLetter();
        return consumer.dryRun(readers.get(deadLetter.topic()), deadLetter.record())
                .replaceWith(outcome)
                .onFailure(InvalidRecord.class)
                .recoverWithItem(invalid -> outcome.as(ResolutionOutcome.REFUSED, invalid.getMessage()))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithItem(refused -> outcome.as(
                        ResolutionOutcome.REFUSED,
                        "The record is readable, but the service fails to apply it: "
                                + RedactedErrors.inShort(refused)));
    }
}
