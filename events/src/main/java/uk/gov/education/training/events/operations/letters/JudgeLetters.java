package uk.gov.education.training.events.operations.letters;

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
import uk.gov.education.training.events.delivery.CloudEvents;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.UnreadableRecord;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.operations.letters.domain.Verdict;
import uk.gov.education.training.events.operations.mending.TopicStates;
import uk.gov.education.training.events.operations.mending.domain.KeyState;
import uk.gov.education.training.events.telemetry.Failures;

/** Tells what would become of dead letters if they came again now. */
@ApplicationScoped
class JudgeLetters {

    /** Below what a topic takes of a record by default. */
    private static final long MOST_BYTES = 1_000_000;

    private final Pool pool;
    private final Facts facts;
    private final FactConsumer consumer;
    private final TopicStates states;
    private final Map<String, Reader> readers;

    JudgeLetters(Pool pool, Facts facts, FactConsumer consumer, TopicStates states, @All List<Reader> readers) {
        this.pool = pool;
        this.facts = facts;
        this.consumer = consumer;
        this.states = states;
        this.readers = readers.stream().collect(toMap(reader -> reader.topic().name(), reader -> reader));
    }

    /**
     * A letter as it would be replayed.
     *
     * @param origin the offset at which its record stands among the key's; {@link Verdict#NO_ORIGIN} if it has another
     *     key now
     */
    record Candidate(StoredLetter letter, long origin) {

        static Candidate of(StoredLetter letter, Mending mending) {
            return new Candidate(letter.with(mending), mending.key().isPresent() ? Verdict.NO_ORIGIN : letter.offset());
        }
    }

    /** How the letters' keys stand on their topics, by topic and key. */
    record Said(Map<String, Map<String, KeyState>> byTopic) {

        private KeyState of(StoredLetter letter) {
            return byTopic.getOrDefault(letter.topic(), Map.of()).getOrDefault(letter.key(), KeyState.NOTHING);
        }
    }

    /** What the topics say about these letters' keys, as they are or as one is mended. */
    Uni<Said> said(List<LetterView> letters, Mending mending) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (LetterView letter : letters) {
            @Nullable String key = mending.key().orElse(letter.key());
            Reader reader = readers.get(letter.topic());
            if (reader != null && reader.topic().key().fits(key)) {
                keys.computeIfAbsent(letter.topic(), topic -> new HashSet<>()).add(key);
            }
        }
        var context = Vertx.currentContext();
        Uni<Said> read = Uni.createFrom()
                .item(() -> {
                    Map<String, Map<String, KeyState>> byTopic = new HashMap<>();
                    keys.forEach((topic, wanted) -> byTopic.put(topic, states.of(readers.get(topic), wanted)));
                    return new Said(byTopic);
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure(KafkaException.class)
                .transform(away -> new Refusal(
                        503,
                        List.of(new Problem(
                                "service",
                                "The Kafka broker does not answer, and without it nobody can tell what is newer. Try"
                                        + " again in a moment."))));
        return context == null ? read : read.emitOn(work -> context.runOnContext(nothing -> work.run()));
    }

    /** What would become of a letter that waits. */
    Uni<Outcome> judge(Candidate candidate, Said said) {
        return pool.withConnection(db -> verdict(db, candidate, said))
                .chain(verdict -> verdict.is(Outcome.WOULD_BE_APPLIED) ? rehearsed(candidate, verdict) : keep(verdict));
    }

    /** Keeps the consumer from moving the key of a letter that has been judged; before the letter itself is locked. */
    Uni<Void> lock(SqlConnection tx, Candidate candidate) {
        return facts.lock(tx, List.of(candidate.letter().key()));
    }

    /** What would become of such a letter, by what is held once it is locked. */
    Uni<Outcome> judgeAgain(SqlConnection tx, Candidate candidate, Said said) {
        return verdict(tx, candidate, said);
    }

    /** What is wrong with a letter's record as it stands; empty if it can be read. */
    List<String> errors(StoredLetter letter) {
        Reader reader = readers.get(letter.topic());
        if (reader == null) {
            return List.of("This service reads no topic of this name.");
        }
        try {
            read(reader.topic(), letter);
            return List.of();
        } catch (UnreadableRecord unreadable) {
            return List.of(unreadable.getMessage().split("; "));
        }
    }

    private Uni<Outcome> verdict(SqlConnection db, Candidate candidate, Said said) {
        StoredLetter letter = candidate.letter();
        Reader reader = readers.get(letter.topic());
        if (reader == null) {
            return keep(Outcome.of(letter.id(), Outcome.UNREADABLE, "This service reads no topic of this name."));
        }
        @Nullable Message<?, ?> message;
        try {
            message = read(reader.topic(), letter);
        } catch (UnreadableRecord unreadable) {
            return keep(
                    Outcome.of(letter.id(), Outcome.UNREADABLE, unreadable.reason() + ": " + unreadable.getMessage()));
        }
        if (letter.published().size() > MOST_BYTES) {
            return keep(Outcome.of(letter.id(), Outcome.UNREADABLE, "It is larger than its topic takes."));
        }
        return facts.load(db, List.of(letter.key()), reader.topic()).map(held -> {
            long version = held.get(letter.key()).version(reader.topic());
            return outcome(candidate, said.of(letter), message, version);
        });
    }

    /** The message, as every reader of the topic would read it; null if it ends its key. */
    private static <C, S> @Nullable Message<C, S> read(Topic<C, S> topic, StoredLetter letter) throws UnreadableRecord {
        if (letter.body() == null) {
            CloudEvents.requireKey(topic, letter.key());
            return null;
        }
        return CloudEvents.read(topic, letter.record());
    }

    private static Outcome outcome(
            Candidate candidate, KeyState onTopic, @Nullable Message<?, ?> message, long heldVersion) {
        Optional<String> superseded = message == null
                ? Verdict.endSuperseded(candidate.origin(), onTopic, heldVersion)
                : Verdict.superseded(message.version(), candidate.origin(), onTopic, heldVersion);
        return new Outcome(
                candidate.letter().id(),
                superseded.isPresent() ? Outcome.SUPERSEDED : Outcome.WOULD_BE_APPLIED,
                superseded.orElse(message == null ? "It ends its key." : "It is newer than what is held."),
                heldVersion == 0 ? null : heldVersion,
                message == null ? null : message.version());
    }

    /** Whether the rules, too, can do something with it: they try. */
    private Uni<Outcome> rehearsed(Candidate candidate, Outcome verdict) {
        StoredLetter letter = candidate.letter();
        return consumer.rehearse(readers.get(letter.topic()), letter.record())
                .replaceWith(verdict)
                .onFailure(UnreadableRecord.class)
                .recoverWithItem(impossible -> verdict.as(Outcome.REFUSED, impossible.getMessage()))
                .onFailure(failure -> !Faults.isOutage(failure))
                .recoverWithItem(refused -> verdict.as(
                        Outcome.REFUSED, "It can be read, but the service fails on it: " + Failures.inShort(refused)));
    }

    private static Uni<Outcome> keep(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
