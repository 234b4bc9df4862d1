package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;
import static uk.gov.education.training.providerapi.ReferenceTopics.moved;
import static uk.gov.education.training.providerapi.ReferenceTopics.participant;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.schoolLed;
import static uk.gov.education.training.providerapi.ReferenceTopics.takenOver;
import static uk.gov.education.training.providerapi.ReferenceTopics.trained;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Whatever the order in which the facts about schools arrive, also old versions and duplicates, lead providers see the
 * same in the end.
 */
@ServiceIT
class ReferenceOrderIT {

    private static final int ORDERS = 12;

    @Inject
    Pool pool;

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);

    @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.group.id")
    String consumerGroup;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /**
     * A version of a record.
     *
     * @param removed whether its owner removes the record
     */
    private record Event(Record snapshot, long version, boolean removed) {

        String topic() {
            return ReferenceTopics.topic(snapshot).name();
        }

        String key() {
            return ReferenceTopics.key(snapshot);
        }
    }

    /** The same history each time, about other records. */
    private static final class History {

        private final UUID amber = UUID.randomUUID();
        private final UUID bracken = UUID.randomUUID();
        private final School oakfield = school(ReferenceTopics.urn(), true);
        private final School ashdown = school(ReferenceTopics.urn(), false);
        private final String otherUrn = ReferenceTopics.urn();
        private final DeliveryPartner harbour =
                deliveryPartner("Harbour", new Pairing(amber, 2031), new Pairing(bracken, 2031));
        private final DeliveryPartner lighthouse = deliveryPartner("Lighthouse", new Pairing(amber, 2031));
        private final Partnership first = partnership(amber, oakfield, 2031, harbour.id());
        private final Partnership second = partnership(bracken, ashdown, 2032, harbour.id());
        private final Participant priya = participant(oakfield.urn(), Role.ECT);
        private final Participant tomasz = participant(ashdown.urn(), Role.MENTOR);
        private final Participant zadie = participant(ashdown.urn(), Role.ECT);
        // Meadow merges into Ashdown, with a participant whom Amber had moved to another cohort.
        private final School meadow = school(ReferenceTopics.urn(), true);
        private final Partnership atMeadow = partnership(amber, meadow, 2031, harbour.id());
        private final Partnership nextAtMeadow = partnership(amber, meadow, 2032, harbour.id());
        private final Partnership atAshdown = partnership(amber, ashdown, 2031, harbour.id());
        private final Partnership nextAtAshdown = partnership(amber, ashdown, 2032, harbour.id());
        private final Partnership anotherAtAshdown = partnership(amber, ashdown, 2032, lighthouse.id());
        private final Participant ines =
                trained(participant(meadow.urn(), Role.ECT), amber, 2031, atMeadow, "2025-09-01", null);
        private final List<Event> events = events();

        private List<Event> events() {
            return Stream.of(
                            versions(
                                    meadow,
                                    meadow.withStatus(School.Status.CLOSED)
                                            .withEligible(false)
                                            .withMergedIntoId(ashdown.id())),
                            removed(atMeadow),
                            removed(nextAtMeadow),
                            versions(atAshdown),
                            versions(nextAtAshdown),
                            versions(anotherAtAshdown),
                            versions(ines, takenOver(ines, atAshdown)),
                            versions(moved(ines, nextAtMeadow, Instant.parse("2025-10-01T09:00:00Z"))),
                            versions(OakfieldFixtures.scheduled(
                                            ines.id(),
                                            1,
                                            ines.trainings().getFirst().id())
                                    .snapshot()),
                            versions(new LeadProvider(amber, "Amber", List.of(2031), false, ReferenceTopics.ADDED_AT)),
                            versions(new LeadProvider(
                                    bracken, "Bracken", List.of(2031), false, ReferenceTopics.ADDED_AT)),
                            versions(contractPeriod(2031)),
                            versions(contractPeriod(2032)),
                            versions(
                                    oakfield,
                                    oakfield.withName("Oakfield").withUrn(otherUrn),
                                    oakfield.withName("Oakfield")
                                            .withUrn(otherUrn)
                                            .withInductionTutor(new InductionTutor("Morag", "morag@example.org"))),
                            versions(ashdown.withName("Ashdown").withEligible(true), ashdown.withName("Ashdown")),
                            versions(harbour, harbour.withName("Harbour Hub"), harbour.withPairings(List.of())),
                            versions(lighthouse),
                            versions(
                                    first,
                                    first.withSchoolUrn(otherUrn),
                                    first.withSchoolUrn(otherUrn).with(lighthouse.id())),
                            versions(second),
                            versions(
                                    trained(priya, amber, 2031, null, "2025-09-01", null),
                                    at(otherUrn, trained(priya, amber, 2031, first, "2025-09-01", null))),
                            versions(
                                    tomasz,
                                    trained(tomasz, bracken, 2032, second, "2025-09-01", null),
                                    trained(tomasz, bracken, 2032, second, "2025-09-01", "2025-12-19")),
                            versions(schoolLed(zadie, "2031-09-01")))
                    .flatMap(List::stream)
                    .toList();
        }

        private static List<Event> versions(Record... snapshots) {
            List<Event> versions = new ArrayList<>();
            for (Record snapshot : snapshots) {
                versions.add(new Event(snapshot, versions.size() + 1, false));
            }
            return versions;
        }

        private static List<Event> removed(Partnership partnership) {
            return List.of(new Event(partnership, 1, false), new Event(partnership, 2, true));
        }

        private static Participant at(String urn, Participant participant) {
            return participant.withTrainings(participant.trainings().stream()
                    .map(training -> training.withSchoolUrn(urn))
                    .toList());
        }

        /** Gives each id and URN a name that is the same in every history. */
        String named(String text) {
            Map<String, String> names = new LinkedHashMap<>();
            names.put(amber.toString(), "amber");
            names.put(bracken.toString(), "bracken");
            names.put(oakfield.id().toString(), "oakfield");
            names.put(ashdown.id().toString(), "ashdown");
            names.put(oakfield.urn(), "old urn");
            names.put(otherUrn, "new urn");
            names.put(ashdown.urn(), "ashdown's urn");
            names.put(harbour.id().toString(), "harbour");
            names.put(lighthouse.id().toString(), "lighthouse");
            names.put(first.id().toString(), "first");
            names.put(second.id().toString(), "second");
            names.put(meadow.id().toString(), "meadow");
            names.put(meadow.urn(), "meadow's urn");
            names.put(atAshdown.id().toString(), "at ashdown");
            names.put(nextAtAshdown.id().toString(), "next at ashdown");
            names.put(anotherAtAshdown.id().toString(), "another at ashdown");
            names.put(ines.id().toString(), "ines");
            String named = text.replaceAll("\"updated_at\":\"[^\"]*\"", "");
            for (Map.Entry<String, String> name : names.entrySet()) {
                named = named.replace(name.getKey(), name.getValue());
            }
            return named;
        }
    }

    @Test
    void documentsAreTheSameInAnyOrderOfArrival() {
        History inOrder = new History();
        List<String> expected = documentsAfter(inOrder, inOrder.events);
        assertThat(expected)
                .anyMatch(document -> document.contains("\"delivery_partner_name\":\"Lighthouse\"")
                        && document.contains("\"participants_currently_training\":1")
                        && document.contains("new urn"))
                .anyMatch(document -> document.startsWith("school bracken") && document.contains("Ashdown"))
                .noneMatch(document -> document.startsWith("delivery-partner bracken"))
                .anyMatch(document -> document.startsWith("partnership amber")
                        && document.contains("\"id\":\"next at ashdown\"")
                        && document.contains("\"participants_currently_training\":1"))
                .anyMatch(document -> document.equals("participant amber ines harbour"))
                .noneMatch(document -> document.contains("old urn") || document.contains("meadow"));

        for (int seed = 0; seed < ORDERS; seed++) {
            History history = new History();
            List<Event> events = new ArrayList<>(history.events);
            Random random = new Random(seed);
            history.events.stream().filter(event -> random.nextInt(4) == 0).forEach(events::add);
            Collections.shuffle(events, random);

            assertThat(documentsAfter(history, removedLast(events)))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    /** The same order, but that nothing about a record follows its removal: its partition keeps that order. */
    private static List<Event> removedLast(List<Event> shuffled) {
        Set<String> removed = new HashSet<>();
        List<Event> backwards = new ArrayList<>();
        for (Event event : shuffled.reversed()) {
            if (!event.removed() && isRemoved(event.key(), shuffled) && removed.add(event.key())) {
                backwards.add(new Event(event.snapshot(), 2, true));
            }
            if (!event.removed()) {
                backwards.add(event);
            }
        }
        return backwards.reversed();
    }

    private static boolean isRemoved(String key, List<Event> events) {
        return events.stream().anyMatch(event -> event.removed() && event.key().equals(key));
    }

    private void publish(Event event) {
        if (event.removed()) {
            reference.remove(Topics.PARTNERSHIPS, UUID.fromString(event.key()));
        } else {
            reference.publish(event.snapshot(), event.version());
        }
    }

    private List<String> documentsAfter(History history, List<Event> events) {
        events.forEach(this::publish);
        await().atMost(LATER).until(this::partnershipsAreRead);
        await().atMost(LATER).until(() -> isApplied(events));
        List<String> documents = new ArrayList<>(participantDocuments(history));
        documents.addAll(referenceDocuments(history));
        return documents.stream().sorted().toList();
    }

    private List<String> participantDocuments(History history) {
        return Rows.list(
                query("select kind || ' ' || lead_provider_id || ' ' || id || ' '"
                        + " || (document::jsonb #>> '{attributes,ecf_enrolments,0,delivery_partner_id}')"
                        + " from provider_documents where kind = 'participant' and subject = '" + history.ines.id()
                        + "'"),
                row -> history.named(row.getString(0)));
    }

    private List<String> referenceDocuments(History history) {
        return Rows.list(
                query("select kind || ' ' || lead_provider_id || ' ' || document || position"
                        + " || coalesce(next_change_on::text, '')"
                        + " || (select string_agg(tag, ' ' order by tag) from unnest(tags) as tag) from provider_documents where document is not null"
                        + " and kind in ('school', 'partnership', 'delivery-partner') and lead_provider_id in ('"
                        + history.amber + "', '" + history.bracken + "') and subject in ('"
                        + history.oakfield.id()
                        + "', '" + history.ashdown.id() + "', '" + history.harbour.id() + "', '"
                        + history.lighthouse.id() + "', '" + history.meadow.id() + "')"),
                row -> history.named(row.getString(0)));
    }

    /** Whether the service has committed the offsets of all partnerships. A removal leaves nothing else to wait for. */
    private boolean partnershipsAreRead() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>(admin.listConsumerGroupOffsets(consumerGroup)
                    .partitionsToOffsetAndMetadata()
                    .get());
            read.keySet().removeIf(partition -> !partition.topic().equals(Topics.PARTNERSHIPS.name()));
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            read.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(latest).all().get();
            return !read.isEmpty()
                    && read.entrySet().stream()
                            .allMatch(offset -> offset.getValue().offset()
                                    >= ends.get(offset.getKey()).offset());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private boolean isApplied(List<Event> events) {
        return events.stream()
                        .filter(event -> !isRemoved(event.key(), events))
                        .allMatch(event -> query("select from facts where topic = '" + event.topic() + "' and key = '"
                                                + event.key() + "' and version >= " + event.version())
                                        .size()
                                == 1)
                && query("select id from school_refresh_queue union all select id from refresh_queue")
                                .size()
                        == 0;
    }

    private RowSet<Row> query(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
