package uk.gov.education.training.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.testsupport.TopicClient;

/** Invalid records become dead letters of each consumer, and block nothing else. */
class PoisonIT {

    private static final Map<String, String> RENAMED = Map.of("ce_type", "uk.gov.education.training.name-changed.v1");

    private final Demo demo = SystemUnderTest.demo();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(demo, 2);

    @Test
    void poisonIsDeadLetteredWhileOtherRecordsFlow() {
        String id = schoolAndProvider
                .registerEct(SchoolAndProvider.nextTrn(), "Before Poison")
                .ok()
                .path("id")
                .asText();
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 'x');

        try (var topics = new TopicClient(demo.kafka())) {
            topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, id, RENAMED, "no JSON".getBytes(UTF_8));
            topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, id, RENAMED, "{\"version\": 7}".getBytes(UTF_8));
            topics.publishRaw(
                    Topics.PARTICIPANT_CHANGES_NAME, id, Map.of("ce_type", "some.other.v1"), "{}".getBytes(UTF_8));
            topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, id, RENAMED, large);
            // A compacted topic needs keys, so the broker rejects this record.
            assertThatThrownBy(() ->
                            topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, null, RENAMED, "{}".getBytes(UTF_8)))
                    .isInstanceOf(IllegalStateException.class);
            schoolAndProvider.rename(id, "After Poison").ok();

            await().atMost(SOON).untilAsserted(() -> assertThat(schoolAndProvider
                            .provider()
                            .get("/participants/" + id)
                            .body()
                            .at("/data/attributes/full_name")
                            .asText())
                    .isEqualTo("After Poison"));
            for (Service consumer : List.of(Service.SCHEDULE, Service.FUNDING, Service.PROVIDER_API)) {
                await().atMost(SOON).untilAsserted(() -> assertThat(
                                topics.records(Topics.PARTICIPANT_CHANGES.deadLetters(consumer.module())))
                        .filteredOn(record -> record.key().equals(id))
                        .extracting(record -> TopicClient.header(record, "dead-letter-reason"))
                        .containsExactlyInAnyOrder("not-json", "schema", "unknown-type", "not-json"));
                // The later change of name supersedes them, because each event has the whole snapshot.
                await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters(consumer, "superseded", id))
                        .isEqualTo(4));
                assertThat(deadLetters(consumer, "waiting", id)).isZero();
            }
        }
    }

    private int deadLetters(Service consumer, String status, String id) {
        return new RestClient(
                        SystemUnderTest.running().service(consumer).address(),
                        demo.tokens().get("operations"))
                .get("/api/v1/dead-letters?status=" + status + "&participant_id=" + id)
                .ok()
                .at("/meta/total")
                .asInt();
    }
}
