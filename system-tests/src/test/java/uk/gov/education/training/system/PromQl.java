package uk.gov.education.training.system;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics and labels in a PromQL expression. A minimal parser: names that are neither functions nor keywords are
 * metrics, and the names in braces are their labels. A label after {@code by} or a similar keyword may belong to any of
 * the metrics.
 */
record PromQl(Set<String> metrics, Set<String> labels) {

    private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern DURATION = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\(([^,]+), *(\\w+)\\)$");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right) *\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?! *\\()(?![\\w:])");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_]\\w*");
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "offset",
            "inf",
            "nan",
            "e");

    static PromQl of(String expression) {
        Set<String> labels = new TreeSet<>();
        String rest = DURATION.matcher(TEXT.matcher(expression).replaceAll("")).replaceAll("");
        Matcher values = LABEL_VALUES.matcher(rest);
        if (values.matches()) {
            labels.add(values.group(2));
            rest = values.group(1);
        }
        rest = without(BRACES, rest, labels);
        rest = without(GROUPING, rest, labels);
        Set<String> metrics = new TreeSet<>();
        for (String name : all(NAME, rest)) {
            if (!KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
                metrics.add(name);
            }
        }
        return new PromQl(metrics, labels);
    }

    private static String without(Pattern group, String expression, Set<String> labels) {
        Matcher groups = group.matcher(expression);
        while (groups.find()) {
            labels.addAll(all(LABEL, groups.group(1)));
        }
        return groups.replaceAll(" ");
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
