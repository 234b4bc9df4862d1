package uk.gov.education.training.platform.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** The requested page of a list, as query parameters. A page past the end is empty; a page has at most 200 entries. */
public class Page {

    private static final int MOST_PER_PAGE = 200;
    // Far past any end, and small enough to calculate an offset.
    private static final int LAST_PAGE = 10_000_000;

    @QueryParam("page")
    @DefaultValue("1")
    String page = "";

    @QueryParam("per_page")
    @DefaultValue("50")
    String perPage = "";

    /**
     * @return the page number, from 1
     * @throws ApiException if the parameter is not such a number
     */
    public int number() {
        return number("page", page, LAST_PAGE);
    }

    /**
     * @return the number of entries on a page
     * @throws ApiException if the parameter is not such a number
     */
    public int size() {
        return number("per_page", perPage, MOST_PER_PAGE);
    }

    /** The number of entries before the page. */
    public long offset() {
        return (number() - 1L) * size();
    }

    private static int number(String name, String value, int most) {
        String digits = value.matches("[0-9]+") ? value.replaceFirst("^0+", "") : "";
        if (digits.isEmpty()) {
            throw ApiException.badRequest(name, "Give a whole number from 1 on.");
        }
        return digits.length() > 9 ? most : Math.min(Integer.parseInt(digits), most);
    }
}
