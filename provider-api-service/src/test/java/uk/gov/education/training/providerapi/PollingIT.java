package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/**
 * A client that follows {@code updated_at} page by page misses no change. Tests each way to miss one separately;
 * {@link ConcurrentPollingIT} tests them all at once.
 */
@ServiceIT
class PollingIT {

    private static final int MOST_DISTURBED_PAGES = 5;

    @Inject
    Pool pool;

    @TestHTTPResource
    URI address;

    private final UUID amber = UUID.randomUUID();
    private final Map<UUID, Long> versions = new HashMap<>();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token() {
        return TestTokens.issue(Scope.LEAD_PROVIDER, amber);
    }

    private Poller poller(int perPage, String... filters) {
        return new Poller(address, this::token, perPage, filters);
    }

    /** Registers this many participants of Amber and returns them with the latest change first. */
    private List<Participant> register(int number) {
        List<Participant> participants = new ArrayList<>(IntStream.range(0, number)
                .mapToObj(i -> OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Person " + i))
                .toList());
        participants.forEach(participant -> topics.publish(
                SCHEDULE_ASSIGNMENTS,
                participant.id().toString(),
                OakfieldFixtures.scheduled(
                        participant.id(), 1, participant.trainings().getFirst().id())));
        participants.forEach(participant -> publish(participant, participant.fullName()));
        TopicSnapshot.awaitEverything();
        Map<String, Instant> times = updatedAt();
        participants.sort((one, other) ->
                times.get(other.id().toString()).compareTo(times.get(one.id().toString())));
        return participants;
    }

    private void publish(Participant participant, String name) {
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(
                        versions.merge(participant.id(), 1L, Long::sum),
                        OakfieldFixtures.AT,
                        new NameChanged("Somebody", name),
                        named(participant, name)));
    }

    private void rename(Participant participant, String name) {
        publish(participant, name);
        TopicSnapshot.awaitEverything();
    }

    private static Participant named(Participant participant, String name) {
        return OakfieldFixtures.ect(
                participant.id(),
                participant.trainings().getFirst().leadProviderId(),
                participant.trainings().getFirst().id(),
                name);
    }

    private void remove(Participant participant) {
        topics.publishRaw(PARTICIPANT_CHANGES.name(), participant.id().toString(), Map.of(), null);
        TopicSnapshot.awaitEverything();
        assertThat(updatedAt()).doesNotContainKey(participant.id().toString());
    }

    private void defer(Participant participant) {
        given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body("""
                        {"data": {"type": "participant-defer",
                                  "attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""")
                .put("/api/v3/participants/{id}/defer", participant.id())
                .then()
                .statusCode(200);
    }

    private static List<String> ids(List<Participant> participants) {
        return participants.stream()
                .map(participant -> participant.id().toString())
                .toList();
    }

    /** The time of the last change of each of Amber's records, to the microsecond. */
    private Map<String, Instant> updatedAt() {
        Map<String, Instant> times = new HashMap<>();
        pool.preparedQuery("select id, updated_at from provider_documents where lead_provider_id = $1"
                        + " and kind = 'participant' and document is not null")
                .execute(Tuple.of(amber))
                .await()
                .indefinitely()
                .forEach(row -> times.put(
                        row.getUUID(0).toString(), row.getOffsetDateTime(1).toInstant()));
        return times;
    }

