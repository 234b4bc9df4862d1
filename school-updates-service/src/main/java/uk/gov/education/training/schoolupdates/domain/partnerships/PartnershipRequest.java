package uk.gov.education.training.schoolupdates.domain.partnerships;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lead provider's request for a partnership, as the lead provider wrote it. A blank value counts as missing.
 *
 * @param cohort a year
 * @param schoolId the school's id, not its URN
 */
public record PartnershipRequest(
        @Nullable String cohort,
        @Nullable String schoolId,
        @Nullable String deliveryPartnerId) {

    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** The requested year. Empty if there is none or the text is not a year. */
    public Optional<Integer> year() {
        return Optional.ofNullable(cohort)
                .map(String::strip)
                .filter(text -> YEAR.matcher(text).matches())
                .map(Integer::valueOf);
    }

    /** The requested school. Empty if there is none or the text is not a UUID. */
    public Optional<UUID> school() {
        return id(schoolId);
    }

    /** The requested delivery partner. Empty if there is none or the text is not a UUID. */
    public Optional<UUID> deliveryPartner() {
        return id(deliveryPartnerId);
    }

    /** Reads an id. Empty if there is none or the text is not a UUID. */
    public static Optional<UUID> id(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(id -> ID.matcher(id).matches())
                .map(UUID::fromString);
    }

    static boolean isMissing(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
