package uk.gov.education.training.events.edge;

import java.util.UUID;
import java.util.function.Supplier;

/** Ids in addresses. */
public final class PathId {

    private PathId() {}

    /**
     * Reads an id. What is none belongs to nothing, and is answered as an unknown id would be.
     *
     * @throws Refusal that of an unknown id
     */
    public static UUID of(String text, Supplier<Refusal> unknown) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noUuid) {
            throw unknown.get();
        }
    }
}
