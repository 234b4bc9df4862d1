package uk.gov.education.training.schoolupdates.reference.register;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads lines of limited length, and can take lines back. The limit keeps a file without line breaks from the heap. */
final class BoundedLines {

    /** A row of the schools register has some 2,000 characters. */
    static final int LONGEST = 64 * 1024;

    private static final int END = -1;

    private final Reader source;
    private final char[] buffer = new char[16 * 1024];
    private final Deque<Line> returned = new ArrayDeque<>();
    private int position;
    private int filled;
    private long number;

    BoundedLines(Reader source) {
        this.source = source;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text without the line break; only the beginning if the line is too long
     */
    record Line(long number, String text, boolean isTooLong) {}

    /** Returns the next line, or null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        if (!returned.isEmpty()) {
            return returned.pop();
        }
        if (peek() == END) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        for (int next = peek(); next != END && next != '\n' && next != '\r'; next = peek()) {
            if (text.length() < LONGEST) {
                text.append((char) next);
            } else {
                tooLong = true;
            }
            position++;
        }
        skipLineBreak();
        return new Line(++number, text.toString(), tooLong);
    }

    /** Takes a line back. It is the next one again. */
    void giveBack(Line line) {
        returned.push(line);
    }

    private void skipLineBreak() throws IOException {
        int first = peek();
        position++;
        if (first == '\r' && peek() == '\n') {
            position++;
        }
    }

    private int peek() throws IOException {
        if (position >= filled) {
            filled = source.read(buffer);
            position = 0;
        }
        return filled < 0 ? END : buffer[position];
    }
}
