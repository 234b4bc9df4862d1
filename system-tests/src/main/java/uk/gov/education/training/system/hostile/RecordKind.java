package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A kind of hostile record.
 *
 * @param expected outcome at each consumer of its topic
 * @param mutation makes a valid draft hostile
 */
record RecordKind(String name, Expected expected, Consumer<RecordDraft> mutation) {

    enum Expected {
        /** Every consumer dead-letters it. */
        DEAD_LETTERED,
        /** Every consumer applies, ignores or dead-letters it, depending on the contract. */
        ACCOUNTED_FOR
    }

    static List<RecordKind> all(List<String> people) {
        List<RecordKind> all = new ArrayList<>();
        Stream.of(HeaderKinds.all(), KeyKinds.all(people), ValueKinds.all(), JsonKinds.all(), PositionKinds.all())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    static RecordKind deadLettered(String name, Consumer<RecordDraft> mutation) {
        return new RecordKind(name, Expected.DEAD_LETTERED, mutation);
    }

    static RecordKind accountedFor(String name, Consumer<RecordDraft> mutation) {
        return new RecordKind(name, Expected.ACCOUNTED_FOR, mutation);
    }
}
