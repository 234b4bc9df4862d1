package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.providerapi.store.Search;
import uk.gov.education.training.providerapi.store.Search.Order;

/** Reads what a client puts behind the question mark of a list. Unknown filters and sort keys are ignored. */
final class ListQuery {

    private static final int PER_PAGE = 100;
    private static final int MOST_PER_PAGE = 3000;
    private static final Pattern YEAR = Pattern.compile("\\d{1,9}");
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\d{1,9}");

    private static final Map<String, Order> ORDERS = Map.of(
            "created_at", Order.CREATED_AT,
            "-created_at", Order.CREATED_AT_DESCENDING,
            "updated_at", Order.UPDATED_AT,
            "-updated_at", Order.UPDATED_AT_DESCENDING);

    private ListQuery() {}

    /** Reads the parameters of a list of participants. */
    static Search search(MultivaluedMap<String, String> query) {
        mustBeObject(query, "filter");
        mustBeObject(query, "page");
        Page page = Page.of(query.getFirst("page[page]"), query.getFirst("page[per_page]"));
        @Nullable Instant since = updatedSince(query.getFirst("filter[updated_since]"));
        return new Search(
                since,
                cohorts(query),
                blankToNull(query.getFirst("filter[training_status]")),
                lowerCase(blankToNull(query.getFirst("filter[from_participant_id]"))),
                order(query.getFirst("sort"), since),
                page.limit(),
                page.offset());
    }

    private static void mustBeObject(MultivaluedMap<String, String> query, String name) {
        if (query.containsKey(name) || query.containsKey(name + "[]")) {
            throw Refusal.badRequest(
                    name, "'" + name + "' can't have a value of its own. Name a part of it, such as " + example(name));
        }
    }

    private static String example(String name) {
        return name.equals("filter") ? "'filter[cohort]=2025'." : "'page[page]=2'.";
    }

    /** Years, separated by commas or repeated; what is none is dropped. */
    private static @Nullable List<String> cohorts(MultivaluedMap<String, String> query) {
        List<String> given = Stream.of("filter[cohort]", "filter[cohort][]")
                .flatMap(name -> query.getOrDefault(name, List.of()).stream())
                .filter(value -> !value.isBlank())
                .toList();
        return given.isEmpty()
                ? null
                : given.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(String::strip)
                        .filter(value -> YEAR.matcher(value).matches())
                        .toList();
    }

    /**
     * The keys that exist, or else by creation. A client that asks for what changed gets the newest first: whatever
     * changes while it pages moves to the front, behind it, where its next request begins. So no page misses a record.
     */
    private static List<Order> order(@Nullable String sort, @Nullable Instant since) {
        List<Order> wanted = Stream.of(sort == null ? new String[0] : sort.split(","))
                .map(key -> key.strip().startsWith("+") ? key.strip().substring(1) : key.strip())
                .flatMap(key -> Stream.ofNullable(ORDERS.get(key)))
                .distinct()
                .toList();
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return List.of(since == null ? Order.CREATED_AT : Order.UPDATED_AT_DESCENDING);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable String lowerCase(@Nullable String value) {
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

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
                    "updated_since",
                    "'#/filter[updated_since]' must be an ISO 8601 date and time with seconds, such as"
                            + " 2026-01-28T14:15:00Z.");
        }
    }
}
