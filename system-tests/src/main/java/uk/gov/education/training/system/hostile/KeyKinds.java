package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import java.util.List;
import java.util.Locale;

/** Invalid keys, and keys of other people. */
final class KeyKinds {

    private static final byte[] NOT_UTF_8 = {'a', (byte) 0xff, (byte) 0xfe, (byte) 0xc0, 'z'};
    private static final int LONG = 12_000;

    private KeyKinds() {}

    /** @param people ids of participants who exist, and about whom nobody may be misled */
    static List<RecordKind> all(List<String> people) {
        return List.of(
                accountedFor("key: none", recordDraft -> recordDraft.key = null),
                parked("key: empty", recordDraft -> recordDraft.key = new byte[0]),
                parked("key: no id", recordDraft -> key(recordDraft, "abc" + recordDraft.random.nextInt())),
                parked("key: NUL", recordDraft -> key(recordDraft, recordDraft.ownKey + "\u0000")),
                parked("key: not UTF-8", recordDraft -> recordDraft.key = NOT_UTF_8.clone()),
                parked("key: 12,000 characters", recordDraft -> key(recordDraft, random(recordDraft, LONG))),
                parked("key: 12,000 bytes of anything", recordDraft -> recordDraft.key = recordDraft.bytes(LONG)),
                accountedFor(
                        "key: upper case",
                        recordDraft -> key(recordDraft, recordDraft.ownKey.toUpperCase(Locale.ROOT))),
                parked("key: between blanks", recordDraft -> key(recordDraft, " " + recordDraft.ownKey + "\n")),
                parked("key: in braces", recordDraft -> key(recordDraft, "{" + recordDraft.ownKey + "}")),
                parked(
                        "key: short groups",
                        recordDraft -> key(recordDraft, "1-1-1-1-" + recordDraft.random.nextInt(9))),
                parked("key: SQL", recordDraft -> key(recordDraft, "'; drop table facts; --")),
                parked("key: a path", recordDraft -> key(recordDraft, "../../../etc/passwd")),
                parked("key: pictures", recordDraft -> key(recordDraft, "\uD83D\uDC7E\u202E\u200B")),
                parked(
                        "key: new, with another's snapshot",
                        recordDraft -> key(recordDraft, ValidRecords.id(recordDraft.random))),
                parked(
                        "key: a person's, with another's snapshot",
                        recordDraft -> key(recordDraft, one(people, recordDraft))),
                parked("key: a service's alert, with nothing of use", recordDraft -> {
                    key(recordDraft, "schedule-service/lag-high");
                    recordDraft.value = "{\"version\": 1}".getBytes(UTF_8);
                }),
                parked("key: a person's, with garbage", recordDraft -> {
                    key(recordDraft, one(people, recordDraft));
                    recordDraft.value = "{\"version\": 2, \"snapshot\": ".getBytes(UTF_8);
                }),
                parked("key: a person's, with nothing of use", recordDraft -> {
                    key(recordDraft, one(people, recordDraft));
                    recordDraft.value = "{\"version\": 9000000000000000000}".getBytes(UTF_8);
                }));
    }

    private static void key(RecordDraft recordDraft, String key) {
        recordDraft.key = key.getBytes(UTF_8);
    }

    private static String one(List<String> people, RecordDraft recordDraft) {
        return people.get(recordDraft.random.nextInt(people.size()));
    }

    /** Random bytes, which no database can compress. */
    private static String random(RecordDraft recordDraft, int length) {
        return recordDraft
                .random
                .ints('!', '~')
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
