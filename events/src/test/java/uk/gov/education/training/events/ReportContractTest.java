package uk.gov.education.training.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that records, schemas, golden files and {@code asyncapi.yaml} of the topics of reports agree. */
class ReportContractTest {

    private static final JsonNode API = api();
    private static final Pattern PUBLIC_KEY = Pattern.compile("Base64\\) is ([A-Za-z0-9+/=]+)");

    /** A kind of message. */
    record Kind(ReportTopic<?, ?> topic, Class<?> type, String name) {

        String cloudEventsType() {
            return MessageTopic.type(name);
        }

        JsonSchema schema() {
            return JsonSchema.of(topic.schema(cloudEventsType()));
        }

        /** The property that depends on the kind. */
        String varying() {
            return topic.equals(Topics.SCHOOL_REPORTS) ? "request" : "outcome";
        }

        JsonNode inAsyncApi() {
            return API.at("/components/messages/" + name);
        }

        @Override
        public String toString() {
            return topic.name() + "/" + name;
        }
    }

    /** A recorded message. */
    record File(Kind kind, String name, JsonNode body) {

        List<String> errors(JsonNode changed) {
            return MessageSchemas.errors(kind.topic(), kind.cloudEventsType(), changed);
        }

        @Override
        public String toString() {
            return kind.topic().name() + "/" + name;
        }
    }

