package uk.gov.education.training.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.JsonSchema.Found;

/**
 * Checks that records, schemas and golden files agree.
 *
 * <p>Golden files are never edited once released. When a change gets a second version, its {@code v1} files stay: each
 * is still validated by the schema of its own version, and decoded by the new records. Only current messages are
 * written again.
 */
class ContractTest {

    /** The format of a value, or its type if it has none. */
    private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(UUID.class, "uuid"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(Instant.class, "date-time"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(BigDecimal.class, "number"),
            Map.entry(boolean.class, "boolean"));

    /** A message of the current version. */
    record Written(Topic<?, ?> topic, Class<?> change, String typeName, String schemaFile) {

        JsonSchema schema() {
            return JsonSchema.of(schemaFile);
        }

        @Override
        public String toString() {
            return topic.name() + "/" + typeName;
        }
    }

    static List<Topic<?, ?>> topics() {
        return Topics.ALL;
    }

    static Stream<Written> messages() {
        return Topics.ALL.stream().flatMap(topic -> topic.typeNames().entrySet().stream()
                .map(type -> new Written(topic, type.getKey(), type.getValue(), schemaFile(topic, type.getValue()))));
    }

    static List<Golden> goldenFiles() {
        return Golden.all();
    }

    static Stream<Golden> currentGoldenFiles() {
        return Golden.all().stream().filter(Golden::isCurrent);
    }

    private static String schemaFile(Topic<?, ?> topic, String typeName) {
        List<String> files = topic.types().stream()
                .filter(type -> type.contains("." + typeName + ".v"))
                .map(topic::schema)
                .toList();
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    // Topics and types

    @Test
    void everyDeclaredTopicIsListed() {
        Set<Topic<?, ?>> declared = Arrays.stream(Topics.class.getFields())
                .filter(field -> field.getType() == Topic.class)
                .map(field -> {
                    try {
                        return (Topic<?, ?>) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(toSet());

        assertThat(Topics.ALL).isNotEmpty().doesNotHaveDuplicates().hasSameElementsAs(declared);
        assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyChangeOfATopicHasATypeName(Topic<?, ?> topic) {
        assertThat(topic.changes().isSealed()).isTrue();
        assertThat(topic.typeNames())
                .isNotEmpty()
                .containsOnlyKeys(topic.changes().getPermittedSubclasses());
        assertThat(topic.typeNames()).allSatisfy((change, name) -> {
            assertThat(change.isRecord()).isTrue();
            assertThat(name)
                    .isEqualTo(PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(change.getSimpleName()));
        });
    }

    @Test
    void typesAreUniqueAcrossTopics() {
        assertThat(Topics.ALL.stream().flatMap(topic -> topic.types().stream()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    // Records and schemas

    @ParameterizedTest
    @MethodSource("messages")
    void schemaHasExactlyThePropertiesOfTheRecords(Written message) {
        JsonSchema schema = message.schema();
        JsonSchema change = schema.property("change");

        assertThat(schema.properties()).isEqualTo(names(Message.class));
        assertThat(schema.required()).isEqualTo(names(Message.class));
        assertThat(schema.property("version").type()).isEqualTo("integer");
        assertThat(schema.property("at").node().path("format").asText()).isEqualTo("date-time");
        assertThat(change.property("type").node().path("const").asText()).isEqualTo(message.typeName());
        assertCorresponds(message.change(), change, Set.of("type"));
        assertCorresponds(message.topic().snapshot(), schema.property("snapshot"), Set.of());
    }

    private static void assertCorresponds(Class<?> type, JsonSchema schema, Set<String> besides) {
        assertThat(type.isRecord()).as("%s is a record", type).isTrue();
        assertThat(schema.type()).as("schema of %s", type).isEqualTo("object");
        assertThat(schema.node().path("additionalProperties").asBoolean(true))
                .as("%s may get more properties", type)
                .isTrue();
        Set<String> all = names(type);
        Set<String> always = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(ContractTest::name)
                .collect(toCollection(TreeSet::new));
        all.addAll(besides);
        always.addAll(besides);
        assertThat(schema.properties()).as("properties of %s", type).isEqualTo(all);
        assertThat(schema.required()).as("required of %s", type).isEqualTo(always);
        for (RecordComponent component : type.getRecordComponents()) {
            assertCorresponds(component.getAnnotatedType(), schema.property(name(component)), component.toString());
        }
    }

    private static void assertCorresponds(AnnotatedType component, JsonSchema schema, String where) {
        Type type = component.getType();
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).as(where).isEqualTo(List.class);
            assertThat(schema.type()).as(where).isEqualTo("array");
            AnnotatedType element = ((AnnotatedParameterizedType) component).getAnnotatedActualTypeArguments()[0];
            assertCorresponds(element, schema.items(), where);
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            assertCorresponds(plain, schema, Set.of());
        } else if (plain.isEnum()) {
            assertThat(schema.node().path("enum").valueStream().map(JsonNode::textValue))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(plain.getEnumConstants())
                            .map(constant -> Json.MAPPER.valueToTree(constant).textValue())
                            .toList());
        } else {
            String written = requireNonNull(SCALARS.get(plain), () -> where + " has no type in JSON");
            assertThat(schema.node().path("format").asText(schema.type()))
                    .as(where)
                    .isEqualTo(written);
        }
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(ContractTest::name).collect(toCollection(TreeSet::new));
    }

    private static String name(RecordComponent component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void schemaIsNamedByItsPathAndHasADescription(Written message) {
        JsonSchema schema = message.schema();
        JsonSchema snapshot = schema.property("snapshot");

        assertThat(List.of(schema, snapshot)).allSatisfy(file -> {
            assertThat(file.node().path("$id").asText()).isEqualTo(MessageSchemas.BASE + file.file());
            assertThat(file.node().path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        });
        assertThat(schema.node().path("title").asText()).isNotBlank();
        assertThat(snapshot.objects()).isNotEmpty().allSatisfy(object -> assertThat(
                        object.node().path("title").asText())
                .isNotBlank());
        assertThat(schema.objects()).hasSizeGreaterThan(2).allSatisfy(object -> assertThat(
                        object.node().path("description").asText())
                .isNotBlank());
    }

    // Golden files

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageHasAGoldenFile(Written message) {
        assertThat(Golden.of(message.topic()))
                .filteredOn(Golden::isCurrent)
                .extracting(Golden::typeName)
                .contains(message.typeName());
    }

    @Test
    void everyGoldenFileBelongsToATopic() throws IOException {
        try (Stream<Path> folders = Files.list(Golden.folder())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Topics.names());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void goldenFileOfAnyVersionIsValid(Golden golden) {
        assertThat(golden.errors(golden.body())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void goldenFileOfAnyVersionIsDecoded(Golden golden) {
        Message<?, ?> message = golden.decoded(golden.body());

        assertThat(golden.topic().typeNames()).containsEntry(message.change().getClass(), golden.typeName());
        assertThat(message.snapshot()).isInstanceOf(golden.topic().snapshot());
        assertThat(message.version()).isEqualTo(golden.body().path("version").longValue());
        assertThat(message.at()).isEqualTo(golden.body().path("at").textValue());
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void writtenMessageEqualsTheGoldenFile(Golden golden) throws IOException {
        Message<?, ?> message = golden.decoded(golden.body());

        byte[] written = Json.MAPPER.writerFor(golden.topic().message()).writeValueAsBytes(message);

        assertThat(Json.MAPPER.readTree(written)).isEqualTo(golden.body());
        assertThat(golden.topic().typeNames()).containsEntry(message.change().getClass(), golden.typeName());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void goldenFilesShowEveryPropertyOfTheirTopic(Topic<?, ?> topic) {
        List<Golden> files = Golden.of(topic).stream().filter(Golden::isCurrent).toList();
        Set<String> shown = files.stream()
                .flatMap(golden -> golden.schema().in(golden.body()).stream()
                        .map(found -> shown(golden, found.pointer().replaceAll("/[0-9]+", "/*"))))
                .collect(toCollection(TreeSet::new));
        Set<String> declared = files.stream()
                .flatMap(golden -> golden.schema().pointers().stream().map(pointer -> shown(golden, pointer)))
                .collect(toCollection(TreeSet::new));

        assertThat(shown).hasSizeGreaterThan(5).isEqualTo(declared);
    }

    /** Returns the snapshot, which is the same for all types of change. */
    private static String shown(Golden golden, String pointer) {
        return pointer.startsWith("/change/") ? golden.typeName() + pointer : pointer;
    }

    // What a reader accepts

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void unknownPropertiesAreTolerated(Golden golden) {
        JsonNode body = golden.body().deepCopy();
        List<JsonNode> objects = objects(body).toList();
        assertThat(objects).hasSizeGreaterThanOrEqualTo(3);

        objects.forEach(object ->
                ((ObjectNode) object).putObject("from_a_later_version").put("value", 1));

        assertThat(golden.errors(body)).isEmpty();
        assertThat(golden.decoded(body)).isEqualTo(golden.decoded(golden.body()));
    }

    private static Stream<JsonNode> objects(JsonNode node) {
        return Stream.concat(
                node.isObject() ? Stream.of(node) : Stream.empty(),
                node.valueStream().flatMap(ContractTest::objects));
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void missingPropertyIsNamed(Golden golden) {
        assertThat(golden.schema().in(golden.body()))
                .filteredOn(Found::required)
                .hasSizeGreaterThan(4)
                .allSatisfy(found -> assertThat(
                                golden.errors(changed(golden, found, parent -> parent.remove(found.name()))))
                        .singleElement()
                        .asString()
                        .startsWith((found.parent().isEmpty() ? "/" : found.parent()) + ": ")
                        .contains("'" + found.name() + "'"));
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void optionalPropertyMayBeAbsent(Golden golden) {
        assertThat(golden.schema().in(golden.body()))
                .filteredOn(found -> !found.required())
                .allSatisfy(found -> {
                    JsonNode without = changed(golden, found, parent -> parent.remove(found.name()));
                    assertThat(golden.errors(without)).isEmpty();
                    assertThat(golden.decoded(without)).isNotEqualTo(golden.decoded(golden.body()));
                });
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void valueOfTheWrongTypeIsAnError(Golden golden) {
        assertThat(golden.schema().in(golden.body())).isNotEmpty().allSatisfy(found -> {
            JsonNode value = golden.body().at(found.pointer());
            assertError(golden, found, parent -> parent.putNull(found.name()));
            assertError(golden, found, parent -> {
                if (value.isTextual()) {
                    parent.put(found.name(), 42);
                } else {
                    parent.put(found.name(), "Martha");
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("currentGoldenFiles")
    void errorDoesNotQuoteAMalformedText(Golden golden) {
        assertThat(golden.schema().in(golden.body()))
                .filteredOn(found -> golden.body().at(found.pointer()).isTextual())
                .hasSizeGreaterThan(3)
                .allSatisfy(found -> {
                    boolean free = found.schema().node().has("minLength");
                    assertError(
                            golden,
                            found,
                            parent -> parent.set(found.name(), TextNode.valueOf(free ? "" : "Martha Okonjo")));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "0.1, true",
        "0.3, true",
        "2.5, true",
        "2.50, true",
        "4.35E0, false",
        "15.9, true",
        "16, true",
        "-0.1, false",
        "16.1, false",
        "0.05, false",
        "2.55, false",
        "0.30000000000000004, false"
    })
    void numberOfTermsIsFrom0To16WithOneDecimal(String terms, boolean valid) {
        List<Golden> closed = Golden.of(Topics.PARTICIPANT_CHANGES).stream()
                .filter(golden -> golden.typeName().equals("induction-period-closed"))
                .toList();

        assertThat(closed).isNotEmpty().allSatisfy(golden -> {
            // as text, as it is received
            String body = golden.body().toString().replaceAll("(\"number_of_terms\":)[0-9.]+", "$1" + terms);
            List<String> errors = MessageSchemas.errors(golden.topic(), golden.type(), body.getBytes(UTF_8));
            assertThat(errors).hasSize(valid ? 0 : 2).allSatisfy(error -> assertThat(error)
                    .contains("/number_of_terms: ")
                    .doesNotContain(terms));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "34076.3, true",
        "34076.30, true",
        "-2999.71, true",
        "99999999999.99, true",
        "0.001, false",
        "34076.305, false",
        "0.30000000000000004, false"
    })
    void amountHasWholePence(String amount, boolean valid) {
        List<Golden> paid = Golden.of(Topics.STATEMENTS).stream()
                .filter(golden -> golden.typeName().equals("statement-paid"))
                .toList();

        assertThat(paid).isNotEmpty().allSatisfy(golden -> {
            // as text, as it is received
            String body = golden.body().toString().replaceAll("(\"total\":)[-0-9.]+", "$1" + amount);
            List<String> errors = MessageSchemas.errors(golden.topic(), golden.type(), body.getBytes(UTF_8));
            assertThat(errors)
                    .hasSize(valid ? 0 : 2)
                    .allSatisfy(error -> assertThat(error).contains("/total: ").doesNotContain(amount));
        });
    }

    private static void assertError(Golden golden, Found found, Consumer<ObjectNode> change) {
        assertThat(golden.errors(changed(golden, found, change)))
                .as("%s", found.pointer())
                .isNotEmpty()
                .allSatisfy(error ->
                        assertThat(error).startsWith(found.pointer() + ": ").doesNotContain("Martha"));
    }

    private static JsonNode changed(Golden golden, Found found, Consumer<ObjectNode> change) {
        JsonNode body = golden.body().deepCopy();
        change.accept((ObjectNode) body.at(found.parent()));
        return body;
    }
}
