package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RecordKind.accountedFor;

import java.time.Instant;
import java.util.List;

/** Records on unexpected partitions or with unexpected timestamps. */
final class PositionKinds {

    private static final int PARTITIONS = 12;

    private PositionKinds() {}

    static List<RecordKind> all() {
        return List.of(
                accountedFor("partition: any", draft -> draft.partition = draft.random.nextInt(PARTITIONS)),
                accountedFor("partition: the last", draft -> draft.partition = PARTITIONS - 1),
                accountedFor("timestamp: 1970", draft -> draft.timestamp = 0L),
                accountedFor("timestamp: ten years ago", draft -> draft.timestamp = at("2016-02-29T00:00:00Z")),
                accountedFor("timestamp: year 9999", draft -> draft.timestamp = at("9999-12-31T23:59:59Z")),
                accountedFor("timestamp: 2^63-1", draft -> draft.timestamp = Long.MAX_VALUE));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
