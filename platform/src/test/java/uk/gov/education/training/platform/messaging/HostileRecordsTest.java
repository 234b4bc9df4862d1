package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.gov.education.training.events.Topics.PARTNERSHIPS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.testsupport.HostileRecords;

/** Every record is read or rejected with a reason, and blocks no other record. */
class HostileRecordsTest {

    private static final Set<String> REASONS =
            Set.of("no-key", "malformed-key", "key-mismatch", "unknown-type", "not-json", "schema", "version");
    private static final UUID ID = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");

    static LongStream seeds() {
        return LongStream.of(1, 2, ThreadLocalRandom.current().nextLong());
    }

    private static ProducerRecord<byte[], byte[]> wellFormed(UUID id) {
        Instant at = Instant.parse("2025-09-01T09:00:00Z");
        OutboxRecord event = CloudEvents.write(
                PARTNERSHIPS,
                id.toString(),
                new Message<>(
                        1,
                        at,
                        new PartnershipConfirmed(),
                        new Partnership(id, new UUID(0, 2), "A provider", new UUID(0, 3), "100001", 2025, at)),
                "school-updates-service",
                new Cause(at, Traces.begin()),
                at);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(event.topic(), KeyEncoding.bytes(event.key()), event.body());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }

    /** The record as the consumer receives it. */
    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<byte[], byte[]> record, long timestamp) {
        return consumed(KeyEncoding.of(record.key()), record.headers(), record.value(), timestamp);
    }

    private static ConsumerRecord<String, byte[]> consumed(
            @Nullable String key, Headers headers, byte @Nullable [] body, long timestamp) {
        return new ConsumerRecord<>(
                PARTNERSHIPS.name(),
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                body,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private static ConsumerRecord<String, byte[]> consumed(UUID id) {
        return consumed(wellFormed(id), 0);
    }

    private static Batch read(List<ConsumerRecord<String, byte[]>> records) {
        return Batch.of(SnapshotProjection.whole(PARTNERSHIPS), records, KnownVersions.none());
    }

    private static String reason(ConsumerRecord<String, byte[]> record) {
        Batch batch = read(List.of(record));
        return batch.invalid().isEmpty() ? "none" : batch.invalid().getFirst().reason();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRecordIsReadOrRejectedWithAReason(long seed) {
        HostileRecords hostile = new HostileRecords(seed, HostileRecordsTest::wellFormed);
        long[] timestamps = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_700_000_000_000L};
        Set<String> reasons = new HashSet<>();
        int accepted = 0;
        for (int number = 0; number < 2_000; number++) {
            ConsumerRecord<String, byte[]> record = consumed(hostile.next(), timestamps[number % timestamps.length]);
            UUID next = new UUID(number, 7);

            Batch batch = read(List.of(record, consumed(next)));

            assertThat(batch.newest()).as("record %s", number).containsKey(next.toString());
            assertThat(batch.newEvents().size() + batch.invalid().size()).isEqualTo(2);
            accepted += batch.newEvents().size() - 1;
            batch.newEvents().forEach(event -> event.applied(true));
            batch.invalid().forEach(deadLetter -> {
                reasons.add(deadLetter.reason());
                assertThat(deadLetter.detail()).matches("[ -~]{1,2000}");
            });
            assertThat(CloudEvents.writtenAt(record)).isBetween("1900-01-01T00:00:00Z", "3000-01-01T00:00:00Z");
        }
        assertThat(reasons)
                .isSubsetOf(REASONS)
                .contains("malformed-key", "key-mismatch", "unknown-type", "not-json", "schema");
        assertThat(accepted).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "ce_time, tomorrow",
        "ce_time, +999999999-12-31T23:59:59Z",
        "ce_source, http://[",
        "ce_dataschema, not a uri",
        "ce_id, ''",
        "ce_specversion, 7",
        "content-type, text/plain; charset=klingon",
        "traceparent, garbage"
    })
    void informativeHeadersMayHaveAnyValue(String header, String value) {
        ProducerRecord<byte[], byte[]> record = wellFormed(ID);
        record.headers().remove(header).add(header, value.getBytes(UTF_8));

        assertThat(reason(consumed(record, 0))).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "0C5F6B0E-3A56-4A5E-9D0A-2F1F6F0F7C01",
                " 0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01",
                "0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01\n",
                "c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01",
                "2025"
            })
    void malformedKeyIsRejectedAlsoOfATombstone(String key) {
        ProducerRecord<byte[], byte[]> record = wellFormed(ID);

        assertThat(reason(consumed(key, record.headers(), record.value(), 0))).isEqualTo("malformed-key");
        assertThat(reason(consumed(key, record.headers(), null, 0))).isEqualTo("malformed-key");
    }

    @Test
    void keyOfAnotherSnapshotIsRejected() {
        ProducerRecord<byte[], byte[]> record = wellFormed(ID);

        assertThat(reason(consumed(new UUID(0, 9).toString(), record.headers(), record.value(), 0)))
                .isEqualTo("key-mismatch");
        assertThat(reason(consumed(null, record.headers(), record.value(), 0))).isEqualTo("no-key");
    }

    @Test
    void structuredModeIsRejected() {
        ProducerRecord<byte[], byte[]> record = wellFormed(ID);
        record.headers().remove("ce_type");
        record.headers().remove("content-type").add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        ConsumerRecord<String, byte[]> structured = consumed(record, 0);

        assertThatThrownBy(() -> CloudEvents.read(PARTNERSHIPS, structured))
                .isInstanceOf(InvalidRecord.class)
                .hasMessageContaining("structured mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800"})
    void textThatNoDatabaseStoresIsRejected(String text) {
        ProducerRecord<byte[], byte[]> record = wellFormed(ID);
        byte[] body =
                new String(record.value(), UTF_8).replace("A provider", text).getBytes(UTF_8);

        assertThat(reason(consumed(ID.toString(), record.headers(), body, 0))).isEqualTo("schema");
    }

    @Test
    void keyKeepsItsBytes() {
        byte[] key = {(byte) 0xff, 0, (byte) 0xc3, 'a'};

        assertThat(KeyEncoding.bytes(KeyEncoding.deserializer().deserialize("any", key)))
                .isEqualTo(key);
    }

    @Test
    void deadLetterKeepsAnyHeaders() throws JsonProcessingException {
        List<String> values = new ArrayList<>();
        RecordHeaders headers = new RecordHeaders();
        for (int number = 0; number < 256; number++) {
            values.add(new String(new byte[] {(byte) number, 0, (byte) 0xff}, ISO_8859_1));
            headers.add("x" + number, values.getLast().getBytes(ISO_8859_1));
        }

        Map<String, String> kept = Json.MAPPER.readValue(
                Outbox.headersJson(
                        new OutboxRecord("any", null, CloudEvents.headers(consumed(null, headers, null, 0)), null)),
                new TypeReference<>() {});

        assertThat(kept.values()).containsExactlyElementsOf(values);
    }

    @Test
    void detailOfADeadLetterIsShortAscii() {
        DeadLetter deadLetter =
                new DeadLetter(consumed(ID), DeadLetter.REFUSED, new InvalidRecord("schema", "\u0000ä".repeat(5_000)));

        assertThat(deadLetter.detail()).hasSize(2_000).matches("\\?+");
    }
}
