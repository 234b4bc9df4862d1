package uk.gov.education.training.schoolupdates.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import uk.gov.education.training.events.edge.Refusal;

/** Which part of a list is asked for. */
class Page {

    private static final int MOST_PER_PAGE = 200;
    private static final int LAST_PAGE = 1_000_000;

    @QueryParam("page")
    @DefaultValue("1")
    String page = "";

    @QueryParam("per_page")
    @DefaultValue("50")
    String perPage = "";

    int number() {
        return number("page", page, LAST_PAGE);
    }

    int size() {
        return number("per_page", perPage, MOST_PER_PAGE);
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
