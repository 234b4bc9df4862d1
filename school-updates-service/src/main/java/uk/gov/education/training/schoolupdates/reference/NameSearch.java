package uk.gov.education.training.schoolupdates.reference;

import java.util.Locale;

/** A search for a part of a name, without regard to case. */
final class NameSearch {

    static final String PARAMETER = "search";
    static final String CONDITION = "lower(name) like :" + PARAMETER + " escape '!'";

    private NameSearch() {}

    static String pattern(String search) {
        return "%" + escaped(search.strip()).toLowerCase(Locale.ROOT) + "%";
    }

    static String escaped(String search) {
        return search.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
