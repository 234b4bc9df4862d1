package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One way in which a record can be hostile.
 *
 * @param expected what must become of it where its topic's facts are read
 * @param spoil makes the records of an owner's draft; several, where one alone would not be hostile
 */
record RecordKind(String name, Expected expected, Consumer<RecordDraft> spoil) {

    enum Expected {
        /** Every consumer dead-letters it. */
        PARKED,
        /** Every consumer applies, ignores or dead-letters it, depending on the contract. */
        ACCOUNTED_FOR
    }

    static List<RecordKind> all(List<String> people) {
        List<RecordKind> all = new ArrayList<>();
        Stream.of(HeaderKinds.all(), KeyKinds.all(people), ValueKinds.all(), JsonKinds.all(), PositionKinds.all())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    static RecordKind parked(String name, Consumer<RecordDraft> spoil) {
        return new RecordKind(name, Expected.PARKED, spoil);
    }

    static RecordKind accountedFor(String name, Consumer<RecordDraft> spoil) {
        return new RecordKind(name, Expected.ACCOUNTED_FOR, spoil);
    }
}
