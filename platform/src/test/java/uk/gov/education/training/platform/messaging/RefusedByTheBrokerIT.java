package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TopicClient;

/** Records that the broker rejects stay in the outbox and block no others. */
@ServiceIT
class RefusedByTheBrokerIT {

    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");
    private static final String REFUSED = " from outbox where topic = 'contract-periods' and key is null";

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @AfterEach
    void close() {
        query("delete" + REFUSED);
    }

    /** A compacted topic takes no record without a key. */
    @Test
    void topicThatRejectsRecordsBlocksNoOtherTopic() {
        query("insert into outbox (shard, topic, headers, body) select 0, 'contract-periods', '{}', 'x'::bytea from"
                + " generate_series(1, 600)");

        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(
                        1,
                        REGISTERED,
                        new EctRegistered(
                                "100002",
                                null,
                                LocalDate.of(2025, 9, 1),
                                TrainingProgramme.PROVIDER_LED,
                                LEAD_PROVIDER),
                        participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED.toString()))));

        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(SCHEDULE_ASSIGNMENTS, id.toString()))
                .hasSize(1));
        assertThat(query("select" + REFUSED).size()).isEqualTo(600);
    }

    @Test
    void rejectedKeyBlocksNoOtherKeyOfItsTopic() {
        query("insert into outbox (shard, topic, headers, body) select 0, 'contract-periods', '{}', 'x'::bytea from"
                + " generate_series(1, 600)");
        query("insert into outbox (shard, topic, key, headers, body) values (0, 'contract-periods', '2025',"
                + " '{\"x-again\": \"" + id + "\"}', 'no JSON')");

        await().atMost(SOON).untilAsserted(() -> assertThat(topics.records("contract-periods"))
                .extracting(record -> TopicClient.header(record, "x-again"))
                .contains(id.toString()));
        assertThat(query("select" + REFUSED).size()).isEqualTo(600);
    }

    private RowSet<Row> query(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
