package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A kind of hostile request.
 *
 * @param operations that it applies to
 * @param isRefused whether the response must be an error
 * @param mayLackBody whether the HTTP server may respond without a body, before our code reads the request
 */
record RequestKind(
        String name,
        Predicate<Operation> operations,
        boolean isRefused,
        boolean mayLackBody,
        Consumer<RequestDraft> mutation) {

    static List<RequestKind> all() {
        List<RequestKind> all = new ArrayList<>();
        Stream.of(AddressKinds.all(), QueryKinds.all(), FieldKinds.all(), BodyKinds.all(), FormKinds.all())
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    static RequestKind answered(String name, Consumer<RequestDraft> mutation) {
        return new RequestKind(name, any -> true, false, false, mutation);
    }

    static RequestKind refused(String name, Consumer<RequestDraft> mutation) {
        return new RequestKind(name, any -> true, true, false, mutation);
    }

    RequestKind onlyFor(Predicate<Operation> applicable) {
        return new RequestKind(name, applicable, isRefused, mayLackBody, mutation);
    }

    RequestKind orWithoutBody() {
        return new RequestKind(name, operations, isRefused, true, mutation);
    }
}
