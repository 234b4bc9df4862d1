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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.providerapi.store.DocumentQuery;
import uk.gov.education.training.providerapi.store.DocumentQuery.Order;

/** Parses the query parameters of a list. Ignores unknown filters and sort keys. */
final class ListQuery {

    private static final int PER_PAGE = 100;
    private static final int MAX_PER_PAGE = 3000;
    private static final Pattern YEAR = Pattern.compile("\\d{1,9}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LEADING_NUMBER = Pattern.compile("0*(\\d*)");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");
    private static final int MAX_DIGITS = 9;
    private static final long PAST_THE_END = 1_000_000_000;

    private static final Map<String, Order> ORDERS = Map.of(
            "created_at", Order.POSITION,
            "-created_at", Order.POSITION_DESCENDING,
            "updated_at", Order.UPDATED_AT,
            "-updated_at", Order.UPDATED_AT_DESCENDING);

    private final MultivaluedMap<String, String> query;
    private final @Nullable Instant updatedSince;
    private final List<Collection<String>> tags = new ArrayList<>();
    private final Page page;
    private List<Order> order;

    private ListQuery(MultivaluedMap<String, String> query, @Nullable Instant updatedSince) {
        mustBeObject(query, "page");
        this.query = query;
        this.page = Page.of(query.getFirst("page[page]"), query.getFirst("page[per_page]"));
        this.updatedSince = updatedSince;
        this.order = List.of(updatedSince == null ? Order.POSITION : Order.UPDATED_AT_DESCENDING);
    }

    /**
     * Parses the parameters that all lists have: pages and {@code filter[updated_since]}.
     *
     * <p>Lists are in order of creation. With {@code filter[updated_since]}, the newest change comes first: a record
     * that changes while a client pages moves to the front, which the client's next poll reads, and a removed record
     * keeps its position (see {@link DocumentQuery}). So no page misses a record, and the next poll never starts after
     * a change that the client has not received. No other order guarantees this: clients that follow changes must send
     * a time from the first request on, and no {@code sort}.
     */
    static ListQuery of(MultivaluedMap<String, String> query) {
        return new ListQuery(query, updatedSince(query.getFirst("filter[updated_since]")));
    }

    /** Parses the parameters of a list that can't be filtered by {@code filter[updated_since]}. */
    static ListQuery ofAnyTime(MultivaluedMap<String, String> query) {
        return new ListQuery(query, null);
    }

    /** Lets the client choose the order. */
    ListQuery sorted() {
        List<Order> wanted = Stream.ofNullable(query.getFirst("sort"))
                .flatMap(sort -> Stream.of(sort.split(",")))
                .map(key -> key.strip().startsWith("+") ? key.strip().substring(1) : key.strip())
                .flatMap(key -> Stream.ofNullable(ORDERS.get(key)))
                .distinct()
                .toList();
        if (!wanted.isEmpty()) {
            order = wanted;
        }
        return this;
    }

    /** Filters by years, separated by commas or repeated. Ignores values that are not years. */
    ListQuery cohort() {
        return oneOf("cohort", value -> YEAR.matcher(value).matches());
    }

    /**
     * Filters by values, separated by commas or repeated. Ignores invalid values. If none is valid, the list is empty.
     */
    private ListQuery oneOf(String name, Predicate<String> possible) {
        List<String> given = Stream.of("filter[" + name + "]", "filter[" + name + "][]")
                .flatMap(parameter -> query.getOrDefault(parameter, List.of()).stream())
                .filter(value -> !value.isBlank())
                .toList();
        if (!given.isEmpty()) {
            tags.add(given.stream()
                    .flatMap(value -> Stream.of(value.split(",")))
                    .map(value -> value.strip().toLowerCase(Locale.ROOT))
                    .filter(possible)
                    .map(value -> name + ":" + value)
                    .toList());
        }
        return this;
    }

    /** Filters by ids in the same way. */
    ListQuery ids(String name) {
        return oneOf(name, value -> UUID_FORM.matcher(value).matches());
    }

