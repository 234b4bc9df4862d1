package uk.gov.education.training.schoolupdates.store;

import java.util.Locale;

/** Enum values as the tables have them: just as in JSON. */
final class Names {

    private Names() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
