package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.ReportTopic;
import uk.gov.education.training.events.Topic;

/** A topic of reports that this service answers. */
public interface ReportSubscription {

    ReportTopic<?, ?> topic();

    /** The topics that must be read first, because decisions from half of the facts would be wrong. */
    List<Topic<?, ?>> prerequisites();

    /** Answers a report in a transaction, once, however often its record is delivered. */
    Uni<Answered> answer(ConsumerRecord<String, byte[]> record);

    /** Answers a report that can't be decided, so that the next one is not held up. */
    Uni<Answered> giveUp(ConsumerRecord<String, byte[]> record, Throwable failure);

    /** Whether a failure to answer passes by itself, besides outages of database and broker. */
    boolean isTransient(Throwable failure);

    /** What became of a record. */
    enum Answered {
        ANSWERED,
        /** It was answered before. */
        IGNORED,
        DEAD_LETTERED
    }
}
