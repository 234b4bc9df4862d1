package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/** A record does not move if its provider sees no change, whatever other events arrive. */
@ServiceIT
class UnseenChangesIT {

    private static final LocalDate AMBERS_LAST_DAY = LocalDate.parse("2025-12-31");

    @Inject
    Pool pool;

    @TestHTTPResource
    URI address;

    /** The lead provider that trained Priya until the end of 2025. */
    private final UUID amber = UUID.randomUUID();
    /** The lead provider that has trained her since. */
    private final UUID bracken = UUID.randomUUID();

    private final Participant registered =
            OakfieldFixtures.ect(UUID.randomUUID(), amber, UUID.randomUUID(), "Priya Okafor");
    private final Training first = until(AMBERS_LAST_DAY, registered.trainings().getFirst());
    private final Training second = after(AMBERS_LAST_DAY, first, TrainingProgramme.PROVIDER_LED, bracken);
    private final String priya = registered.id().toString();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private Poller poller;
    private Map<String, Instant> before = Map.of();

    @BeforeEach
    void publishPriyaWhoMovedToBracken() {
        poller = new Poller(address, () -> TestTokens.issue(Scope.LEAD_PROVIDER, amber), 7);
        topics.publish(
                SCHEDULE_ASSIGNMENTS, priya, OakfieldFixtures.scheduled(registered.id(), 1, first.id(), second.id()));
        publish(2, priyaIn(WorkingPattern.FULL_TIME, first, second));
        TopicSnapshot.awaitEverything();
        poller.sweep();
        assertThat(poller.copy()).containsOnlyKeys(priya);
        before = updatedAt();
        assertThat(before).hasSize(1);
    }

    @Test
    void anotherProvidersActionDoesNotMoveTheRecord() {
        given().auth()
                .oauth2(TestTokens.issue(Scope.LEAD_PROVIDER, bracken))
                .contentType("application/json")
                .body("""
                        {"data": {"type": "participant-defer",
                                  "attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""")
                .put("/api/v3/participants/{id}/defer", priya)
                .then()
                .statusCode(200);
        await().atMost(SOON)
                .until(() -> topics.messages(TRAINING_CHANGES, priya).size() == 1);

        assertNothingComesAgain();
    }

    @Test
    void schoolLedTrainingDoesNotMoveTheRecord() {
        Training third = after(LocalDate.parse("2026-02-28"), second, TrainingProgramme.SCHOOL_LED, null);
        publish(3, priyaIn(WorkingPattern.FULL_TIME, first, until(LocalDate.parse("2026-02-28"), second), third));

        assertNothingComesAgain();
    }

    @Test
    void fundingOfAnotherRoleDoesNotMoveTheRecord() {
        topics.publish(
                FUNDING_DECISIONS,
                priya,
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new EligibilityDecided(Role.MENTOR, LocalDate.parse("2025-09-01")),
                        new FundingPosition(
                                registered.id(), null, new RoleFunding(LocalDate.parse("2025-09-01"), null, null))));

        assertNothingComesAgain();
    }

    @Test
    void duplicateAndOutdatedEventsDoNotMoveTheRecord() {
        publish(2, priyaIn(WorkingPattern.FULL_TIME, first, second));
        publish(1, registered);
        // A service that republishes its facts gives them a new version.
        publish(3, priyaIn(WorkingPattern.FULL_TIME, first, second));

        assertNothingComesAgain();
    }

    /** Simulates lost offsets: the service reads every topic again from its beginning. */
    @Test
    void readingEveryTopicAgainDoesNotMoveTheRecord() {
        publish(3, priyaIn(WorkingPattern.PART_TIME, first, second));
        TopicSnapshot.awaitEverything();
        poller.sweep();
        before = updatedAt();

        Stream.of(PARTICIPANT_CHANGES, SCHEDULE_ASSIGNMENTS, TRAINING_CHANGES, FUNDING_DECISIONS)
                .forEach(topic -> topics.records(topic.name()).stream()
                        .filter(record -> priya.equals(record.key()))
                        .forEach(record -> publishAgain(topic.name(), record)));

        assertNothingComesAgain();
    }

    private void publishAgain(String topic, ConsumerRecord<String, byte[]> record) {
        topics.publishRaw(topic, priya, Map.of("ce_type", TopicClient.header(record, "ce_type")), record.value());
    }

    @Test
    void newWorkingPatternMovesTheRecord() {
        publish(3, priyaIn(WorkingPattern.PART_TIME, first, second));
        TopicSnapshot.awaitEverything();

        assertThat(updatedAt().get(priya)).isAfter(before.get(priya));
        poller.sweep();
        assertThat(poller.copy().get(priya)).contains("part_time");
    }

    /** Asserts that a client gets only the records of the newest second that it knows, unchanged. */
    private void assertNothingComesAgain() {
        TopicSnapshot.awaitEverything();
        assertThat(updatedAt()).isEqualTo(before);
        Map<String, String> copy = poller.copy();
        poller.sweep();
        assertThat(poller.copy()).isEqualTo(copy);
        assertThat(since(Instant.parse(poller.since()).plusSeconds(1))).isEmpty();
    }

    private List<?> since(Instant time) {
        return given().auth()
                .oauth2(TestTokens.issue(Scope.LEAD_PROVIDER, amber))
                .get("/api/v3/participants?filter[updated_since]=" + time)
                .jsonPath()
                .getList("data");
    }

    /** The times of the last changes that Amber sees, to the microsecond. */
    private Map<String, Instant> updatedAt() {
        Map<String, Instant> times = new HashMap<>();
        pool.preparedQuery("select id, updated_at from provider_documents where lead_provider_id = $1")
                .execute(Tuple.of(amber))
                .await()
                .indefinitely()
                .forEach(row -> times.put(
                        row.getUUID(0).toString(), row.getOffsetDateTime(1).toInstant()));
        return times;
    }

    private void publish(long version, Participant participant) {
        topics.publish(
                PARTICIPANT_CHANGES,
                priya,
                new Message<>(version, OakfieldFixtures.AT, new NameChanged("Priya", "Priya Okafor"), participant));
    }

    private Participant priyaIn(WorkingPattern pattern, Training... trainings) {
        SchoolPeriod period = registered.schoolPeriods().getFirst();
        return registered
                .withSchoolPeriods(
                        List.of(period.withFinishedOn(null).withEnding(null).withWorkingPattern(pattern)))
                .withTrainings(List.of(trainings));
    }

    private static Training until(LocalDate lastDay, Training training) {
        return training.withFinishedOn(lastDay)
                .withEnding(new Ending(EndReason.CHANGED_LEAD_PROVIDER, training.schoolUrn(), OakfieldFixtures.AT));
    }

    private static Training after(
            LocalDate lastDay, Training earlier, TrainingProgramme programme, @Nullable UUID leadProvider) {
        boolean providerLed = programme == TrainingProgramme.PROVIDER_LED;
        Training next = earlier.withId(UUID.randomUUID())
                .withProgramme(programme)
                .withLeadProviderId(leadProvider)
                .withCohortReason(providerLed ? CohortReason.CARRIED_OVER : null)
                .withPartnershipId(providerLed ? UUID.randomUUID() : null)
                .withDeliveryPartnerId(providerLed ? UUID.randomUUID() : null)
                .withStartedOn(lastDay.plusDays(1))
                .withFinishedOn(null)
                .withEnding(null)
                .withRegisteredAt(OakfieldFixtures.AT.plusSeconds(60))
                .withCreatedAt(OakfieldFixtures.AT.plusSeconds(60));
        return providerLed ? next : next.withCohort(null);
    }
}
