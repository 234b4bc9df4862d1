package uk.gov.education.training.events.operations.mending;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Republished;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.events.delivery.CloudEvents;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.delivery.TopicLog.Offsets;
import uk.gov.education.training.events.delivery.UnreadableRecord;
import uk.gov.education.training.events.operations.mending.domain.Spoken;

/** What lies on a topic of this service's own, up to its end and on, whoever wrote it. Used by one thread at a time. */
final class OnTopic<C, S> {

    private final TopicLog.Reading log;
    private final Subscription<C, S> subscription;
    private final Course course;
    private final Map<String, Spoken> spoken = new HashMap<>();
    private Offsets upTo;

    OnTopic(TopicLog.Reading log, Subscription<C, S> subscription, Course course) {
        this.log = log;
        this.subscription = subscription;
        this.course = course;
        Set<TopicPartition> partitions = log.partitions(subscription.topic());
        this.upTo = log.beginnings(partitions);
    }

    Map<String, Spoken> spoken() {
        return spoken;
    }

    /** The keys of which a reader takes something. */
    Set<String> keys() {
        return spoken.entrySet().stream()
                .filter(one -> one.getValue().isThere())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Adds what is there by now. */
    void follow() {
        Offsets now = log.ends(upTo.byPartition().keySet());
        log.read(upTo, now, records -> {
            records.stream()
                    .filter(record -> subscription.topic().key().fits(record.key()))
                    .filter(record -> course.concerns(record.key()))
                    .forEach(this::add);
            course.passed(records.size());
        });
        upTo = now;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        spoken.compute(record.key(), (key, before) -> after(before == null ? Spoken.NOTHING : before, record));
    }

    private Spoken after(Spoken before, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return before.ended();
        }
        @Nullable Message<C, S> message = read(record);
        if (message == null) {
            return before.unreadable();
        }
        long version = message.version();
        boolean republished = message.change() instanceof Republished;
        if (version > Versions.MOST_AT_FIRST && !message.mayFollow(before.highest())) {
            // Whether a reader starts from nothing or from below, it is too far ahead.
            return before.unreadable();
        }
        String snapshot = Facts.json(subscription.keep().apply(message.snapshot()));
        return before.said(version, snapshot, TopicStates.fingerprint(snapshot), republished);
    }

    private @Nullable Message<C, S> read(ConsumerRecord<String, byte[]> record) {
        try {
            return CloudEvents.read(subscription.topic(), record);
        } catch (UnreadableRecord nobodyReadsIt) {
            return null;
        }
    }
}
