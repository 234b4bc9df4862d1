package uk.gov.education.training.schoolupdates.store;

import org.jspecify.annotations.Nullable;

/** Checks text from outside. Postgres cannot store U+0000, and fails a query that contains it. */
public final class PostgresText {

    private PostgresText() {}

    public static boolean canBeStored(@Nullable Object... values) {
        for (Object value : values) {
            if (value instanceof String text && text.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }
}
