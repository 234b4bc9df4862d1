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

/** Tells what would become of dead letters if they came again now. */
@ApplicationScoped
class AssessReplay {

    /** Below what a topic takes of a record by default. */
    private static final long MOST_BYTES = 1_000_000;

    private final Pool pool;
    private final FactStore factStore;
    private final FactConsumer consumer;
    private final LatestByKey states;
    private final Map<String, TopicSubscription> readers;

    AssessReplay(
            Pool pool,
            FactStore factStore,
            FactConsumer consumer,
            LatestByKey states,
            @All List<TopicSubscription> readers) {
        this.pool = pool;
        this.factStore = factStore;
        this.consumer = consumer;
        this.states = states;
        this.readers = readers.stream()
                .collect(toMap(
                        topicSubscription -> topicSubscription.topic().name(), topicSubscription -> topicSubscription));
    }

    /**
     * A letter as it would be replayed.
     *
     * @param origin the offset at which its record stands among the key's; {@link ReplayRule#NO_ORIGIN} if it has
     *     another key now
     */
    record Candidate(StoredDeadLetter letter, long origin) {

        static Candidate of(StoredDeadLetter letter, RecordEdits recordEdits) {
            return new Candidate(
                    letter.with(recordEdits), recordEdits.key().isPresent() ? ReplayRule.NO_ORIGIN : letter.offset());
        }
    }

    /** How the letters' keys stand on their topics, by topic and key. */
    record ReplayAssessment(Map<String, Map<String, KeyState>> byTopic) {

        private KeyState of(StoredDeadLetter letter) {
            return byTopic.getOrDefault(letter.topic(), Map.of()).getOrDefault(letter.key(), KeyState.NOTHING);
        }
    }

    /** What the topics say about these letters' keys, as they are or as one is mended. */
    Uni<ReplayAssessment> said(List<DeadLetterView> letters, RecordEdits recordEdits) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (DeadLetterView letter : letters) {
            @Nullable String key = recordEdits.key().orElse(letter.key());
            TopicSubscription topicSubscription = readers.get(letter.topic());
            if (topicSubscription != null && topicSubscription.topic().key().fits(key)) {
                keys.computeIfAbsent(letter.topic(), topic -> new HashSet<>()).add(key);
            }
        }
        var context = Vertx.currentContext();
        Uni<ReplayAssessment> read = Uni.createFrom()
                .item(() -> {
                    Map<String, Map<String, KeyState>> byTopic = new HashMap<>();
                    keys.forEach((topic, wanted) -> byTopic.put(topic, states.of(readers.get(topic), wanted)));
                    return new ReplayAssessment(byTopic);
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure(KafkaException.class)
                .transform(away -> new ApiException(
                        503,
                        List.of(new Problem(
                                "service",
                                "The Kafka broker does not answer, and without it nobody can tell what is newer. Try"
                                        + " again in a moment."))));
        return context == null ? read : read.emitOn(work -> context.runOnContext(nothing -> work.run()));
    }

    /** What would become of a letter that waits. */
    Uni<ResolutionOutcome> judge(Candidate candidate, ReplayAssessment said) {
        return pool.withConnection(db -> verdict(db, candidate, said))
                .chain(verdict ->
                        verdict.is(ResolutionOutcome.WOULD_BE_APPLIED) ? rehearsed(candidate, verdict) : keep(verdict));
    }

    /** Keeps the consumer from moving the key of a letter that has been judged; before the letter itself is locked. */
    Uni<Void> lock(SqlConnection tx, Candidate candidate) {
        return factStore.lock(tx, List.of(candidate.letter().key()));
    }

    /** What would become of such a letter, by what is held once it is locked. */
    Uni<ResolutionOutcome> judgeAgain(SqlConnection tx, Candidate candidate, ReplayAssessment said) {
        return verdict(tx, candidate, said);
    }

    /** What is wrong with a letter's record as it stands; empty if it can be read. */
    List<String> errors(StoredDeadLetter letter) {
        TopicSubscription topicSubscription = readers.get(letter.topic());
        if (topicSubscription == null) {
            return List.of("This service reads no topic of this name.");
        }
        try {
            read(topicSubscription.topic(), letter);
            return List.of();
        } catch (InvalidRecord unreadable) {
            return List.of(unreadable.getMessage().split("; "));
        }
    }

    private Uni<ResolutionOutcome> verdict(SqlConnection db, Candidate candidate, ReplayAssessment said) {
        StoredDeadLetter letter = candidate.letter();
        TopicSubscription topicSubscription = readers.get(letter.topic());
        if (topicSubscription == null) {
            return keep(ResolutionOutcome.of(
                    letter.id(), ResolutionOutcome.UNREADABLE, "This service reads no topic of this name."));
        }
        @Nullable Message<?, ?> message;
        try {
            message = read(topicSubscription.topic(), letter);
        } catch (InvalidRecord unreadable) {
            return keep(ResolutionOutcome.of(
                    letter.id(), ResolutionOutcome.UNREADABLE, unreadable.reason() + ": " + unreadable.getMessage()));
        }
        if (letter.published().size() > MOST_BYTES) {
            return keep(ResolutionOutcome.of(
                    letter.id(), ResolutionOutcome.UNREADABLE, "It is larger than its topic takes."));
        }
        return factStore
                .load(db, List.of(letter.key()), topicSubscription.topic())
                .map(held -> {
                    long version = held.get(letter.key()).version(topicSubscription.topic());
                    return outcome(candidate, said.of(letter), message, version);
                });
    }

    /** The message, as every topicSubscription of the topic would read it; null if it ends its key. */
    private static <C, S> @Nullable Message<C, S> read(Topic<C, S> topic, StoredDeadLetter letter)
            throws InvalidRecord {
        if (letter.body() == null) {
            CloudEvents.requireKey(topic, letter.key());
            return null;
        }
        return CloudEvents.read(topic, letter.record());
    }

    private static ResolutionOutcome outcome(
            Candidate candidate, KeyState onTopic, @Nullable Message<?, ?> message, long heldVersion) {
        Optional<String> superseded = message == null
                ? ReplayRule.endSuperseded(candidate.origin(), onTopic, heldVersion)
                : ReplayRule.superseded(message.version(), candidate.origin(), onTopic, heldVersion);
        return new ResolutionOutcome(
                candidate.letter().id(),
                superseded.isPresent() ? ResolutionOutcome.SUPERSEDED : ResolutionOutcome.WOULD_BE_APPLIED,
                superseded.orElse(message == null ? "It ends its key." : "It is newer than what is held."),
                heldVersion == 0 ? null : heldVersion,
                message == null ? null : message.version());
    }

    /** Whether the rules, too, can do something with it: they try. */
    private Uni<ResolutionOutcome> rehearsed(Candidate candidate, ResolutionOutcome verdict) {
        StoredDeadLetter letter = candidate.letter();
        return consumer.dryRun(readers.get(letter.topic()), letter.record())
                .replaceWith(verdict)
                .onFailure(InvalidRecord.class)
                .recoverWithItem(impossible -> verdict.as(ResolutionOutcome.REFUSED, impossible.getMessage()))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithItem(refused -> verdict.as(
                        ResolutionOutcome.REFUSED,
                        "It can be read, but the service fails on it: " + RedactedErrors.inShort(refused)));
    }

    private static Uni<ResolutionOutcome> keep(ResolutionOutcome resolutionOutcome) {
        return Uni.createFrom().item(resolutionOutcome);
    }
}