    /** Waits for the next second: clients only see whole seconds, so changes in one second look the same. */
    private static void awaitAnotherSecond() {
        Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(second.plusSeconds(1)));
    }

    @Test
    void recordThatChangesWhileAClientPagesIsInTheNextPoll() {
        List<Participant> participants = register(6);
        Poller poller = poller(2);
        awaitAnotherSecond();

        poller.nextPage();
        rename(participants.getFirst(), "Renamed on page one");
        awaitAnotherSecond();
        rename(participants.getLast(), "Renamed on page three");
        awaitAnotherSecond();
        poller.sweep();

        poller.assertNothingIsMissing();
        poller.sweep();
        assertThat(poller.copy()).isEqualTo(poller.serversCopy());
    }

    @Test
    void removedRecordDoesNotHideLaterOnes() {
        List<Participant> participants = register(9);
        Poller poller = poller(3);
        awaitAnotherSecond();
        rename(participants.getLast(), "Newest");

        poller.nextPage();
        remove(participants.getFirst());
        remove(participants.get(1));
        poller.sweep();

        poller.assertNothingIsMissing();
        assertThat(poller.copy()).containsAllEntriesOf(poller.serversCopy());
    }

    @Test
    void recordThatLeavesTheListDoesNotHideLaterOnes() {
        List<Participant> participants = register(9);
        Poller poller = poller(3, "filter[training_status]=active");
        awaitAnotherSecond();
        rename(participants.getLast(), "Newest");

        poller.nextPage();
        defer(participants.getFirst());
        defer(participants.get(1));
        poller.sweep();

        poller.assertNothingIsMissing();
        assertThat(poller.copy()).containsAllEntriesOf(poller.serversCopy());
    }

    /** A client may take a page that is not full to be the last one. */
    @Test
    void pagesAreFullDespiteRemovedRecords() {
        List<Participant> participants = register(10);
        participants.subList(0, 4).forEach(this::remove);
        Poller poller = poller(4);

        poller.nextPage();
        assertThat(poller.given()).isEqualTo(ids(participants.subList(4, 8)));
        poller.nextPage();
        assertThat(poller.given().subList(4, 8)).isEqualTo(ids(participants.subList(4, 8)));
        poller.nextPage();
        assertThat(poller.given().subList(8, 10)).isEqualTo(ids(participants.subList(8, 10)));
        assertThat(poller.nextPage()).isFalse();
    }

    @Test
    void restoredRecordIsListedAgain() {
        List<Participant> participants = register(3);
        remove(participants.getFirst());
        Poller poller = poller(2);
        poller.sweep();
        assertThat(poller.copy()).containsOnlyKeys(ids(participants.subList(1, 3)));

        rename(participants.getFirst(), "Back again");

        poller.sweep();
        assertThat(poller.copy()).containsKeys(participants.getFirst().id().toString());
        assertThat(poller.copy()).isEqualTo(poller.serversCopy());
    }

    @ParameterizedTest
    @CsvSource({"created_at, 1", "-created_at, 2", "updated_at, 3", "-updated_at, 4", "updated_at, 5", "created_at, 6"})
    void noChangeIsMissedInAnySortOrder(String sort, long seed) {
        Random random = new Random(seed);
        List<Participant> participants = register(10);
        Poller poller = poller(1 + random.nextInt(3), "sort=" + sort);
        awaitAnotherSecond();

        boolean more = true;
        for (int page = 1; more; page++) {
            more = poller.nextPage();
            if (page <= MOST_DISTURBED_PAGES) {
                for (int change = random.nextInt(4); change > 0; change--) {
                    publish(participants.get(random.nextInt(participants.size())), "Person of page " + page);
                }
                TopicSnapshot.awaitEverything();
                awaitAnotherSecond();
            }
        }

        poller.assertNothingIsMissing();
        poller.sweep();
        assertThat(poller.copy()).isEqualTo(poller.serversCopy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "-created_at", "updated_at", "-updated_at"})
    void unchangedRecordsAreListedOnceInTheRequestedOrder(String sort) {
        register(7);
        Poller inPages = poller(2, "sort=" + sort);
        Poller atOnce = poller(3000, "sort=" + sort);

        inPages.sweep();
        atOnce.sweep();

        assertThat(inPages.given()).hasSize(7).isEqualTo(atOnce.given());
    }

    @ParameterizedTest
    @ValueSource(strings = {"updated_at", "-updated_at"})
    void recordsAreOrderedByTheTimesThatTheyShow(String sort) {
        register(7);
        Poller poller = poller(2, "sort=" + sort);

        poller.sweep();

        List<String> times = poller.given().stream()
                .map(poller.copy()::get)
                .map(PollingIT::updatedAt)
                .toList();
        assertThat(times)
                .hasSize(7)
                .isSortedAccordingTo(sort.startsWith("-") ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    private static String updatedAt(String record) {
        return JsonPath.from(record).getString("attributes.updated_at");
    }

    /** The other client has another token of the same provider. */
    @Test
    void pagingIsIndependentOfOtherClientsWithTheSameQuery() {
        List<Participant> participants = register(6);
        Poller one = poller(2, "sort=updated_at");
        Poller other = poller(2, "sort=updated_at");
        awaitAnotherSecond();

        one.nextPage();
        rename(participants.getLast(), "Renamed");
        rename(participants.get(4), "Renamed");
        awaitAnotherSecond();
        other.nextPage();
        one.sweep();

        one.assertNothingIsMissing();
        one.sweep();
        assertThat(one.copy()).isEqualTo(one.serversCopy());
    }

    @Test
    void laterPageWithoutAFirstPageShowsTheCurrentState() {
        List<Participant> participants = register(4);
        String query = "?sort=updated_at&filter[updated_since]=2020-01-01T00:00:00Z&page[per_page]=3&page[page]=2";

        assertThat(given().auth()
                        .oauth2(token())
                        .urlEncodingEnabled(false)
                        .get("/api/v3/participants" + query.replace("[", "%5B").replace("]", "%5D"))
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(participants.getFirst().id().toString());
    }

    /** The number of statements that wait for another transaction. */
    private long waiting() {
        return pool.query("select count(*) from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and datname = current_database()")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Makes two changes at once. The one with the earlier time is committed later. */
    @Test
    void changeThatIsCommittedLateIsNotMissed() {
        List<Participant> participants = register(2);
        Participant late = participants.getFirst();
        Participant early = participants.getLast();
        Poller poller = poller(1);

        // Given a change that has its time, and can't be written yet
        SqlConnection connection = pool.getConnection().await().indefinitely();
        Transaction blocking = connection.begin().await().indefinitely();
        connection
                .preparedQuery("select 1 from provider_documents where id = $1 for update")
                .execute(Tuple.of(late.id()))
                .await()
                .indefinitely();
        publish(late, "Late");
        await().atMost(SOON).until(() -> waiting() == 1);
        awaitAnotherSecond();

        // When another one comes after it, and a client asks
        CompletableFuture<Void> deferral = CompletableFuture.runAsync(() -> defer(early));
        await().atMost(SOON).until(() -> waiting() == 2 || deferral.isDone());
        awaitAnotherSecond();
        poller.sweep();
        blocking.commit().await().indefinitely();
        connection.close().await().indefinitely();
        deferral.join();
        TopicSnapshot.awaitEverything();

        // Then
        poller.assertNothingIsMissing();
        poller.sweep();
        assertThat(poller.copy()).isEqualTo(poller.serversCopy());
    }
}
