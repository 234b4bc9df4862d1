package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.deadLettered;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** Records with invalid CloudEvents attributes, or with those of another event. */
final class HeaderKinds {

    private static final byte[] NOT_UTF_8 = {(byte) 0xc3, (byte) 0x28, (byte) 0xff, 0};
    private static final int MANY = 2_000;
    private static final int HUGE = 200_000;

    private HeaderKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("ce_time: tomorrow", recordDraft -> recordDraft.header("ce_time", "tomorrow")),
                accountedFor("ce_time: empty", recordDraft -> recordDraft.header("ce_time", "")),
                accountedFor(
                        "ce_time: year 999999999",
                        recordDraft -> recordDraft.header("ce_time", "+999999999-12-31T23:59:59Z")),
                accountedFor(
                        "ce_time: without a zone", recordDraft -> recordDraft.header("ce_time", "2026-01-01T00:00:00")),
                accountedFor("ce_source: no URI", recordDraft -> recordDraft.header("ce_source", "::: no uri % \\")),
                accountedFor("ce_source: missing", recordDraft -> recordDraft.headers.remove("ce_source")),
                accountedFor(
                        "ce_dataschema: no URI", recordDraft -> recordDraft.header("ce_dataschema", "http://[no uri")),
                accountedFor(
                        "ce_dataschema: another's", recordDraft -> recordDraft.header("ce_dataschema", "urn:another")),
                deadLettered("ce_type: missing", recordDraft -> recordDraft.headers.remove("ce_type")),
                deadLettered(
                        "ce_type: unknown", recordDraft -> recordDraft.header("ce_type", "com.example.hostile.v1")),
                deadLettered("ce_type: not UTF-8", recordDraft -> replace(recordDraft, "ce_type", NOT_UTF_8)),
                deadLettered("ce_type: null", recordDraft -> replace(recordDraft, "ce_type", null)),
                deadLettered(
                        "ce_type: 200,000 characters", recordDraft -> recordDraft.header("ce_type", "t".repeat(HUGE))),
                accountedFor(
                        "ce_type: twice, and another",
                        recordDraft -> recordDraft.headers.add("ce_type", "other".getBytes(UTF_8))),
                accountedFor("ce_id: missing", recordDraft -> recordDraft.headers.remove("ce_id")),
                accountedFor("ce_id: 200,000 characters", recordDraft -> recordDraft.header("ce_id", "i".repeat(HUGE))),
                accountedFor("ce_id: NUL", recordDraft -> recordDraft.header("ce_id", "a\u0000b")),
                accountedFor("ce_specversion: 9.9", recordDraft -> recordDraft.header("ce_specversion", "9.9")),
                accountedFor("ce_specversion: missing", recordDraft -> recordDraft.headers.remove("ce_specversion")),
                accountedFor(
                        "ce_sequence: no number", recordDraft -> recordDraft.header("ce_sequence", "second to none")),
                accountedFor(
                        "ce_subject: another's", recordDraft -> recordDraft.header("ce_subject", "../../etc/passwd")),
                accountedFor("content-type: XML", recordDraft -> recordDraft.header("content-type", "application/xml")),
                accountedFor(
                        "content-type: garbage",
                        recordDraft -> recordDraft.header("content-type", "\u0000//;;=;charset")),
                accountedFor("content-type: not UTF-8", recordDraft -> replace(recordDraft, "content-type", NOT_UTF_8)),
                accountedFor(
                        "traceparent: garbage", recordDraft -> recordDraft.header("traceparent", "00-zz-\u0000-99999")),
                accountedFor("replay-of and dead-letter-*", HeaderKinds::asIfReplayed),
                accountedFor("all headers twice", HeaderKinds::twice),
                accountedFor("2,000 more headers", HeaderKinds::many),
                accountedFor("names that are none", HeaderKinds::strangeNames),
                deadLettered("all headers not UTF-8", HeaderKinds::allNotUtf8),
                deadLettered("no headers", HeaderKinds::none),
                accountedFor("structured mode", recordDraft -> structured(recordDraft, envelope(recordDraft))),
                deadLettered("structured mode, garbage", recordDraft -> structured(recordDraft, "{\"specversion\": ")),
                deadLettered("structured mode, a batch", recordDraft -> {
                    structured(recordDraft, "[" + envelope(recordDraft) + "]");
                    recordDraft.header("content-type", "application/cloudevents-batch+json");
                }));
    }

    private static void replace(RecordDraft recordDraft, String name, byte[] content) {
        recordDraft.headers.remove(name);
        recordDraft.headers.add(name, content);
    }

    private static void asIfReplayed(RecordDraft recordDraft) {
        recordDraft.header("replay-of", "nobody's");
        recordDraft.header("dead-letter-reason", "none");
        recordDraft.header("dead-letter-topic", "no-such-topic");
        recordDraft.header("dead-letter-partition", "-1");
        recordDraft.header("dead-letter-offset", "NaN");
    }

    private static void twice(RecordDraft recordDraft) {
        for (Header header : recordDraft.headers.toArray()) {
            recordDraft.headers.add(header);
        }
    }

    private static void many(RecordDraft recordDraft) {
        for (int i = 0; i < MANY; i++) {
            recordDraft.headers.add("x-" + recordDraft.random.nextInt(), new byte[] {(byte) i});
        }
    }

    private static void strangeNames(RecordDraft recordDraft) {
        recordDraft.headers.add("", "no name".getBytes(UTF_8));
        recordDraft.headers.add("a\u0000b", "NUL".getBytes(UTF_8));
        recordDraft.headers.add("ce_", "no attribute".getBytes(UTF_8));
        recordDraft.headers.add("\uD83D\uDC7E".repeat(100), "long".getBytes(UTF_8));
    }

    private static void allNotUtf8(RecordDraft recordDraft) {
        for (Header header : recordDraft.headers.toArray()) {
            replace(recordDraft, header.key(), NOT_UTF_8);
        }
    }

    private static void none(RecordDraft recordDraft) {
        for (Header header : recordDraft.headers.toArray()) {
            recordDraft.headers.remove(header.key());
        }
    }

    private static void structured(RecordDraft recordDraft, String value) {
        none(recordDraft);
        recordDraft.header("content-type", "application/cloudevents+json; charset=UTF-8");
        recordDraft.value = value.getBytes(UTF_8);
    }

    private static String envelope(RecordDraft recordDraft) {
        Header type = recordDraft.headers.lastHeader("ce_type");
        return """
                {"specversion": "1.0", "id": "%s", "source": "/hostile-run", "type": "%s", "subject": "%s",
                 "time": "2026-01-01T00:00:00Z", "datacontenttype": "application/json", "data": %s}""".formatted(
                        ValidRecords.id(recordDraft.random),
                        new String(type.value(), UTF_8),
                        recordDraft.ownKey,
                        recordDraft.message);
    }
}
