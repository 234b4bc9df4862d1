package uk.gov.education.training.events;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that {@code asyncapi.yaml} agrees with the code. */
class AsyncApiTest {

    private static final JsonNode API = read();
    private static final Set<String> SERVICES =
            Set.of("school-updates-service", "schedule-service", "funding-service", "provider-api-service");
    private static final List<Topic<?, ?>> OPERATIONS = List.of(Topics.OPERATIONS_ALERTS, Topics.OPERATIONS_ACTIVITY);

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Topic<?, ?>> topics() {
        return Topics.ALL;
    }

    /** The services that send to or receive from each channel. */
    private static Map<String, Set<String>> services(String action) {
        return API.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asText().equals(action))
                .collect(groupingBy(
                        operation ->
                                operation.path("channel").path("$ref").asText().substring("#/channels/".length()),
                        mapping(operation -> operation.path("x-service").asText(), toSet())));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode followed(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.startsWith("#") ? API.at(ref.substring(1)) : node;
    }

    private static Set<String> readers(Topic<?, ?> topic) {
        return services("receive").get(topic.name());
    }

    /** The topics of facts, without those of operations, which have no single owner. */
    static List<Topic<?, ?>> facts() {
        return Topics.ALL.stream().filter(topic -> !OPERATIONS.contains(topic)).toList();
    }

    static List<Topic<?, ?>> operations() {
        return OPERATIONS;
    }

    private static Set<String> deadLetters() {
        Set<String> names = new TreeSet<>();
        facts().forEach(topic -> readers(topic).forEach(service -> names.add(topic.deadLetters(service))));
        return names;
    }

