package uk.gov.education.training.providerapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TopicClient;

/** A record or a queued participant that can't be processed does not block others. */
@ServiceIT
class UnusableRecordsIT {

    private static final String TRIGGER = "drop trigger if exists made_up on provider_documents";

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @AfterEach
    void close() {
        query(TRIGGER);
    }

    private RowSet<Row> query(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }

    private Participant register(String name) {
        UUID training = UUID.randomUUID();
        Participant participant = OakfieldFixtures.ect(UUID.randomUUID(), amber, training, name);
        topics.publish(
                SCHEDULE_ASSIGNMENTS,
                participant.id().toString(),
                OakfieldFixtures.scheduled(participant.id(), 1, training));
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(1, OakfieldFixtures.AT, new NameChanged("Before", name), participant));
        awaitSeen(participant);
        return participant;
    }

    private void awaitSeen(Participant participant) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(documents(participant)).isEqualTo(1));
    }

    private int documents(Participant participant) {
        return query("select from provider_documents where id = '" + participant.id() + "'")
                .size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "participant-changes",
                "training-changes",
                "declarations",
                "schedule-assignments",
                "funding-decisions",
                "statements",
                "contract-periods",
                "partnerships",
                "schools",
                "lead-providers",
                "delivery-partners"
            })
    void recordsWithAMalformedKeyAreDeadLetteredAndBlockNoOthers(String topic) {
        String key = "no id " + UUID.randomUUID();

        topics.publishRaw(topic, key, Map.of("ce_time", "tomorrow"), null);
        topics.publishRaw(topic, key, Map.of("ce_time", "tomorrow"), "{}".getBytes(UTF_8));

        await().atMost(SOON).untilAsserted(() -> assertThat(query("select from dead_letters where topic = '" + topic
                                + "' and key = '" + key + "' and reason = 'malformed-key'")
                        .size())
                .isEqualTo(2));
        register("After " + topic);
    }

    @Test
    void participantWhoCannotBeRefreshedBlocksNoOthers() {
        Participant stuck = register("Stuck Okafor");
        Participant other = register("Other Okafor");
        query("delete from provider_documents where id in ('" + stuck.id() + "', '" + other.id() + "')");
        query("create or replace function made_up() returns trigger language plpgsql as $$ begin raise exception"
                + " 'made up' using errcode = '23514'; end $$");
        query("create trigger made_up before insert on provider_documents for each row when (new.id = '" + stuck.id()
                + "') execute function made_up()");

        for (Participant one : List.of(stuck, other)) {
            query("insert into refresh_queue (participant_id) values ('" + one.id() + "')");
        }

        awaitSeen(other);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select from refresh_queue where participant_id = '" + stuck.id() + "'")
                                .size())
                .isZero());
        assertThat(documents(stuck)).isZero();
    }
}
