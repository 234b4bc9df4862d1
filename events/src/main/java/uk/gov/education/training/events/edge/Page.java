package uk.gov.education.training.events.edge;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which part of a list is asked for: the bean of its query parameters. */
public class Page {

    private static final int MOST_PER_PAGE = 200;
    private static final int LAST_PAGE = 1_000_000;

    @QueryParam("page")
    @DefaultValue("1")
    String page = "";

    @QueryParam("per_page")
    @DefaultValue("50")
    String perPage = "";

    /**
     * @return from 1
     * @throws Refusal if what was asked for is no such number
     */
    public int number() {
        return number("page", page, LAST_PAGE);
    }

    /**
     * @return how many a page has
     * @throws Refusal if what was asked for is no such number
     */
    public int size() {
        return number("per_page", perPage, MOST_PER_PAGE);
    }

    /** How many come before the page. */
    public long offset() {
        return (number() - 1L) * size();
    }

    private static int number(String name, String value, int most) {
        if (value.matches("[0-9]{1,7}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw Refusal.badRequest(name, "Give a number from 1 to " + most + ".");
    }
}
