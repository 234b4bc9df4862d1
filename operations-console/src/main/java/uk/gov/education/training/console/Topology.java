package uk.gov.education.training.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Topics;

/**
 * The current flow between the services.
 *
 * @param services in the order of the flow
 * @param lanes the topics, in the same order
 */
record Topology(List<ServiceNode> services, List<TopicLane> lanes) {

    /** The services, from the school portal to the lead providers. */
    static final List<String> SERVICES =
            List.of("school-updates-service", "schedule-service", "funding-service", "provider-api-service");

    private static final List<TopicLane> EMPTY = List.of(
            lane(Topics.PARTICIPANT_CHANGES_NAME, 0),
            lane(Topics.PARTNERSHIPS_NAME, 0),
            lane(Topics.SCHOOLS_NAME, 0),
            lane(Topics.LEAD_PROVIDERS_NAME, 0),
            lane(Topics.DELIVERY_PARTNERS_NAME, 0),
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
     * @param live the number of live instances
     * @param wrong whether it has an alert
     */
    record ServiceNode(
            String service,
            int live,
            boolean wrong,
            double published,
            @Nullable Long outbox,
            @Nullable Long deadLetters) {}

    record TopicLane(String topic, int owner, List<ReaderLink> readers) {

        public String from() {
            return SERVICES.get(owner);
        }
    }

    /**
     * The flow of a topic to one of its readers.
     *
     * @param reader the index of the reader in {@link #SERVICES}
     * @param perSecond recently read events per second
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
     * A live instance with its recent rates.
     *
     * @param read events read per second, by topic
     * @param published events published per second
     */
    record InstanceRates(Activity activity, Map<String, Double> read, double published) {}

    /** @param wrong the services with an alert */
    static Topology of(List<InstanceRates> live, List<String> wrong) {
        List<ServiceNode> nodes = SERVICES.stream()
                .map(service -> node(service, instances(live, service), wrong.contains(service)))
                .toList();
        List<TopicLane> lanes = EMPTY.stream()
                .map(lane -> new TopicLane(lane.topic, lane.owner, readers(live, lane.topic)))
                .toList();
        return new Topology(nodes, lanes);
    }

    private static TopicLane lane(String topic, int owner) {
        return new TopicLane(topic, owner, List.of());
    }

    private static List<InstanceRates> instances(List<InstanceRates> live, String service) {
        return live.stream()
                .filter(instance -> instance.activity.service().equals(service))
                .toList();
    }

    private static ServiceNode node(String service, List<InstanceRates> instances, boolean wrong) {
        // Every instance reports these for the whole service.
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

    private static List<ReaderLink> readers(List<InstanceRates> live, String topic) {
        Map<Integer, ReaderLink> readers = new TreeMap<>();
        for (InstanceRates instance : live) {
            int reader = SERVICES.indexOf(instance.activity.service());
            for (ConsumerPosition position : instance.activity.consumerPositions()) {
                if (reader >= 0 && position.topic().equals(topic)) {
                    readers.merge(
                            reader,
                            new ReaderLink(
                                    reader,
                                    instance.read.getOrDefault(topic, 0.0),
                                    position.lag(),
                                    position.propagationP50Millis(),
                                    position.propagationP99Millis()),
                            Topology::combined);
                }
            }
        }
        return List.copyOf(readers.values());
    }

    /**
     * Instances share the partitions of a topic. Each reports the lag of all of them; the latency is that of the
     * slowest.
     */
    private static ReaderLink combined(ReaderLink one, ReaderLink other) {
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
