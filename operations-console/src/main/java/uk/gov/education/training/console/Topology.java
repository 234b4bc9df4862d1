package uk.gov.education.training.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Topics;

/**
 * What flows between the services now.
 *
 * @param services in the order of the flow
 * @param lanes the topics, likewise
 */
record Topology(List<ServiceNode> services, List<TopicLane> lanes) {

    /** The services, from the school portal to the lead providers. */
    static final List<String> SERVICES =
            List.of("school-updates-service", "schedule-service", "funding-service", "provider-api-service");

    private static final List<TopicLane> EMPTY = List.of(
            lane(Topics.PARTICIPANT_CHANGES_NAME, 0),
            lane(Topics.PARTNERSHIPS_NAME, 0),
            lane(Topics.CONTRACT_PERIODS_NAME, 1),
            lane(Topics.SCHEDULE_ASSIGNMENTS_NAME, 1),
            lane(Topics.FUNDING_DECISIONS_NAME, 2),
            lane(Topics.STATEMENTS_NAME, 2),
            lane(Topics.TRAINING_CHANGES_NAME, 3),
            lane(Topics.DECLARATIONS_NAME, 3));

    private static final double LATE_SECONDS = 30;
    private static final double LATE_MILLIS = 5_000;

    /**
     * A service.
     *
     * @param live how many instances were heard lately
     * @param wrong whether an alert about it stands
     */
    record ServiceNode(
            String service,
            int live,
            boolean wrong,
            double published,
            @Nullable Long outbox,
            @Nullable Long deadLetters) {}

    record TopicLane(String topic, int owner, List<ReaderLink> arrows) {

        public String from() {
            return SERVICES.get(owner);
        }
    }

    /**
     * A topic on its way to one of its readers.
     *
     * @param reader the reader's place among the services
     * @param perSecond events that came, of late
     */
    record ReaderLink(
            int reader,
            double perSecond,
            @Nullable Backlog lag,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis) {

        public String to() {
            return SERVICES.get(reader);
        }

        public boolean isLate() {
            return (lag != null && lag.oldestSeconds() > LATE_SECONDS)
                    || (p99Millis != null && p99Millis > LATE_MILLIS);
        }
    }

    /**
     * An instance that is live.
     *
     * @param read events per second that it read of late, by topic
     * @param published events per second that it published
     */
    record InstanceRates(Activity activity, Map<String, Double> read, double published) {}

    /** @param wrong services about which an alert stands */
    static Topology of(List<InstanceRates> live, List<String> wrong) {
        List<ServiceNode> boxes = SERVICES.stream()
                .map(service -> box(service, instances(live, service), wrong.contains(service)))
                .toList();
        List<TopicLane> lanes = EMPTY.stream()
                .map(lane -> new TopicLane(lane.topic, lane.owner, arrows(live, lane.topic)))
                .toList();
        return new Topology(boxes, lanes);
    }

    private static TopicLane lane(String topic, int owner) {
        return new TopicLane(topic, owner, List.of());
    }

    private static List<InstanceRates> instances(List<InstanceRates> live, String service) {
        return live.stream()
                .filter(heard -> heard.activity.service().equals(service))
                .toList();
    }

    private static ServiceNode box(String service, List<InstanceRates> instances, boolean wrong) {
        // Each instance says these of the whole service.
        @Nullable Activity newest = instances.isEmpty() ? null : instances.getLast().activity;
        return new ServiceNode(
                service,
                instances.size(),
                wrong,
                instances.stream().mapToDouble(InstanceRates::published).sum(),
                newest == null || newest.outbox() == null
                        ? null
                        : newest.outbox().records(),
                newest == null ? null : newest.deadLettersWaiting());
    }

    private static List<ReaderLink> arrows(List<InstanceRates> live, String topic) {
        Map<Integer, ReaderLink> arrows = new TreeMap<>();
        for (InstanceRates heard : live) {
            int reader = SERVICES.indexOf(heard.activity.service());
            for (ConsumerPosition reading : heard.activity.consumerPositions()) {
                if (reader >= 0 && reading.topic().equals(topic)) {
                    arrows.merge(
                            reader,
                            new ReaderLink(
                                    reader,
                                    heard.read.getOrDefault(topic, 0.0),
                                    reading.lag(),
                                    reading.propagationP50Millis(),
                                    reading.propagationP99Millis()),
                            Topology::together);
                }
            }
        }
        return List.copyOf(arrows.values());
    }

    /** Several instances share the partitions of a topic: the lag is of all of them, the slowest tells the latency. */
    private static ReaderLink together(ReaderLink one, ReaderLink other) {
        return new ReaderLink(
                one.reader,
                one.perSecond + other.perSecond,
                other.lag == null ? one.lag : other.lag,
                larger(one.p50Millis, other.p50Millis),
                larger(one.p99Millis, other.p99Millis));
    }

    private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
