package uk.gov.education.training.schoolupdates.domain.schools;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School.Status;

/** What a row of the schools register changes. */
public enum RegisterChange {
    ADDED,
    CHANGED,
    CLOSED,
    UNCHANGED,
    /** The register says that a school is open which another one took over here. */
    CONTRADICTS_MERGE;

    /** @param known the school that has the row's URN; null if there is none */
    public static RegisterChange of(RegisterEntry entry, @Nullable KnownSchool known) {
        if (known == null) {
            return ADDED;
        }
        if (known.isMerged() && entry.status() != Status.CLOSED) {
            return CONTRADICTS_MERGE;
        }
        if (known.entry().equals(entry)) {
            return UNCHANGED;
        }
        return entry.status() == Status.CLOSED && known.entry().status() != Status.CLOSED ? CLOSED : CHANGED;
    }
}
