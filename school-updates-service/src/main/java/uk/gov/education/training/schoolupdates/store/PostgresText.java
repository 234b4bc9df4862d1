package uk.gov.education.training.schoolupdates.store;

import org.jspecify.annotations.Nullable;

/** Text from outside. Postgres can't hold U+0000, and answers a question about it with an error. */
final class PostgresText {

    private PostgresText() {}

    static boolean canBeStored(@Nullable Object... values) {
        for (Object value : values) {
            if (value instanceof String text && text.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }
}
