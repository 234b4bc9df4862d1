package uk.gov.education.training.providerapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.facts.LoadReferenceData;
import uk.gov.education.training.providerapi.timeline.Timeline;
import uk.gov.education.training.providerapi.timeline.Timeline.TimelineRecord;

/**
 * Reads the timeline of one participant. Reads the topics each time, and of them only the partitions that can have this
 * participant's events. The database provides only reference data.
 */
@ApplicationScoped
public class ReadTimeline {

    private static final Logger LOG = Logger.getLogger(ReadTimeline.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_EVENTS = 2_000;

    private final TopicLog topics;
    private final Pool pool;
    private final LoadReferenceData loadReferenceData;

    ReadTimeline(TopicLog topics, Pool pool, LoadReferenceData loadReferenceData) {
        this.topics = topics;
        this.pool = pool;
        this.loadReferenceData = loadReferenceData;
    }

    /**
     * A timeline with the names of the lead providers in it.
     *
     * @param leadProviders by id, as far as this service knows them
     */
    public record NamedTimeline(Timeline timeline, Map<UUID, String> leadProviders) {}

    private record Read(List<TimelineRecord> found, boolean whole) {}

    /**
     * Reads the timeline.
     *
     * @throws ApiException if the topics can't be read now
     */
    public Uni<NamedTimeline> read(UUID participant) {
        return Uni.createFrom()
                .item(() -> readTopics(participant.toString()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(read -> referenceData(read.found())
                        .map(known -> new NamedTimeline(
                                Timeline.of(
                                        participant,
                                        read.found(),
                                        read.whole(),
                                        facts -> facts.withReferenceData(known)),
                                known.leadProviderNames())));
    }

    private Read readTopics(String key) {
        List<TimelineRecord> found = new ArrayList<>();
        Instant end = Instant.now().plus(TIMEOUT);
        try (TopicLog.Reading reading = topics.open()) {
            Map<String, Topic<?, ?>> byName = Timeline.TOPICS.stream().collect(toMap(Topic::name, topic -> topic));
            Set<TopicPartition> places = new HashSet<>();
            byName.values().forEach(topic -> places.addAll(reading.partitions(topic, List.of(key))));
            reading.read(reading.beginnings(places), reading.ends(places), records -> {
                records.stream()
                        .filter(record -> key.equals(record.key()))
                        .forEach(record -> found.add(found(byName.get(record.topic()), record)));
                if (found.size() > MAX_EVENTS || Instant.now().isAfter(end)) {
                    throw new LimitReached();
                }
            });
            return new Read(found, true);
        } catch (LimitReached enough) {
            return new Read(found, false);
        } catch (KafkaException failure) {
            LOG.warnf("Reading a timeline failed, answering 503: %s", RedactedErrors.inShort(failure));
            throw new ApiException(503, List.of(new Problem("kafka", "Kafka does not answer. Try again in a moment.")));
        }
    }

    private static <C, S> TimelineRecord found(Topic<C, S> topic, ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header ->
                        headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8)));
        // A replayed record names the time of its first publication, but its time on the topic counts.
        Instant published = CloudEvents.time(record).orElseGet(() -> CloudEvents.writtenAt(record));
        if (record.value() == null) {
            return new TimelineRecord(topic, published, record.offset(), headers, null, null);
        }
        try {
            return new TimelineRecord(
                    topic, published, record.offset(), headers, CloudEvents.read(topic, record), null);
        } catch (InvalidRecord unreadable) {
            return new TimelineRecord(
                    topic,
                    published,
                    record.offset(),
                    headers,
                    null,
                    unreadable.reason() + ": " + unreadable.getMessage());
        }
    }

    /** Finds the reference data. If the database is unavailable, only these are missing. */
    private Uni<ReferenceData> referenceData(List<TimelineRecord> found) {
        Optional<ParticipantFacts> facts = Timeline.facts(found);
        if (facts.isEmpty()) {
            return Uni.createFrom().item(ReferenceData.NONE);
        }
        return pool.withConnection(db -> loadReferenceData.load(db, List.of(facts.get())))
                .map(LoadReferenceData.Loaded::referenceData)
                .ifNoItem()
                .after(Duration.ofSeconds(3))
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Database unavailable, answering a timeline without names and uplifts: %s",
                        RedactedErrors.inShort(failure)))
                .onFailure()
                .recoverWithItem(ReferenceData.NONE);
    }

    /** Stops reading once the limit of events or time is reached. */
    private static final class LimitReached extends RuntimeException {

        LimitReached() {
            super(null, null, false, false);
        }
    }
}
