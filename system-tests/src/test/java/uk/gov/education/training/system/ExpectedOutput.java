package uk.gov.education.training.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the output of a step with the output on the page. Ignores white space. An id on the page matches one id, the
 * same in every step. A time matches any time, except 09:00:00, to which the walk-through sets the sandbox clock.
 * {@code …} matches any text.
 */
final class ExpectedOutput {

    private static final Pattern VARIABLE = Pattern.compile("(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
            + "|(?<time>\\d{4}-\\d\\d-\\d\\dT(?!09:00:00Z)\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)|(?<any>…)");
    private static final String ANY_ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final String ANY_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z";

    private final Map<String, String> ids = new HashMap<>();

    /** Stores the ids if the output matches. */
    boolean matches(String expected, String printed) {
        String shown = withoutSpace(expected);
        List<String> newIds = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher variables = VARIABLE.matcher(shown);
        while (variables.find()) {
            regex.append(Pattern.quote(shown.substring(end, variables.start())));
            regex.append(pattern(variables, newIds));
            end = variables.end();
        }
        regex.append(Pattern.quote(shown.substring(end)));
        Matcher match = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(withoutSpace(printed));
        if (!match.matches()) {
            return false;
        }
        return remember(newIds, match.toMatchResult());
    }

    private String pattern(Matcher variable, List<String> newIds) {
        if (variable.group("any") != null) {
            return ".*?";
        }
        if (variable.group("time") != null) {
            return ANY_TIME;
        }
        String id = variable.group("id");
        if (ids.containsKey(id)) {
            return ids.get(id);
        }
        int earlier = newIds.indexOf(id);
        if (earlier >= 0) {
            return "\\" + (earlier + 1) + "(?:)";
        }
        newIds.add(id);
        return ANY_ID;
    }

    /** Two ids on the page never match the same id. */
    private boolean remember(List<String> newIds, MatchResult match) {
        Map<String, String> found = new HashMap<>(ids);
        for (int i = 0; i < newIds.size(); i++) {
            if (found.containsValue(match.group(i + 1))) {
                return false;
            }
            found.put(newIds.get(i), match.group(i + 1));
        }
        ids.putAll(found);
        return true;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
