package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** Headers that are no CloudEvents attributes, or those of another event. */
final class HeaderKinds {

    private static final byte[] NOT_UTF_8 = {(byte) 0xc3, (byte) 0x28, (byte) 0xff, 0};
    private static final int MANY = 2_000;
    private static final int HUGE = 200_000;

    private HeaderKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("ce_time: tomorrow", draft -> draft.header("ce_time", "tomorrow")),
                accountedFor("ce_time: empty", draft -> draft.header("ce_time", "")),
                accountedFor("ce_time: year 999999999", draft -> draft.header("ce_time", "+999999999-12-31T23:59:59Z")),
                accountedFor("ce_time: without a zone", draft -> draft.header("ce_time", "2026-01-01T00:00:00")),
                accountedFor("ce_source: no URI", draft -> draft.header("ce_source", "::: no uri % \\")),
                accountedFor("ce_source: missing", draft -> draft.headers.remove("ce_source")),
                accountedFor("ce_dataschema: no URI", draft -> draft.header("ce_dataschema", "http://[no uri")),
                accountedFor("ce_dataschema: another's", draft -> draft.header("ce_dataschema", "urn:another")),
                parked("ce_type: missing", draft -> draft.headers.remove("ce_type")),
                parked("ce_type: unknown", draft -> draft.header("ce_type", "com.example.hostile.v1")),
                parked("ce_type: not UTF-8", draft -> replace(draft, "ce_type", NOT_UTF_8)),
                parked("ce_type: null", draft -> replace(draft, "ce_type", null)),
                parked("ce_type: 200,000 characters", draft -> draft.header("ce_type", "t".repeat(HUGE))),
                accountedFor(
                        "ce_type: twice, and another", draft -> draft.headers.add("ce_type", "other".getBytes(UTF_8))),
                accountedFor("ce_id: missing", draft -> draft.headers.remove("ce_id")),
                accountedFor("ce_id: 200,000 characters", draft -> draft.header("ce_id", "i".repeat(HUGE))),
                accountedFor("ce_id: NUL", draft -> draft.header("ce_id", "a\u0000b")),
                accountedFor("ce_specversion: 9.9", draft -> draft.header("ce_specversion", "9.9")),
                accountedFor("ce_specversion: missing", draft -> draft.headers.remove("ce_specversion")),
                accountedFor("ce_sequence: no number", draft -> draft.header("ce_sequence", "second to none")),
                accountedFor("ce_subject: another's", draft -> draft.header("ce_subject", "../../etc/passwd")),
                accountedFor("content-type: XML", draft -> draft.header("content-type", "application/xml")),
                accountedFor("content-type: garbage", draft -> draft.header("content-type", "\u0000//;;=;charset")),
                accountedFor("content-type: not UTF-8", draft -> replace(draft, "content-type", NOT_UTF_8)),
                accountedFor("traceparent: garbage", draft -> draft.header("traceparent", "00-zz-\u0000-99999")),
                accountedFor("replay-of and dead-letter-*", HeaderKinds::asIfReplayed),
                accountedFor("all headers twice", HeaderKinds::twice),
                accountedFor("2,000 more headers", HeaderKinds::many),
                accountedFor("names that are none", HeaderKinds::strangeNames),
                parked("all headers not UTF-8", HeaderKinds::allNotUtf8),
                parked("no headers", HeaderKinds::none),
                accountedFor("structured mode", draft -> structured(draft, envelope(draft))),
                parked("structured mode, garbage", draft -> structured(draft, "{\"specversion\": ")),
                parked("structured mode, a batch", draft -> {
                    structured(draft, "[" + envelope(draft) + "]");
                    draft.header("content-type", "application/cloudevents-batch+json");
                }));
    }

    private static void replace(Draft draft, String name, byte[] content) {
        draft.headers.remove(name);
        draft.headers.add(name, content);
    }

    private static void asIfReplayed(Draft draft) {
        draft.header("replay-of", "nobody's");
        draft.header("dead-letter-reason", "none");
        draft.header("dead-letter-topic", "no-such-topic");
        draft.header("dead-letter-partition", "-1");
        draft.header("dead-letter-offset", "NaN");
    }

    private static void twice(Draft draft) {
        for (Header header : draft.headers.toArray()) {
            draft.headers.add(header);
        }
    }

    private static void many(Draft draft) {
        for (int i = 0; i < MANY; i++) {
            draft.headers.add("x-" + draft.random.nextInt(), new byte[] {(byte) i});
        }
    }

    private static void strangeNames(Draft draft) {
        draft.headers.add("", "no name".getBytes(UTF_8));
        draft.headers.add("a\u0000b", "NUL".getBytes(UTF_8));
        draft.headers.add("ce_", "no attribute".getBytes(UTF_8));
        draft.headers.add("\uD83D\uDC7E".repeat(100), "long".getBytes(UTF_8));
    }

    private static void allNotUtf8(Draft draft) {
        for (Header header : draft.headers.toArray()) {
            replace(draft, header.key(), NOT_UTF_8);
        }
    }

    private static void none(Draft draft) {
        for (Header header : draft.headers.toArray()) {
            draft.headers.remove(header.key());
        }
    }

    private static void structured(Draft draft, String value) {
        none(draft);
        draft.header("content-type", "application/cloudevents+json; charset=UTF-8");
        draft.value = value.getBytes(UTF_8);
    }

    private static String envelope(Draft draft) {
        Header type = draft.headers.lastHeader("ce_type");
        return """
                {"specversion": "1.0", "id": "%s", "source": "/hostile-run", "type": "%s", "subject": "%s",
                 "time": "2026-01-01T00:00:00Z", "datacontenttype": "application/json", "data": %s}""".formatted(Genuine.id(draft.random), new String(type.value(), UTF_8), draft.ownKey, draft.message);
    }
}
