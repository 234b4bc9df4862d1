package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One way in which a request can be hostile.
 *
 * @param operations for which it is one
 * @param isRefused whether its answer may not be a success
 * @param isBare whether the server itself may answer it, without a body, before any of ours reads it
 */
record RequestKind(
        String name, Predicate<Operation> operations, boolean isRefused, boolean isBare, Consumer<RequestDraft> spoil) {

    static List<RequestKind> all() {
        List<RequestKind> all = new ArrayList<>();
        Stream.of(AddressKinds.all(), QueryKinds.all(), FieldKinds.all(), BodyKinds.all(), FormKinds.all())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    static RequestKind answered(String name, Consumer<RequestDraft> spoil) {
        return new RequestKind(name, any -> true, false, false, spoil);
    }

    static RequestKind refused(String name, Consumer<RequestDraft> spoil) {
        return new RequestKind(name, any -> true, true, false, spoil);
    }

    RequestKind of(Predicate<Operation> some) {
        return new RequestKind(name, some, isRefused, isBare, spoil);
    }

    RequestKind orBare() {
        return new RequestKind(name, operations, isRefused, true, spoil);
    }
}
