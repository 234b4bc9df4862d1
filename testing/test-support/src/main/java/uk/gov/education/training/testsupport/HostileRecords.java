package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Invalid and unusual records: keys, headers, bodies and modes of any kind. Each is about a key of its own, so that
 * none has to do with any other. The same seed gives the same records.
 */
public final class HostileRecords {

    private static final List<String> TIMES = List.of(
            "tomorrow",
            "",
            "0001-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "12:00");
    private static final List<String> NO_URIS = List.of("::", "not a uri", "http://[", "%", "", "a\u0000b");
    private static final List<String> CONTENT_TYPES = List.of(
            "",
            "text/plain",
            "application/cloudevents+json",
            "application/cloudevents+json; charset=utf-16",
            "application/cloudevents-batch+json",
            "application/json; charset=klingon",
            "application/avro",
            "/",
            ";;;");
    private static final List<String> TRACES = List.of(
            "",
            "garbage",
            "00-00000000000000000000000000000000-0000000000000000-00",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01");
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "no JSON",
            "null",
            "true",
            "42",
            "\"text\"",
            "[]",
            "{}",
            "{\"version\": 1}",
            "{\"version\": 1, \"at\": null, \"change\": null, \"snapshot\": null}",
            "{\"version\": 1, \"at\": [], \"change\": [], \"snapshot\": []}",
            "{\"version\": 1",
            "{\"a\": \"\\ud800\"}",
            "{\"a\\u0000b\": 1e999999999}");
    private static final List<String> VERSIONS = List.of(
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "\"1\"",
            "null",
            "9223372036854775808",
            "1" + "0".repeat(400),
            "true",
            "[]",
            "{}");
    private static final List<String> MOMENTS = List.of(
            "null",
            "\"tomorrow\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "0",
            "\"\"",
            "1e400");

    private final Random random;
    private final Function<UUID, ProducerRecord<byte[], byte[]>> wellFormed;

    /** @param wellFormed a record as the topic's owner would write it, about what has this id */
    public HostileRecords(long seed, Function<UUID, ProducerRecord<byte[], byte[]>> wellFormed) {
        this.random = new Random(seed);
        this.wellFormed = wellFormed;
    }

    /** The next record, invalid in one or more ways. */
    public ProducerRecord<byte[], byte[]> next() {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        ProducerRecord<byte[], byte[]> good = wellFormed.apply(id);
        int ways = 1 + random.nextInt(7);
        byte[] key = (ways & 1) == 0 ? good.key() : key(good.key());
        byte @Nullable [] body = (ways & 2) == 0 ? good.value() : body(good.value());
        Long timestamp = random.nextInt(10) == 0 ? (Long) 0L : null;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(good.topic(), null, timestamp, key, body);
        good.headers().forEach(record.headers()::add);
        if ((ways & 4) != 0) {
            for (int many = 1 + random.nextInt(3); many > 0; many--) {
                spoilHeaders(record);
            }
        }
        return record;
    }

    private byte[] key(byte[] good) {
        String text = new String(good, ISO_8859_1);
        return switch (random.nextInt(14)) {
            case 0 -> new byte[0];
            case 1 -> "abc".getBytes(UTF_8);
            case 2 -> text.toUpperCase(Locale.ROOT).getBytes(UTF_8);
            case 3 -> (text + "\n").getBytes(UTF_8);
            case 4 -> (" " + text).getBytes(UTF_8);
            case 5 -> text.replace('-', '\u0000').getBytes(UTF_8);
            case 6 -> random(16);
            case 7 -> random(12_000);
            case 8 -> random(200_000);
            case 9 -> "☃ amara@school.example".getBytes(UTF_8);
            case 10 -> new byte[] {(byte) 0xff, (byte) 0xc0, 0};
            case 11 -> ("{" + text + "}").getBytes(UTF_8);
            case 12 -> UUID.nameUUIDFromBytes(good).toString().getBytes(UTF_8);
            default -> "2025".getBytes(UTF_8);
        };
    }

    private byte @Nullable [] body(byte[] good) {
        String text = new String(good, UTF_8);
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1, 2, 3 -> any(BODIES).getBytes(UTF_8);
            case 4 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 5 -> random(random.nextInt(2_000));
            case 6 -> text.getBytes(UTF_16);
            case 7 -> "[".repeat(100_000).getBytes(UTF_8);
            case 8 -> ("{\"a\":".repeat(900) + "1" + "}".repeat(900)).getBytes(UTF_8);
            case 9 -> " ".repeat(500_000).getBytes(UTF_8);
            case 10 ->
                ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"t\",\"data\":" + text + "}")
                        .getBytes(UTF_8);
            case 11 ->
                text.replaceFirst("\"version\":[0-9]+", "\"version\":" + any(VERSIONS))
                        .getBytes(UTF_8);
            case 12 ->
                text.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":" + any(MOMENTS)).getBytes(UTF_8);
            case 13 -> text.replaceFirst(":\"[^\"]*\"", ":\"a\\\\u0000b\"").getBytes(UTF_8);
            case 14 -> ("{\"unknown\":" + "9".repeat(900) + "," + text.substring(1)).getBytes(UTF_8);
            default -> flipped(good);
        };
    }

    private byte[] flipped(byte[] good) {
        byte[] flipped = good.clone();
        for (int many = 1 + random.nextInt(5); many > 0; many--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        return flipped;
    }

    private void spoilHeaders(ProducerRecord<byte[], byte[]> record) {
        switch (random.nextInt(16)) {
            case 0 -> set(record, "ce_time", any(TIMES));
            case 1 -> set(record, "ce_source", any(NO_URIS));
            case 2 -> set(record, "ce_dataschema", any(NO_URIS));
            case 3 -> set(record, "content-type", any(CONTENT_TYPES));
            case 4 -> set(record, "traceparent", any(TRACES));
            case 5 -> set(record, "ce_type", any(List.of("", "some.other.v1", "\u0000", "x".repeat(20_000))));
            case 6 -> set(record, "ce_id", any(List.of("", "\u0000", "amara@school.example", "9".repeat(20_000))));
            case 7 -> set(record, "ce_specversion", any(List.of("", "0.1", "2.0", "\u00ff")));
            case 8 -> all(record, (name, value) -> null);
            case 9 -> all(record, (name, value) -> random(1 + random.nextInt(50)));
            case 10 ->
                List.of(record.headers().toArray())
                        .forEach(header -> record.headers().add(header.key(), random(5)));
            case 11 -> record.headers().remove(any(List.of("ce_type", "ce_id", "ce_time", "content-type")));
            case 12 -> set(record, any(List.of("", "\u0000", "☃", "n".repeat(10_000))), "value");
            case 13 -> set(record, any(List.of("dead-letter-reason", "dead-letter-cut", "replay-of")), "\u0000");
            case 14 -> {
                for (int many = 0; many < 2_000; many++) {
                    record.headers().add("x-" + many, random(20));
                }
            }
            default -> record.headers().add("x-large", random(50_000));
        }
    }

    private void all(ProducerRecord<byte[], byte[]> record, BiFunction<String, byte[], byte @Nullable []> change) {
        List<RecordHeader> changed = new ArrayList<>();
        record.headers()
                .forEach(header -> changed.add(new RecordHeader(
                        header.key(),
                        header.key().equals("ce_type") && random.nextBoolean()
                                ? header.value()
                                : change.apply(header.key(), header.value()))));
        changed.forEach(header -> record.headers().remove(header.key()));
        changed.forEach(record.headers()::add);
    }

    private static void set(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().remove(name).add(name, value.getBytes(UTF_8));
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
