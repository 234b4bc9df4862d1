package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.SkipRequests.Skip;

/** Skips records as operations requested. A skipped record becomes a dead letter, which can be edited and replayed. */
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

    /** Completes once the requests are loaded. */
    Uni<Void> whenLoaded() {
        return skipRequests.whenLoaded();
    }

    /** Whether operations want to skip one of these. */
    boolean isRequestedFor(List<ConsumerRecord<String, byte[]>> records) {
        return skipRequests.isRequestedFor(records);
    }

    /** The records that are not to be skipped. */
    List<ConsumerRecord<String, byte[]>> others(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(record -> skipRequests.find(record) == null)
                .toList();
    }

    /** Parks the records to skip. If the database cannot store a record, only its position is stored. */
    Uni<Void> skip(Topic<?, ?> topic, List<ConsumerRecord<String, byte[]>> records) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            Skip skip = skipRequests.find(record);
            if (skip != null) {
                all = all.chain(() -> skip(topic, letter(record), skip));
            }
        }
        return all.chain(skipRequests::reload);
    }

    private Uni<Void> skip(Topic<?, ?> topic, DeadLetter letter, Skip skip) {
        return transactions
                .inTransaction(tx -> park(tx, topic, letter, skip))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(() -> transactions.inTransaction(tx -> park(tx, topic, letter.withoutContent(), skip)));
    }

    private Uni<Void> park(SqlConnection tx, Topic<?, ?> topic, DeadLetter letter, Skip skip) {
        return deadLetters
                .park(tx, topic, List.of(letter))
                .chain(() -> deadLetters.skipped(tx, letter.record(), skip))
                .chain(() -> skipRequests.markSkipped(tx, skip));
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                record, REASON, new InvalidRecord(REASON, "Operations asked this service to skip the record."));
    }
}
