package uk.gov.education.training.funding.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/** Reads the filter parameters of lists; null for a missing or empty parameter, which matches everything. */
final class Filter {

    private Filter() {}

    static @Nullable UUID id(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw ApiException.badRequest(name, "Give an id, such as 22727fdc-816a-4a3c-9675-030e724bbf89.");
        }
        return UUID.fromString(value);
    }

    static @Nullable Integer number(String name, @Nullable String value, int least, int most) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw ApiException.badRequest(name, "Give a number from " + least + " to " + most + ".");
    }

    static @Nullable Integer year(String name, @Nullable String value) {
        return number(name, value, 2000, 2999);
    }

    static <E extends Enum<E>> @Nullable E oneOf(String name, @Nullable String value, Class<E> values) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        Optional<E> found = Arrays.stream(values.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst();
        return found.orElseThrow(() -> ApiException.badRequest(
                name,
                "Give "
                        + Arrays.stream(values.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))
                        + "."));
    }
}
