package uk.gov.education.training.platform.web;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The condition {@code If-None-Match} of RFC 9110, section 13.1.2. Compares tags weakly, so {@code "x"} and
 * {@code W/"x"} are equal. Ignores a malformed header.
 */
public final class IfNoneMatch {

    public static final String HEADER = "If-None-Match";

    private static final String ANY = "*";
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"";
    private static final String BLANKS = "[ \\t]*+";
    private static final Pattern LIST = Pattern.compile(
            BLANKS + "(?:" + TAG + ")?" + BLANKS + "(?:," + BLANKS + "(?:" + TAG + ")?" + BLANKS + ")*+");
    private static final Pattern ONE = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private IfNoneMatch() {}

    /**
     * Whether the caller has the current version.
     *
     * @param lines the header, once for each time it was sent
     * @param tag the current entity tag without quotes
     */
    public static boolean holds(List<String> lines, String tag) {
        return lines.stream().anyMatch(line -> line.strip().equals(ANY) || isListed(line, tag));
    }

    private static boolean isListed(String line, String tag) {
        return LIST.matcher(line).matches()
                && ONE.matcher(line).results().anyMatch(one -> one.group(1).equals(tag));
    }
}