    private static JsonNode api() {
        try {
            return new YAMLMapper().readTree(ReportContractTest.class.getResourceAsStream("/asyncapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ReportTopic<?, ?>> topics() {
        return Topics.REPORTS;
    }

    static Stream<Kind> kinds() {
        return Topics.REPORTS.stream().flatMap(topic -> topic.typeNames().entrySet().stream()
                .map(kind -> new Kind(topic, kind.getKey(), kind.getValue())));
    }

    static Stream<Kind> reports() {
        return kinds().filter(kind -> kind.topic().equals(Topics.SCHOOL_REPORTS));
    }

    static Stream<File> files() {
        return kinds().flatMap(ReportContractTest::files);
    }

    private static Stream<File> files(Kind kind) {
        try (Stream<Path> files =
                Files.list(Golden.folder().resolve(kind.topic().name()))) {
            return files
                    .sorted()
                    .filter(file -> file.getFileName().toString().startsWith(kind.name() + "."))
                    .map(file -> new File(kind, file.getFileName().toString(), read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate)
                .collect(toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyKindHasItsNameOnTheWire(ReportTopic<?, ?> topic) {
        assertThat(topic.typeNames()).containsOnlyKeys(topic.kinds().getPermittedSubclasses());
        assertThat(topic.typeNames()).allSatisfy((kind, name) -> assertThat(name)
                .isEqualTo(PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(kind.getSimpleName())));
        assertThat(Topics.ALL.stream().flatMap(other -> other.types().stream()))
                .doesNotContainAnyElementsOf(topic.types());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void schemaHasThePropertiesOfTheRecords(Kind kind) {
        Set<String> varying = names(kind.type());
        varying.add("type");

        assertThat(kind.schema().node().path("$id").asText())
                .isEqualTo(MessageSchemas.BASE + kind.topic().schema(kind.cloudEventsType()));
        assertThat(kind.schema().property(kind.varying()).properties()).isEqualTo(varying);
        assertThat(kind.schema()
                        .property(kind.varying())
                        .property("type")
                        .node()
                        .path("const")
                        .asText())
                .isEqualTo(kind.name());
        assertThat(names(kind.topic().message())).containsAll(kind.schema().properties());
        assertThat(kind.schema().properties()).contains(kind.varying());
    }

    @ParameterizedTest
    @MethodSource("files")
    void goldenFileIsValidAndIsWrittenAgainUnchanged(File file) throws IOException {
        Object message = Json.MAPPER.readerFor(file.kind().topic().message()).readValue(file.body());

        assertThat(file.errors(file.body())).isEmpty();
        assertThat(Json.MAPPER.readTree(Json.write(message))).isEqualTo(file.body());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goldenFilesShowEveryProperty(Kind kind) {
        Set<String> shown = files(kind)
                .flatMap(file -> kind.schema().in(file.body()).stream()
                        .map(found -> found.pointer().replaceAll("/[0-9]+", "/*")))
                .collect(toCollection(TreeSet::new));

        assertThat(shown)
                .hasSizeGreaterThan(3)
                .isEqualTo(new TreeSet<>(kind.schema().pointers()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void missingPropertyIsNamedAndAnUnknownOneTolerated(File file) {
        assertThat(file.kind().schema().in(file.body()))
                .filteredOn(JsonSchema.Found::required)
                .hasSizeGreaterThan(2)
                .allSatisfy(found -> {
                    ObjectNode body = file.body().deepCopy();
                    ((ObjectNode) body.at(found.parent())).remove(found.name());
                    assertThat(file.errors(body))
                            .anySatisfy(error -> assertThat(error).contains("'" + found.name() + "'"));
                });
        ObjectNode later = file.body().deepCopy();
        later.put("from_a_later_version", 1);
        ((ObjectNode) later.path(file.kind().varying())).put("from_a_later_version", 1);
        assertThat(file.errors(later)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void channelIsKeptForThirtyDaysAndHasEveryKind(ReportTopic<?, ?> topic) {
        JsonNode channel = API.at("/channels/" + topic.name());
        JsonNode kafka = channel.at("/bindings/kafka");

        assertThat(kafka.path("partitions").asInt()).isEqualTo(12);
        assertThat(kafka.at("/topicConfiguration/cleanup.policy/0").asText()).isEqualTo("delete");
        assertThat(kafka.at("/topicConfiguration/retention.ms").asLong()).isEqualTo(Topics.REPORTS_KEPT.toMillis());
        assertThat(channel.path("messages").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(topic.typeNames().values());
        assertThat(API.at("/components/messageBindings/urn-key/kafka/key/pattern")
                        .asText())
                .isEqualTo("^" + KeyFormat.URN.pattern() + "$");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void asyncApiHasTheTypeTheSchemaAndAValidExample(Kind kind) {
        JsonNode example = kind.inAsyncApi().at("/examples/0");

        assertThat(kind.inAsyncApi().at("/headers/properties/ce_type/const").asText())
                .isEqualTo(kind.cloudEventsType())
                .isEqualTo(example.at("/headers/ce_type").asText());
        assertThat(kind.inAsyncApi().at("/payload/$ref").asText())
                .isEqualTo("." + kind.topic().schema(kind.cloudEventsType()));
        assertThat(files(kind)).extracting(File::body).contains(example.path("payload"));
        assertThat(kind.schema().node().path("title"))
                .isEqualTo(kind.inAsyncApi().path("title"));
    }

    /** Another team can check its signatures with the examples. */
    @ParameterizedTest
    @MethodSource("reports")
    void exampleIsSignedAsTheChannelDescribes(Kind kind) throws GeneralSecurityException {
        JsonNode headers = kind.inAsyncApi().at("/examples/0/headers");
        String signed = String.join(
                "\n",
                headers.path("ce_id").asText(),
                headers.path("ce_time").asText(),
                headers.path("ce_subject").asText(),
                headers.path("ce_type").asText(),
                kind.inAsyncApi().at("/examples/0/payload").toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey());

        signature.update(signed.getBytes(UTF_8));

        assertThat(signature.verify(
                        Base64.getDecoder().decode(headers.path("ce_signature").asText())))
                .isTrue();
    }

    private static PublicKey publicKey() throws GeneralSecurityException {
        Matcher matcher = PUBLIC_KEY.matcher(
                API.at("/channels/school-reports/description").asText());
        assertThat(matcher.find()).isTrue();
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(matcher.group(1))));
    }

    @Test
    void everyRequiredHeaderIsInTheExamples() {
        assertThat(reports()).isNotEmpty().allSatisfy(kind -> assertThat(
                        API.at("/components/messageTraits/signed-report/headers/required")
                                .valueStream()
                                .map(JsonNode::asText))
                .allSatisfy(header -> assertThat(
                                kind.inAsyncApi().at("/examples/0/headers").has(header))
                        .as(header)
                        .isTrue()));
    }
}
