package uk.gov.education.training.events;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of keys. All are ASCII, so that every reader sees the same key. */
public enum KeyFormat {
    /** The id of the entity. */
    ID("a UUID in lower case", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    /** The year that names a contract period. */
    YEAR("a year from 2000 to 2999", "2[0-9]{3}"),
    /** The URN of a school. */
    URN("the URN of a school, in digits", "[0-9]{1,20}"),
    /** A service and a condition of it. */
    CONDITION("a service and a condition with a / between them", "[a-z-]{1,100}/[a-z-]{1,100}"),
    /** A service and one of its instances. */
    INSTANCE("a service and an instance with a / between them", "[a-z-]{1,100}/[!-~]{1,200}");

    private static final int LONGEST = 301;

    private final String words;
    private final Pattern pattern;

    KeyFormat(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    /** The form in words, to follow "The key is". */
    public String words() {
        return words;
    }

    /** The form as a regular expression for the whole key. */
    public String pattern() {
        return pattern.pattern();
    }

    public boolean fits(@Nullable String key) {
        return key != null && key.length() <= LONGEST && pattern.matcher(key).matches();
    }
}