    /** Filters by one year, which must be given. Without a valid one the list is empty. */
    ListQuery oneCohort() {
        tags.add(requiredCohort(query).map(year -> "cohort:" + year).stream().toList());
        return this;
    }

    /**
     * Parses the year of {@code filter[cohort]}, the first of several. Empty if it is not a number.
     *
     * @throws ApiException if the filter is missing
     */
    static Optional<Integer> requiredCohort(MultivaluedMap<String, String> query) {
        return Stream.of("filter[cohort]", "filter[cohort][]")
                .flatMap(name -> Stream.ofNullable(query.getFirst(name)))
                .findFirst()
                .map(ListQuery::leadingNumber)
                .orElseThrow(() ->
                        ApiException.badRequest("filter", "The filter '#/cohort' must be included in your request"));
    }

    /** Filters by one number. Ignores whatever follows it. If there is no number, the list is empty. */
    ListQuery number(String name) {
        @Nullable String value = query.getFirst("filter[" + name + "]");
        if (value != null && !value.isBlank()) {
            tags.add(leadingNumber(value).map(number -> name + ":" + number).stream()
                    .toList());
        }
        return this;
    }

    private static Optional<Integer> leadingNumber(String value) {
        Matcher number = LEADING_NUMBER.matcher(value.strip());
        String digits = number.lookingAt() ? number.group(1) : "";
        return digits.isEmpty() || digits.length() > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(Integer.valueOf(digits));
    }

    /** Filters by one value, in lower case. */
    ListQuery is(String name) {
        @Nullable String value = query.getFirst("filter[" + name + "]");
        if (value != null && !value.isBlank()) {
            tags.add(List.of(name + ":" + value.toLowerCase(Locale.ROOT)));
        }
        return this;
    }

    DocumentQuery search() {
        return new DocumentQuery(updatedSince, tags, order, page.limit(), page.offset());
    }

    static void mustBeObject(MultivaluedMap<String, String> query, String name) {
        if (query.containsKey(name) || query.containsKey(name + "[]")) {
            throw ApiException.badRequest(
                    name, "'" + name + "' can't have a value of its own. Name a part of it, such as " + example(name));
        }
    }

    private static String example(String name) {
        return name.equals("filter") ? "'filter[cohort]=2025'." : "'page[page]=2'.";
    }

    /** @param offset the number of records before the page */
    record Page(int limit, long offset) {

        /**
         * Parses leniently: {@code 10.9} is 10 and {@code 5abc} is 5. A page has at most 3,000 records, and a page past
         * the end is empty.
         */
        static Page of(@Nullable String page, @Nullable String perPage) {
            long number = positive(page, 1);
            int limit = (int) Math.min(positive(perPage, PER_PAGE), MAX_PER_PAGE);
            return new Page(limit, (number - 1) * limit);
        }

        private static long positive(@Nullable String value, long absent) {
            if (value == null) {
                return absent;
            }
            Matcher number = LEADING_NUMBER.matcher(value);
            String digits = number.lookingAt() ? number.group(1) : "";
            if (digits.isEmpty()) {
                throw ApiException.badRequest(
                        "page", "'#/page[page]' and '#/page[per_page]' must be whole numbers from 1 on.");
            }
            return digits.length() > MAX_DIGITS ? PAST_THE_END : Long.parseLong(digits);
        }
    }

    /**
     * Parses {@code filter[updated_since]}, which clients encode once or twice. Turns a space, which decoding makes of
     * a plus sign, back into a plus sign. Without an offset it is London time.
     */
    static @Nullable Instant updatedSince(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            String decoded = URLDecoder.decode(value.strip(), UTF_8).replace(' ', '+');
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(decoded, OffsetDateTime::from, LocalDateTime::from);
            if (!DATE_TIME.matcher(decoded).lookingAt()) {
                throw new DateTimeException("Seconds are missing, or the year does not have four digits");
            }
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).atZone(London.ZONE).toInstant();
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw ApiException.badRequest(
                    "updated_since",
                    "'#/filter[updated_since]' must be an ISO 8601 date and time with seconds, such as"
                            + " 2026-01-28T14:15:00Z.");
        }
    }
}
