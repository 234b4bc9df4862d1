package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.deadLettered;

import java.util.List;
import java.util.Locale;

/** Invalid keys, and keys of other people. */
final class KeyKinds {

    private static final byte[] NOT_UTF_8 = {'a', (byte) 0xff, (byte) 0xfe, (byte) 0xc0, 'z'};
    private static final int LONG = 12_000;

    private KeyKinds() {}

    /** @param people ids of existing participants, whose data must not change */
    static List<RecordKind> all(List<String> people) {
        return List.of(
                accountedFor("key: none", recordDraft -> recordDraft.key = null),
                deadLettered("key: empty", recordDraft -> recordDraft.key = new byte[0]),
                deadLettered("key: no id", recordDraft -> key(recordDraft, "abc" + recordDraft.random.nextInt())),
                deadLettered("key: NUL", recordDraft -> key(recordDraft, recordDraft.ownKey + "\u0000")),
                deadLettered("key: not UTF-8", recordDraft -> recordDraft.key = NOT_UTF_8.clone()),
                deadLettered("key: 12,000 characters", recordDraft -> key(recordDraft, randomText(recordDraft, LONG))),
                deadLettered("key: 12,000 bytes of anything", recordDraft -> recordDraft.key = recordDraft.bytes(LONG)),
                accountedFor(
                        "key: upper case",
                        recordDraft -> key(recordDraft, recordDraft.ownKey.toUpperCase(Locale.ROOT))),
                deadLettered("key: between blanks", recordDraft -> key(recordDraft, " " + recordDraft.ownKey + "\n")),
                deadLettered("key: in braces", recordDraft -> key(recordDraft, "{" + recordDraft.ownKey + "}")),
                deadLettered(
                        "key: short groups",
                        recordDraft -> key(recordDraft, "1-1-1-1-" + recordDraft.random.nextInt(9))),
                deadLettered("key: SQL", recordDraft -> key(recordDraft, "'; drop table facts; --")),
                deadLettered("key: a path", recordDraft -> key(recordDraft, "../../../etc/passwd")),
                deadLettered("key: pictures", recordDraft -> key(recordDraft, "\uD83D\uDC7E\u202E\u200B")),
                deadLettered(
                        "key: new, with another's snapshot",
                        recordDraft -> key(recordDraft, ValidRecords.id(recordDraft.random))),
                deadLettered(
                        "key: a person's, with another's snapshot",
                        recordDraft -> key(recordDraft, anyOf(people, recordDraft))),
                deadLettered("key: a service's alert, with nothing of use", recordDraft -> {
                    key(recordDraft, "schedule-service/lag-high");
                    recordDraft.value = "{\"version\": 1}".getBytes(UTF_8);
                }),
                deadLettered("key: a person's, with garbage", recordDraft -> {
                    key(recordDraft, anyOf(people, recordDraft));
                    recordDraft.value = "{\"version\": 2, \"snapshot\": ".getBytes(UTF_8);
                }),
                deadLettered("key: a person's, with nothing of use", recordDraft -> {
                    key(recordDraft, anyOf(people, recordDraft));
                    recordDraft.value = "{\"version\": 9000000000000000000}".getBytes(UTF_8);
                }));
    }

    private static void key(RecordDraft recordDraft, String key) {
        recordDraft.key = key.getBytes(UTF_8);
    }

    private static String anyOf(List<String> people, RecordDraft recordDraft) {
        return people.get(recordDraft.random.nextInt(people.size()));
    }

    /** Random characters, which the database cannot compress. */
    private static String randomText(RecordDraft recordDraft, int length) {
        return recordDraft
                .random
                .ints('!', '~')
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
