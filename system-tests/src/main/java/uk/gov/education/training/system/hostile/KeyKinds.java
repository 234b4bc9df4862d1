package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;
import static uk.gov.education.training.system.hostile.RecordKind.parked;

import java.util.List;
import java.util.Locale;

/** Keys that are no keys of their topic, or somebody else's. */
final class KeyKinds {

    private static final byte[] NOT_UTF_8 = {'a', (byte) 0xff, (byte) 0xfe, (byte) 0xc0, 'z'};
    private static final int LONG = 12_000;

    private KeyKinds() {}

    /** @param people ids of participants who exist, and about whom nobody may be misled */
    static List<RecordKind> all(List<String> people) {
        return List.of(
                accountedFor("key: none", draft -> draft.key = null),
                parked("key: empty", draft -> draft.key = new byte[0]),
                parked("key: no id", draft -> key(draft, "abc" + draft.random.nextInt())),
                parked("key: NUL", draft -> key(draft, draft.ownKey + "\u0000")),
                parked("key: not UTF-8", draft -> draft.key = NOT_UTF_8.clone()),
                parked("key: 12,000 characters", draft -> key(draft, random(draft, LONG))),
                parked("key: 12,000 bytes of anything", draft -> draft.key = draft.bytes(LONG)),
                accountedFor("key: upper case", draft -> key(draft, draft.ownKey.toUpperCase(Locale.ROOT))),
                parked("key: between blanks", draft -> key(draft, " " + draft.ownKey + "\n")),
                parked("key: in braces", draft -> key(draft, "{" + draft.ownKey + "}")),
                parked("key: short groups", draft -> key(draft, "1-1-1-1-" + draft.random.nextInt(9))),
                parked("key: SQL", draft -> key(draft, "'; drop table facts; --")),
                parked("key: a path", draft -> key(draft, "../../../etc/passwd")),
                parked("key: pictures", draft -> key(draft, "\uD83D\uDC7E\u202E\u200B")),
                parked("key: new, with another's snapshot", draft -> key(draft, Genuine.id(draft.random))),
                parked("key: a person's, with another's snapshot", draft -> key(draft, one(people, draft))),
                parked("key: a service's alert, with nothing of use", draft -> {
                    key(draft, "schedule-service/lag-high");
                    draft.value = "{\"version\": 1}".getBytes(UTF_8);
                }),
                parked("key: a person's, with garbage", draft -> {
                    key(draft, one(people, draft));
                    draft.value = "{\"version\": 2, \"snapshot\": ".getBytes(UTF_8);
                }),
                parked("key: a person's, with nothing of use", draft -> {
                    key(draft, one(people, draft));
                    draft.value = "{\"version\": 9000000000000000000}".getBytes(UTF_8);
                }));
    }

    private static void key(Draft draft, String key) {
        draft.key = key.getBytes(UTF_8);
    }

    private static String one(List<String> people, Draft draft) {
        return people.get(draft.random.nextInt(people.size()));
    }

    /** So random that no database compresses it. */
    private static String random(Draft draft, int length) {
        return draft.random
                .ints('!', '~')
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
