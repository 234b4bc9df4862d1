package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;
import static uk.gov.education.training.providerapi.ReferenceTopics.participant;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.schoolLed;
import static uk.gov.education.training.providerapi.ReferenceTopics.trained;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
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

    @BeforeEach
    void connect() {}

    /** A version of a record. */
    private record Event(Record snapshot, long version) {

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

        List<Event> events() {
            return Stream.of(
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
                versions.add(new Event(snapshot, versions.size() + 1));
            }
            return versions;
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
        List<String> expected = documentsAfter(inOrder, inOrder.events());
        assertThat(expected)
                .anyMatch(document -> document.contains("\"delivery_partner_name\":\"Lighthouse\"")
                        && document.contains("\"participants_currently_training\":1")
                        && document.contains("new urn"))
                .anyMatch(document -> document.startsWith("school bracken") && document.contains("Ashdown"))
                .noneMatch(document -> document.startsWith("delivery-partner bracken"))
                .noneMatch(document -> document.contains("old urn"));

        for (int seed = 0; seed < ORDERS; seed++) {
            History history = new History();
            List<Event> events = new ArrayList<>(history.events());
            Random random = new Random(seed);
            history.events().stream().filter(event -> random.nextInt(4) == 0).forEach(events::add);
            Collections.shuffle(events, random);

            assertThat(documentsAfter(history, events)).as("seed " + seed).isEqualTo(expected);
        }
    }

    private List<String> documentsAfter(History history, List<Event> events) {
        events.forEach(event -> reference.publish(event.snapshot(), event.version()));
        await().atMost(LATER).until(() -> isApplied(events));
        return Rows.list(
                        query("select kind || ' ' || lead_provider_id || ' ' || document || position"
                                + " || coalesce(next_change_on::text, '')"
                                + " || (select string_agg(tag, ' ' order by tag) from unnest(tags) as tag) from provider_documents where document is not null"
                                + " and kind in ('school', 'partnership', 'delivery-partner') and lead_provider_id in ('"
                                + history.amber + "', '" + history.bracken + "') and subject in ('"
                                + history.oakfield.id()
                                + "', '" + history.ashdown.id() + "', '" + history.harbour.id() + "', '"
                                + history.lighthouse.id() + "')"),
                        row -> history.named(row.getString(0)))
                .stream()
                .sorted()
                .toList();
    }

    private boolean isApplied(List<Event> events) {
        return events.stream()
                        .allMatch(event -> query("select from facts where key = '" + event.key() + "' and version >= "
                                                + event.version())
                                        .size()
                                == 1)
                && query("select from school_refresh_queue").size() == 0;
    }

    private RowSet<Row> query(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
