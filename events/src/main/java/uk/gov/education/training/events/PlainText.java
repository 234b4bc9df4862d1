package uk.gov.education.training.events;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Checks and normalises text for people, such as a name: one line, with plain spaces and no invisible characters. */
public final class PlainText {

    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
    // Zero-width space, word joiner, byte order mark and the like. The two joiners that scripts need are not among
    // them.
    private static final Pattern WITHOUT_WIDTH = Pattern.compile("[\\u180E\\u200B\\u2060\\uFEFF]");

    private PlainText() {}

    /** Replaces each run of blanks by one space, and removes leading and trailing blanks and zero-width characters. */
    public static String squeezed(String text) {
        return BLANKS.matcher(WITHOUT_WIDTH.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** Whether the text has a visible character. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(PlainText::isVisible);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED -> false;
            // letters and a symbol by class, but blank: Hangul fillers and the empty Braille cell
            default -> "\u115F\u1160\u2800\u3164\uFFA0".indexOf(character) < 0;
        };
    }

    /**
     * Whether the text has no control characters, line breaks or half surrogate pairs, and no characters that reorder
     * or tag text.
     */
    public static boolean isPlain(String text) {
        IntPredicate plain = character -> switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> isJoinerOrHyphen(character);
            default -> (character & 0xFFFE) != 0xFFFE && (character < 0xFDD0 || character > 0xFDEF);
        };
        return text.codePoints().allMatch(plain);
    }

    private static boolean isJoinerOrHyphen(int character) {
        return character == 0x200C || character == 0x200D || character == 0x00AD;
    }

    /** The number of characters. One outside the basic plane counts once, though Java stores two. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
