package uk.gov.education.training.platform.web;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An access token: 256 random bits. Only its SHA-256 is stored and looked up. */
public final class AccessToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private static final Pattern AUTHORIZATION = Pattern.compile("(?i:Bearer|Token) +(?:token=)?\"?([^\" ]+)\"? *");

    private AccessToken() {}

    /** Reads the token of an {@code Authorization} header, or null if there is none. */
    public static @Nullable String presented(@Nullable String authorization) {
        Matcher presented = AUTHORIZATION.matcher(authorization == null ? "" : authorization);
        return presented.matches() ? presented.group(1) : null;
    }

    public static String random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The hash of a token, as stored. */
    public static byte[] hash(String token) {
        return Sha256.of(token);
    }
}
