package uk.gov.education.training.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The time zone of all civil dates. */
public final class London {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private London() {}

    /** The London date of a moment. */
    public static LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
