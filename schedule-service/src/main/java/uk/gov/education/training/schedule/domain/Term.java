package uk.gov.education.training.schedule.domain;

import java.time.LocalDate;
import java.util.Locale;

/** The term of a contract period in which training begins. */
public enum Term {
    /** 1 June to 31 October. */
    SEPTEMBER,
    /** 1 November to the end of February. */
    JANUARY,
    /** 1 March to 31 May. */
    APRIL;

    public static Term startingOn(LocalDate date) {
        return switch (date.getMonth()) {
            case JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER -> SEPTEMBER;
            case NOVEMBER, DECEMBER, JANUARY, FEBRUARY -> JANUARY;
            case MARCH, APRIL, MAY -> APRIL;
        };
    }

    /** Returns the term as in a schedule's identifier. */
    String identifier() {
        return name().toLowerCase(Locale.ROOT);
    }
}
