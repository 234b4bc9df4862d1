package uk.gov.education.training.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where every civil date of this contract is. */
public final class London {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private London() {}

    /** The day on which a moment falls. */
    public static LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
