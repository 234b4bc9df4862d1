package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.edge.Refusal;

/** Reads what a client puts behind the question mark of a list. */
final class ListQuery {

    private static final int PER_PAGE = 100;
    private static final int MOST_PER_PAGE = 3000;
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\d{1,9}");

    private ListQuery() {}

    /** @param offset how many records come before the page */
    record Page(int limit, long offset) {

        /** Leniently: {@code 10.9} is 10 and {@code 5abc} is 5; larger pages than 3,000 are cut to that. */
        static Page of(@Nullable String page, @Nullable String perPage) {
            long number = positive(page, 1);
            int limit = (int) Math.min(positive(perPage, PER_PAGE), MOST_PER_PAGE);
            return new Page(limit, (number - 1) * limit);
        }

        private static long positive(@Nullable String value, long absent) {
            if (value == null) {
                return absent;
            }
            Matcher number = LEADING_NUMBER.matcher(value);
            if (!number.lookingAt() || Long.parseLong(number.group()) < 1) {
                throw Refusal.badRequest(
                        "page", "'#/page[page]' and '#/page[per_page]' must be whole numbers from 1 on.");
            }
            return Long.parseLong(number.group());
        }
    }

    /**
     * Reads {@code filter[updated_since]}, which clients encode once or twice; a plus sign that became a blank on the
     * way is one again. Without an offset it is London time.
     */
    static @Nullable Instant updatedSince(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            String decoded = URLDecoder.decode(value.strip(), UTF_8).replace(' ', '+');
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(decoded, OffsetDateTime::from, LocalDateTime::from);
            if (decoded.length() < "2025-01-28T14:15:00".length() || decoded.charAt(16) != ':') {
                throw new DateTimeException("no seconds");
            }
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).atZone(London.ZONE).toInstant();
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw Refusal.badRequest(
                    "filter",
                    "'#/filter[updated_since]' must be an ISO 8601 date and time with seconds, such as"
                            + " 2026-01-28T14:15:00Z.");
        }
    }
}
