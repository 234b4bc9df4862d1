package uk.gov.education.training.providerapi.rest;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids in addresses, as leniently as clients of this API may write them: in upper case, without hyphens, in braces. */
final class LenientUuid {

    private static final Pattern LENIENT = Pattern.compile(
            "\\{?(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})}?");

    private LenientUuid() {}

    /** Empty if the text is not a UUID. Such an id is never found. */
    static Optional<UUID> parse(String text) {
        Matcher id = LENIENT.matcher(text);
        return id.matches() ? Optional.of(UUID.fromString(id.replaceAll("$1-$2-$3-$4-$5"))) : Optional.empty();
    }
}
