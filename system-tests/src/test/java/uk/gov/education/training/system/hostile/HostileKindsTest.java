package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Service;

/** Drafts are valid before their mutation, and the same seed makes the same records and requests. */
class HostileKindsTest {

    private static final List<String> PEOPLE = List.of("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7a01");

    static List<Topic<?, ?>> topics() {
        return Topics.ALL;
    }

    @ParameterizedTest
    @MethodSource("topics")
    void draftIsValid(Topic<?, ?> topic) {
        for (int seed = 0; seed < 20; seed++) {
            RecordDraft recordDraft = ValidRecords.draft(topic, topic.name(), new Random(seed));
            String type = new String(recordDraft.headers.lastHeader("ce_type").value(), UTF_8);

            assertThat(MessageSchemas.errors(topic, type, recordDraft.message)).isEmpty();
        }
    }

    @Test
    void thereAreThirtyKindsOfEach() {
        assertDistinct(RecordKind.all(PEOPLE), RecordKind::name);
        assertDistinct(RequestKind.all(), RequestKind::name);
    }

    private static <T> void assertDistinct(List<T> kinds, Function<T, String> name) {
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(30).extracting(name).doesNotHaveDuplicates();
    }

    @Test
    void sameSeedMakesTheSameRecords() {
        assertThat(values(7)).usingRecursiveComparison().isEqualTo(values(7));
        assertThat(values(7)).usingRecursiveComparison().isNotEqualTo(values(8));
    }

    private static List<byte[]> values(long seed) {
        List<byte[]> values = new ArrayList<>();
        for (RecordKind kind : RecordKind.all(PEOPLE)) {
            RecordDraft recordDraft =
                    ValidRecords.draft(Topics.DECLARATIONS, Topics.DECLARATIONS_NAME, new Random(seed));
            kind.mutation().accept(recordDraft);
            values.add(recordDraft.value);
        }
        return values;
    }

    @Test
    void sameSeedMakesTheSameRequests() {
        assertThat(requests(7)).usingRecursiveComparison().isEqualTo(requests(7));
    }

    private static List<byte[]> requests(long seed) {
        Operation operation = new Operation(Service.FUNDING, "POST", "/api/v1/contracts", "", List.of("cohort"), false);
        List<byte[]> requests = new ArrayList<>();
        for (RequestKind kind : RequestKind.all()) {
            RequestDraft requestDraft = new RequestDraft(new Random(seed), operation, operation.path());
            kind.mutation().accept(requestDraft);
            requests.add(requestDraft.bytes());
        }
        return requests;
    }
}
