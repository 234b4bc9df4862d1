package uk.gov.education.training.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Predicate;

/** The formats of texts in our schemas, in the forms in which we write them. */
final class CheckedFormat {

    private static final String DATE = "0000-00-00";
    private static final String TIME = "0000-00-00T00:00:00";
    private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final int MOST_FRACTION_DIGITS = 9;

    private CheckedFormat() {}

    static SchemaCheck of(String name) {
        Predicate<String> format =
                switch (name) {
                    case "uuid" -> text -> text.length() == UUID.length() && hasForm(text, UUID);
                    case "date" -> text -> text.length() == DATE.length() && isDate(text);
                    case "date-time" -> CheckedFormat::isDateTime;
                    default -> text -> false;
                };
        return (JsonNode json) -> json.isTextual() && format.test(json.textValue());
    }

    private static boolean isDate(String text) {
        if (!hasForm(text, DATE)) {
            return false;
        }
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** In UTC, with or without a fraction of a second. */
    private static boolean isDateTime(String text) {
        int end = text.length() - 1;
        if (end < TIME.length() || text.charAt(end) != 'Z' || !hasForm(text, TIME) || !isDate(text)) {
            return false;
        }
        return number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60
                && (end == TIME.length() || isFraction(text, TIME.length(), end));
    }

    private static boolean isFraction(String text, int from, int to) {
        if (text.charAt(from) != '.' || to - from < 2 || to - from > MOST_FRACTION_DIGITS + 1) {
            return false;
        }
        for (int at = from + 1; at < to; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text begins with this form: 0 stands for a digit, x for a hexadecimal one. */
    private static boolean hasForm(String text, String form) {
        if (text.length() < form.length()) {
            return false;
        }
        for (int at = 0; at < form.length(); at++) {
            char expected = form.charAt(at);
            char one = text.charAt(at);
            boolean fits =
                    switch (expected) {
                        case '0' -> isDigit(one);
                        case 'x' -> isDigit(one) || (one >= 'a' && one <= 'f') || (one >= 'A' && one <= 'F');
                        default -> one == expected;
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
