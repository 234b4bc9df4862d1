package uk.gov.education.training.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick check accepts what we write, and nothing that the validator rejects. */
class SchemaCheckTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MUTATIONS = 60;
    private static final List<JsonNode> ODD = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.objectNode()),
            JSON.numberNode(0),
            JSON.numberNode(-1),
            JSON.numberNode(2025),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(BigInteger.TEN.pow(30)),
            JSON.numberNode(new BigDecimal("1.0")),
            JSON.numberNode(new BigDecimal("0.005")),
            JSON.numberNode(new BigDecimal("1E-20")),
            JSON.numberNode(new BigDecimal("12.30")));
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "x",
            "7",
            "1234567",
            "1234567\n",
            "\uD83D\uDE00",
            "2025-09-01",
            "2025-09-01\n",
            "2025-02-29",
            "2024-02-29",
            "2025-13-01",
            "0000-01-01",
            "9999-12-31",
            "２０２５-09-01",
            "2025-09-01T09:00:00Z",
            "2025-09-01T09:00:00.5Z",
            "2025-09-01T09:00:00.123456789Z",
            "2025-09-01T09:00:00.1234567890Z",
            "2025-09-01T09:00:00.Z",
            "2025-09-01T09:00:00+01:00",
            "2025-09-01T24:00:00Z",
            "2025-09-01T23:60:00Z",
            "2025-12-31T23:59:60Z",
            "2025-02-30T09:00:00Z",
            "2025-09-01t09:00:00z",
            "2025-09-01 09:00:00Z",
            "2025-09-01T09:00:00Z\n",
            "2025-09-01T09:00Z",
            "0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01",
            "0C5F6B0E-3A56-4A5E-9D0A-2F1F6F0F7C01",
            "0c5f6b0e3a564a5e9d0a2f1f6f0f7c01",
            "{0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01}",
            "0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c0g",
            "ecf-standard-september",
            "ECF-standard-september",
            "name_changed",
            "name-changed");

    static Stream<Golden> golden() {
        return Golden.all().stream();
    }

    static LongStream seeds() {
        return LongStream.of(1, 2, ThreadLocalRandom.current().nextLong());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void messagesAsWeWriteThemPass(Golden golden) {
        assertThat(passes(golden, golden.body())).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void passesNothingThatTheValidatorRejects(long seed) {
        Random random = new Random(seed);
        int passed = 0;
        int rejected = 0;
        for (Golden golden : Golden.all()) {
            for (int number = 0; number < MUTATIONS; number++) {
                JsonNode mutated = mutated(golden.body(), random);
                if (passes(golden, mutated)) {
                    passed++;
                    assertThat(MessageSchemas.validated(golden.topic(), golden.type(), mutated))
                            .as("%s: %s", golden, mutated)
                            .isEmpty();
                } else {
                    rejected++;
                }
            }
        }
        assertThat(passed).isPositive();
        assertThat(rejected).isPositive();
    }

    private static boolean passes(Golden golden, JsonNode body) {
        return MessageSchemas.isCertainlyValid(golden.topic(), golden.type(), body);
    }

    /** A copy with one to three values removed or replaced, anywhere in it. */
    private static JsonNode mutated(JsonNode body, Random random) {
        JsonNode copy = body.deepCopy();
        for (int number = random.nextInt(3); number >= 0; number--) {
            List<ContainerNode<?>> containers = new ArrayList<>();
            collect(copy, containers);
            if (containers.isEmpty()) {
                return copy;
            }
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object -> {
                    List<String> names = new ArrayList<>();
                    object.fieldNames().forEachRemaining(names::add);
                    names.add("something_else");
                    String name = names.get(random.nextInt(names.size()));
                    if (random.nextInt(5) == 0) {
                        object.remove(name);
                    } else {
                        object.set(name, value(random));
                    }
                }
                case ArrayNode array -> {
                    if (array.isEmpty() || random.nextInt(3) == 0) {
                        array.add(value(random));
                    } else if (random.nextInt(3) == 0) {
                        array.remove(random.nextInt(array.size()));
                    } else {
                        array.set(random.nextInt(array.size()), value(random));
                    }
                }
                default -> throw new AssertionError("Neither object nor array");
            }
        }
        return copy;
    }

    private static void collect(JsonNode json, List<ContainerNode<?>> containers) {
        if (json instanceof ContainerNode<?> container) {
            containers.add(container);
        }
        json.forEach(child -> collect(child, containers));
    }

    private static JsonNode value(Random random) {
        int number = random.nextInt(ODD.size() + ODD_TEXTS.size());
        return number < ODD.size() ? ODD.get(number).deepCopy() : JSON.textNode(ODD_TEXTS.get(number - ODD.size()));
    }
}
