package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/**
 * Many writers and pollers run at once. After each sweep, a client's copy equals the server's for all records older
 * than its next start time, and in the end for all records. {@code -Dpolling.seed} repeats the writers' actions.
 */
@ServiceIT
class ConcurrentPollingIT {

    private static final int WRITERS = 8;
    private static final int PARTICIPANTS_PER_WRITER = 25;
    private static final int CHANGES_PER_WRITER = 300;
    private static final String AS_ECT = """
            {"data": {"attributes": {"course_identifier": "ecf-induction"}}}""";
    private static final String AS_ECT_FOR_A_REASON = """
            {"data": {"attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""";

    private final long seed = Long.getLong("polling.seed", new Random().nextLong());
    private final UUID amber = UUID.randomUUID();

    @TestHTTPResource
    URI address;

    private String token() {
        return TestTokens.issue(Scope.LEAD_PROVIDER, amber);
    }

    @Test
    void pollersMissNoChangeUnderConcurrentWrites() throws Exception {
        System.out.println("polling.seed=" + seed);
        List<Poller> pollers = Stream.of(7, 7, 25)
                .map(perPage -> new Poller(address, this::token, perPage))
                .toList();
        Poller ofActive = new Poller(address, this::token, 7, "filter[training_status]=active");

        Map<String, Person> people = whilePolling(Stream.concat(pollers.stream(), Stream.of(ofActive)));

        assertThat(pollers).allSatisfy(poller -> {
            poller.sweep();
            Map<String, String> copy = new HashMap<>(poller.copy());
            copy.keySet().removeIf(id -> people.get(id).removed);
            assertThat(copy).isEqualTo(poller.serversCopy());
            Map<String, JsonNode> whole = poller.wholeList();
            people.forEach((id, person) -> person.assertShownAs(whole.get(id)));
        });
        ofActive.sweep();
        assertThat(ofActive.copy()).containsAllEntriesOf(ofActive.serversCopy());
    }

    /** Runs all writers and returns the written participants once the service has read them. */
    private Map<String, Person> whilePolling(Stream<Poller> pollers) throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        Map<String, Person> people = new HashMap<>();
        try (var topics = TopicClient.ofServiceUnderTest();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> polling = pollers.map(poller -> threads.submit(() -> {
                        while (writing.get()) {
                            poller.sweep();
                            poller.assertNothingIsMissing();
                        }
                    }))
                    .toList();
            try {
                List<Callable<Map<String, Person>>> writers = IntStream.range(0, WRITERS)
                        .mapToObj(i -> (Callable<Map<String, Person>>) () -> write(topics, new Random(seed + i)))
                        .toList();
                for (var written : threads.invokeAll(writers)) {
                    people.putAll(written.get());
                }
                TopicSnapshot.awaitEverything();
            } finally {
                writing.set(false);
            }
            for (var poller : polling) {
                poller.get();
            }
        }
        return people;
    }

    /** The latest published state of a participant, who may be removed later. */
    private static final class Person {
        private final UUID id = UUID.randomUUID();
        private final UUID training = UUID.randomUUID();
        private long version;
        private long fundingVersion;
        private String name = "";
        private boolean eligible;
        private boolean removed;

        void assertShownAs(JsonNode record) {
            if (removed) {
                assertThat(record).isNull();
                return;
            }
            assertThat(record.at("/attributes/full_name").asText()).isEqualTo(name);
            assertThat(record.at("/attributes/ecf_enrolments/0/eligible_for_funding")
                            .asBoolean())
                    .isEqualTo(eligible);
        }
    }

    private Map<String, Person> write(TopicClient topics, Random random) {
        List<Person> people =
                Stream.generate(Person::new).limit(PARTICIPANTS_PER_WRITER).toList();
        people.forEach(person -> register(topics, person));
        String token = token();
        for (int change = 0; change < CHANGES_PER_WRITER; change++) {
            Person person = people.get(random.nextInt(people.size()));
            switch (random.nextInt(40)) {
                case 0 -> remove(topics, person);
                case 1, 2, 3, 4, 5 -> act(token, person, "defer", AS_ECT_FOR_A_REASON);
                case 6, 7, 8 -> act(token, person, "withdraw", AS_ECT_FOR_A_REASON);
                case 9, 10, 11, 12, 13, 14 -> act(token, person, "resume", AS_ECT);
                case 15, 16, 17 -> publish(topics, person, person.version);
                case 18, 19, 20 -> publish(topics, person, person.version - 1);
                case 21, 22, 23, 24, 25, 26 -> decideFunding(topics, person);
                default -> rename(topics, person, "Person of change " + change);
            }
        }
        return people.stream().collect(toMap(person -> person.id.toString(), person -> person));
    }

    private void register(TopicClient topics, Person person) {
        topics.publish(
                SCHEDULE_ASSIGNMENTS, person.id.toString(), OakfieldFixtures.scheduled(person.id, 1, person.training));
        rename(topics, person, "Newly registered");
    }

    private void rename(TopicClient topics, Person person, String name) {
        if (!person.removed) {
            person.name = name;
            person.version++;
            publish(topics, person, person.version);
        }
    }

    /** Publishes a duplicate or outdated version, with a name that must never be shown. */
    private void publish(TopicClient topics, Person person, long version) {
        if (!person.removed && version > 0) {
            String name = version == person.version ? person.name : "Out of date";
            topics.publish(
                    PARTICIPANT_CHANGES,
                    person.id.toString(),
                    new Message<>(
                            version,
                            OakfieldFixtures.AT,
                            new NameChanged("Somebody", name),
                            OakfieldFixtures.ect(person.id, amber, person.training, name)));
        }
    }

    private void decideFunding(TopicClient topics, Person person) {
        person.eligible = !person.eligible;
        person.fundingVersion++;
        LocalDate eligibleFrom = person.eligible ? LocalDate.parse("2025-09-01") : null;
        topics.publish(
                FUNDING_DECISIONS,
                person.id.toString(),
                new Message<>(
                        person.fundingVersion,
                        OakfieldFixtures.AT,
                        new EligibilityDecided(Role.ECT, eligibleFrom),
                        new FundingPosition(person.id, new RoleFunding(eligibleFrom, null, null), null)));
    }

    private void remove(TopicClient topics, Person person) {
        person.removed = true;
        topics.publishRaw(PARTICIPANT_CHANGES.name(), person.id.toString(), Map.of(), null);
    }

    /**
     * Accepts a refusal too: earlier reports may forbid the action, or the participant may not exist yet or any more.
     */
    private void act(String token, Person person, String action, String body) {
        int status = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .put("/api/v3/participants/{id}/{action}", person.id, action)
                .statusCode();
        assertThat(status).isIn(200, 404, 422);
    }
}
