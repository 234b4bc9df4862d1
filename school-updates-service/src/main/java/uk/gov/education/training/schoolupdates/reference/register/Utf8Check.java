package uk.gov.education.training.schoolupdates.reference.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Checks part by part whether a file is UTF-8. The register is published in Windows-1252, but spreadsheets save it in
 * UTF-8. Names with accents are not valid as UTF-8 unless they are meant so.
 */
final class Utf8Check {

    private static final int PART = 8 * 1024;

    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(PART);
    private final CharBuffer decoded = CharBuffer.allocate(PART);
    private boolean valid = true;

    void add(byte[] part, int length) {
        for (int from = 0; valid && from < length; ) {
            int some = Math.min(bytes.remaining(), length - from);
            bytes.put(part, from, some);
            from += some;
            decode(false);
        }
    }

    /** Returns whether all that was added is valid, and complete. */
    boolean isValid() {
        decode(true);
        return valid;
    }

    /** Keeps the beginning of a character whose end is in the next part. */
    private void decode(boolean isLast) {
        bytes.flip();
        decoded.clear();
        valid = valid && !decoder.decode(bytes, decoded, isLast).isError();
        bytes.compact();
    }
}
