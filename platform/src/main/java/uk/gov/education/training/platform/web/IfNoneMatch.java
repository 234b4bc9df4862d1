package uk.gov.education.training.platform.web;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The condition {@code If-None-Match} of RFC 9110, section 13.1.2: what the caller still holds. Tags are compared
 * weakly, so {@code "x"} and {@code W/"x"} are the same. What is no list of tags asks for nothing, and gets the answer.
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
     * Whether the caller holds what there is.
     *
     * @param lines the header, as often as it was sent
     * @param tag what stands between the quotes of the answer's entity tag
     */
    public static boolean holds(List<String> lines, String tag) {
        return lines.stream().anyMatch(line -> line.strip().equals(ANY) || isListed(line, tag));
    }

    private static boolean isListed(String line, String tag) {
        return LIST.matcher(line).matches()
                && ONE.matcher(line).results().anyMatch(one -> one.group(1).equals(tag));
    }
}
