package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.DeadLetters.DeadLetter;
import uk.gov.education.training.platform.messaging.SkipRequests.Skip;

/** Passes over records as operations asked for: they are dead letters from then on, and can be mended. */
@ApplicationScoped
class SkipRecords {

    private static final String REASON = "skipped";

    private final Transactions transactions;
    private final SkipRequests skipRequests;
    private final DeadLetters deadLetters;

    SkipRecords(Transactions transactions, SkipRequests skipRequests, DeadLetters deadLetters) {
        this.transactions = transactions;
        this.skipRequests = skipRequests;
        this.deadLetters = deadLetters;
    }

    /** Ends once it is known which records are to be skipped. */
    Uni<Void> known() {
        return skipRequests.known();
    }

    /** Whether one of these is to be skipped. */
    boolean isAskedFor(List<ConsumerRecord<String, byte[]>> records) {
        return skipRequests.isAskedFor(records);
    }

    /** Those of the records that are left. */
    List<ConsumerRecord<String, byte[]>> others(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(record -> skipRequests.of(record) == null)
                .toList();
    }

    /** Passes over those that are asked for. Where one can't even be stored, it is noted where it lies. */
    Uni<Void> skip(Topic<?, ?> topic, List<ConsumerRecord<String, byte[]>> records) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            Skip skip = skipRequests.of(record);
            if (skip != null) {
                all = all.chain(() -> skip(topic, letter(record), skip));
            }
        }
        return all.chain(skipRequests::lookNow);
    }

    private Uni<Void> skip(Topic<?, ?> topic, DeadLetter letter, Skip skip) {
        return transactions.inTransaction(tx -> park(tx, topic, letter, skip))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(() -> transactions.inTransaction(tx -> park(tx, topic, letter.withoutContent(), skip)));
    }

    private Uni<Void> park(SqlConnection tx, Topic<?, ?> topic, DeadLetter letter, Skip skip) {
        return deadLetters
                .park(tx, topic, List.of(letter))
                .chain(() -> deadLetters.skipped(tx, letter.record(), skip))
                .chain(() -> skipRequests.taken(tx, skip));
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(record, REASON, new InvalidRecord(REASON, "Operations asked to skip it here."));
    }
}