    @Test
    void channelsAreTheTopicsAndTheDeadLettersOfTheirReaders() {
        Set<String> expected = deadLetters();
        assertThat(expected).hasSizeGreaterThanOrEqualTo(facts().size());
        expected.addAll(Topics.names());
        expected.add(Topics.SCHOOL_REPORTS.deadLetters("school-updates-service"));

        assertThat(names(API.path("channels"))).isEqualTo(expected);
        assertThat(API.path("channels").properties()).isNotEmpty().allSatisfy(channel -> assertThat(
                        channel.getValue().path("address").asText())
                .isEqualTo(channel.getKey()));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void topicHasOneOwnerWhichDoesNotReadIt(Topic<?, ?> topic) {
        Set<String> owner = services("send").get(topic.name());
        Set<String> consumers = readers(topic);

        assertThat(owner).hasSize(1);
        assertThat(consumers).doesNotContainAnyElementsOf(owner);
        assertThat(List.of(owner, consumers))
                .allSatisfy(services -> assertThat(services).isNotEmpty().isSubsetOf(SERVICES));
        assertThat(API.at("/channels/" + topic.name() + "/description").asText())
                .contains("Owner: " + owner.iterator().next() + ".")
                .contains("Key: ");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyServiceSendsAndReceivesOperationsMessages(Topic<?, ?> topic) {
        assertThat(services("send").get(topic.name())).isEqualTo(SERVICES);
        assertThat(readers(topic)).isEqualTo(SERVICES);
        assertThat(API.at("/channels/" + topic.name() + "/description").asText())
                .contains("Owner: ")
                .contains("Key: ");
    }

    @Test
    void portalSendsReportsAndReceivesTheirOutcomes() {
        String reports = Topics.SCHOOL_REPORTS_NAME;
        String outcomes = Topics.SCHOOL_REPORT_OUTCOMES_NAME;

        assertThat(services("send")).containsEntry(reports, Set.of("school-portal"));
        assertThat(services("receive")).containsEntry(reports, Set.of("school-updates-service"));
        assertThat(services("send")).containsEntry(outcomes, Set.of("school-updates-service"));
        assertThat(services("receive")).containsEntry(outcomes, Set.of("school-portal"));
        assertThat(services("send"))
                .containsEntry(
                        Topics.SCHOOL_REPORTS.deadLetters("school-updates-service"), Set.of("school-updates-service"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void readersOfATopicWriteTheirOwnDeadLetters(Topic<?, ?> topic) {
        assertThat(readers(topic))
                .allSatisfy(service -> assertThat(services("send").get(topic.deadLetters(service)))
                        .containsExactly(service));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void topicHasTwelvePartitionsAndIsCompactedUnlessItCarriesActivity(Topic<?, ?> topic) {
        JsonNode kafka = API.at("/channels/" + topic.name() + "/bindings/kafka");

        assertThat(kafka.path("topic").asText()).isEqualTo(topic.name());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(12);
        assertThat(kafka.at("/topicConfiguration/cleanup.policy").valueStream().map(JsonNode::asText))
                .containsExactly(topic.equals(Topics.OPERATIONS_ACTIVITY) ? "delete" : "compact");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void topicCarriesItsTypesWithTheirSchemas(Topic<?, ?> topic) {
        JsonNode messages = API.at("/channels/" + topic.name() + "/messages");
        Set<String> types = new TreeSet<>();

        assertThat(messages.properties())
                .hasSameSizeAs(topic.typeNames().keySet())
                .allSatisfy(entry -> {
                    JsonNode message = followed(entry.getValue());
                    String type =
                            message.at("/headers/properties/ce_type/const").asText();
                    types.add(type);
                    assertThat(topic.types()).contains(type);
                    assertThat(message.path("name").asText()).isEqualTo(entry.getKey());
                    assertThat(topic.typeNames()).containsValue(entry.getKey());
                    assertThat(type).contains("." + entry.getKey() + ".");
                    assertThat(message.path("contentType").asText()).isEqualTo("application/json");
                    assertThat(message.at("/traits/0/$ref").asText())
                            .isEqualTo("#/components/messageTraits/cloud-event");
                    assertThat(message.at("/payload/$ref").asText()).isEqualTo("." + topic.schema(type));
                    JsonNode schema = JsonSchema.of(topic.schema(type)).node();
                    assertThat(message.path("title")).isEqualTo(schema.path("title"));
                    assertThat(schema.path("description").asText())
                            .startsWith(message.path("summary").asText().replaceFirst("\\.$", ""));
                    assertThat(followed(message.path("bindings"))
                                    .at("/kafka/key/pattern")
                                    .asText())
                            .isEqualTo("^" + topic.key().pattern() + "$");
                });
        assertThat(types).isEqualTo(new TreeSet<>(topic.types()));
    }

    /** Golden files are what is really on the topics, so the examples are copies of them. */
    @ParameterizedTest
    @MethodSource("topics")
    void everyMessageHasItsGoldenFileAsExample(Topic<?, ?> topic) {
        API.at("/channels/" + topic.name() + "/messages").properties().forEach(entry -> {
            JsonNode example = followed(entry.getValue()).at("/examples/0/payload");
            Golden golden = Golden.of(topic).stream()
                    .filter(each -> each.name().equals(entry.getKey() + ".v1.json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(example.toString())
                    .as(entry.getKey())
                    .isEqualTo(golden.body().toString());
        });
    }

    @Test
    void everyDeadLetterChannelCarriesDeadLetters() {
        assertThat(deadLetters()).isNotEmpty().allSatisfy(name -> {
            JsonNode channel = API.path("channels").path(name);
            assertThat(names(channel.path("messages"))).containsExactly("dead-letter");
            assertThat(followed(channel.path("bindings"))
                            .at("/kafka/partitions")
                            .asInt())
                    .isEqualTo(12);
        });
    }

    @Test
    void everyReferenceResolves() {
        List<String> refs = new ArrayList<>();
        API.findValues("$ref").forEach(ref -> refs.add(ref.asText()));

        assertThat(refs).hasSizeGreaterThan(20).allSatisfy(ref -> {
            if (ref.startsWith("#")) {
                assertThat(API.at(ref.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(AsyncApiTest.class.getResource(ref.substring(1))).isNotNull();
            }
        });
    }
}
