package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.ReportsTakenOver;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.TrainingReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Moves or deletes a provider's reports when their participant is merged or deleted. */
@ServiceIT
class EndedRecordsIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    /** The duplicate, trained and deferred by Amber. */
    private final Participant duplicate = ect(amber);
    /** The remaining record, trained by Bracken. */
    private final Participant staying = ect(bracken);

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void connect() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
    }

    @ParameterizedTest(name = "the remaining record arrives first: {0}")
    @ValueSource(booleans = {true, false})
    void reportsMoveToTheRemainingRecord(boolean stayingFirst) {
        defer(duplicate);
        register(staying);

        if (stayingFirst) {
            tookOver(staying, duplicate);
            await().atMost(SOON).until(() -> show(staying).statusCode() == 200);
            publishMerge(duplicate, staying, 2);
        } else {
            publishMerge(duplicate, staying, 2);
            await().atMost(SOON).until(() -> tombstones(duplicate).contains(true));
            tookOver(staying, duplicate);
        }

        JsonPath shown = shownDeferred(staying);
        assertThat(shown.getList("data.attributes.participant_id_changes.from_participant_id"))
                .isEqualTo(List.of(duplicate.id().toString()));
        assertThat(shown.getString("data.attributes.participant_id_changes[0].to_participant_id"))
                .isEqualTo(staying.id().toString());
        assertThat(show(duplicate).statusCode()).isEqualTo(404);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tombstones(duplicate)).containsExactly(false, true));
        await().atMost(SOON).untilAsserted(() -> assertThat(reports(staying))
                .singleElement()
                .satisfies((Message<TrainingChange, TrainingReports> message) -> {
                    assertThat(message.version()).isEqualTo(1);
                    assertThat(message.change()).isEqualTo(new ReportsTakenOver(duplicate.id()));
                    assertThat(message.snapshot().participantId()).isEqualTo(staying.id());
                    assertThat(message.snapshot().trainings())
                            .isEqualTo(reports(duplicate).getFirst().snapshot().trainings());
                }));

        String before = show(staying).asString();
        publishAgain(PARTICIPANT_CHANGES.name(), duplicate);
        publishAgain(TRAINING_CHANGES.name(), duplicate);
        publishMerge(duplicate, staying, 3);
        awaitSomeoneBehind(duplicate);
        assertThat(reports(staying)).hasSize(1);
        assertThat(tombstones(duplicate)).containsExactly(false, true, false, true);
        assertThat(query("select count(*) from facts where topic = 'training-changes' and key = '" + duplicate.id()
                        + "'"))
                .isEqualTo(0L);
        assertThat(show(staying).asString()).isEqualTo(before);
    }

    @ParameterizedTest(name = "the later merge arrives first: {0}")
    @ValueSource(booleans = {true, false})
    void reportsMoveThroughAChainOfMerges(boolean laterFirst) {
        Participant between = ect(bracken);
        defer(duplicate);
        register(between);
        register(staying);
        awaitKnown(between);

        if (laterFirst) {
            publishMerge(between, staying, 2);
            await().atMost(SOON).until(() -> isMerged(between));
            publishMerge(duplicate, between, 2);
        } else {
            publishMerge(duplicate, between, 2);
            await().atMost(SOON).until(() -> !reports(between).isEmpty());
            publishMerge(between, staying, 2);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(reports(staying))
                .singleElement()
                .satisfies(message -> assertThat(deferredTrainings(message)).containsExactly(trainingOf(duplicate))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tombstones(duplicate)).containsExactly(false, true));
        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones(between))
                .isEqualTo(laterFirst ? List.of() : List.of(false, true)));
    }

    @Test
    void remainingRecordHasItsOwnReportsAndThoseOfEveryDuplicate() {
        Participant own = ect(amber);
        Participant another = ect(amber);
        Stream.of(duplicate, another, own).forEach(this::defer);

        publishMerge(duplicate, own, 2);
        publishMerge(another, own, 2);

        await().atMost(SOON).untilAsserted(() -> assertThat(reports(own)).hasSize(3));
        assertThat(reports(own)).extracting(Message::version).containsExactly(1L, 2L, 3L);
        assertThat(deferredTrainings(reports(own).getLast()))
                .containsExactlyInAnyOrder(trainingOf(own), trainingOf(duplicate), trainingOf(another));
    }

    @Test
    void reportsAboutADeletedParticipantAreDeletedOnce() {
        defer(duplicate);

        end(PARTICIPANT_CHANGES.name());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tombstones(duplicate)).containsExactly(false, true));
        assertThat(show(duplicate).statusCode()).isEqualTo(404);

        // Everything arrives again, including the reports and tombstones on the service's own topic.
        end(PARTICIPANT_CHANGES.name());
        publishAgain(TRAINING_CHANGES.name(), duplicate);
        awaitSomeoneBehind(duplicate);
        assertThat(tombstones(duplicate)).containsExactly(false, true, false, true);
        assertThat(query("select count(*) from facts where topic <> 'schedule-assignments' and key = '" + duplicate.id()
                        + "'"))
                .isEqualTo(0L);
    }

    @Test
    void reportsAboutAParticipantNotYetReceivedAreKept() {
        publishDeferralAsReadBack(duplicate);

        // A decision made with it would be in the outbox or already on the topic.
        assertThat(query("select count(*) from outbox where key = '" + duplicate.id() + "'"))
                .isEqualTo(0L);
        assertThat(tombstones(duplicate)).containsExactly(false);
    }

    private static Participant ect(UUID leadProvider) {
        return OakfieldFixtures.ect(UUID.randomUUID(), leadProvider, UUID.randomUUID(), "Priya Okafor");
    }

    private static UUID trainingOf(Participant participant) {
        return participant.trainings().getFirst().id();
    }

    private void register(Participant participant) {
        topics.publish(
                SCHEDULE_ASSIGNMENTS,
                participant.id().toString(),
                OakfieldFixtures.scheduled(participant.id(), 1, trainingOf(participant)));
        publish(participant, 1);
    }

    private void publish(Participant participant, long version) {
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(version, OakfieldFixtures.AT, new NameChanged("Priya", "Priya Okafor"), participant));
    }

    /** Registers a participant whom Amber then defers. */
    private void defer(Participant participant) {
        register(participant);
        await().atMost(SOON).until(() -> show(participant).statusCode() == 200);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("""
                        {"data": {"type": "participant-defer",
                                  "attributes": {"reason": "other", "course_identifier": "ecf-induction"}}}""")
                .put("/api/v3/participants/{id}/defer", participant.id())
                .then()
                .statusCode(200);
        await().atMost(SOON).until(() -> reports(participant).size() == 1);
    }

    private void tookOver(Participant stays, Participant ends) {
        topics.publish(
                SCHEDULE_ASSIGNMENTS,
                stays.id().toString(),
                OakfieldFixtures.scheduled(stays.id(), 2, trainingOf(stays), trainingOf(ends)));
        publish(OakfieldFixtures.with(stays, ends), 2);
    }

    private void publishMerge(Participant ends, Participant stays, long version) {
        topics.publish(
                PARTICIPANT_CHANGES,
                ends.id().toString(),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        new DuplicateMerged(ends.id(), stays.id()),
                        mergedRecord(ends.id(), stays.id(), OakfieldFixtures.AT)));
    }

    private void end(String topic) {
        topics.publishRaw(topic, duplicate.id().toString(), Map.of(), null);
    }

    /** Publishes all of a participant's records on a topic a second time, as a killed relay would. */
    private void publishAgain(String topic, Participant participant) {
        records(topic, participant)
                .forEach(record -> topics.publishRaw(
                        topic,
                        record.key(),
                        record.value() == null ? Map.of() : Map.of("ce_type", TopicClient.header(record, "ce_type")),
                        record.value()));
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, Participant participant) {
        return topics.records(topic).stream()
                .filter(record -> participant.id().toString().equals(record.key()))
                .toList();
    }

    /** Returns for each of the participant's records on the service's own topic whether it is a tombstone. */
    private List<Boolean> tombstones(Participant participant) {
        return records(TRAINING_CHANGES.name(), participant).stream()
                .map(record -> record.value() == null)
                .toList();
    }

    private List<Message<TrainingChange, TrainingReports>> reports(Participant participant) {
        return topics.messages(TRAINING_CHANGES, participant.id().toString());
    }

    private static List<UUID> deferredTrainings(Message<TrainingChange, TrainingReports> message) {
        return message.snapshot().trainings().stream()
                .filter(report -> report.statuses().getLast().status() == TrainingStatus.DEFERRED)
                .map(TrainingReport::trainingId)
                .toList();
    }

    private Response show(Participant participant) {
        return given().auth().oauth2(token).get("/api/v3/participants/{id}", participant.id());
    }

    private JsonPath shownDeferred(Participant participant) {
        await().atMost(SOON).until(() -> "deferred"
                .equals(show(participant).jsonPath().getString("data.attributes.ecf_enrolments[0].training_status")));
        return show(participant).jsonPath();
    }

    private void awaitKnown(Participant participant) {
        await().atMost(SOON)
                .until(() -> query("select count(*) from facts where topic = 'participant-changes' and key = '"
                                + participant.id() + "'")
                        .equals(1L));
    }

    private boolean isMerged(Participant participant) {
        return query("select count(*) from facts where topic = 'participant-changes' and version = 2 and key = '"
                        + participant.id() + "'")
                .equals(1L);
    }

    /** A deferral that this service published earlier and reads back. */
    private void publishDeferralAsReadBack(Participant participant) {
        UUID training = trainingOf(participant);
        topics.publish(
                TRAINING_CHANGES,
                participant.id().toString(),
                new Message<>(
                        1,
                        OakfieldFixtures.AT,
                        new TrainingDeferred(training, amber, Role.ECT, "other"),
                        new TrainingReports(
                                participant.id(), List.of(new TrainingReport(training, amber, List.of(), List.of())))));
        await().atMost(SOON).until(() -> query("select count(*) from facts where topic = 'training-changes' and key = '"
                        + participant.id() + "'")
                .equals(1L));
    }

    /** Waits until the service has read a participant whose records come after this one's on both topics. */
    private void awaitSomeoneBehind(Participant participant) {
        UUID id = Stream.generate(UUID::randomUUID)
                .filter(other -> partition(other) == partition(participant.id()))
                .findFirst()
                .orElseThrow();
        Participant behind = OakfieldFixtures.ect(id, bracken, UUID.randomUUID(), "Somebody");
        register(behind);
        awaitKnown(behind);
        publishDeferralAsReadBack(behind);
    }

    private static int partition(UUID key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), 12);
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .indefinitely();
    }
}
