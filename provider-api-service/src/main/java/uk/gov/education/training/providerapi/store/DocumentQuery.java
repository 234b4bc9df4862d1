package uk.gov.education.training.providerapi.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a lead provider's documents of a kind, in which order, and which page of them.
 *
 * @param updatedSince inclusive; null for any
 * @param upTo inclusive; null for any. Of a later page, where its first page ended (see {@link PagingSnapshots})
 * @param tags one of each of these collections must be there, so an empty one finds nothing
 * @param order the first one first; what is equal by all is ordered by id
 * @param offset how many documents come before the page
 */
public record DocumentQuery(
        @Nullable Instant updatedSince,
        @Nullable Instant upTo,
        List<Collection<String>> tags,
        List<Order> order,
        int limit,
        long offset) {

    public DocumentQuery(
            @Nullable Instant updatedSince, List<Collection<String>> tags, List<Order> order, int limit, long offset) {
        this(updatedSince, null, tags, order, limit, offset);
    }

    public enum Order {
        POSITION("position"),
        POSITION_DESCENDING("position desc"),
        UPDATED_AT("updated_at"),
        UPDATED_AT_DESCENDING("updated_at desc");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Whether a client that follows changes could miss one over a page boundary. Newest first, it can't: whatever
     * changes moves to the front, behind the client.
     */
    boolean isMovedByChanges() {
        return updatedSince != null && order.getFirst() != Order.UPDATED_AT_DESCENDING;
    }

    DocumentQuery upTo(Instant newest) {
        return new DocumentQuery(updatedSince, newest, tags, order, limit, offset);
    }

    /** Stands for what all pages of one reading have in common. */
    UUID reading(DocumentKind kind) {
        List<Object> common = List.of(kind, String.valueOf(updatedSince), tags, order, limit);
        return UUID.nameUUIDFromBytes(common.toString().getBytes(UTF_8));
    }

    /**
     * A statement and its parameters.
     *
     * <p>Pages of what changed are found by places. A document that is gone, or that other tags find now, still counts
     * where it stood or stands, and is passed over: else everything behind it would move up, and the first record of a
     * client's next page would slip onto the page before, unseen, older than what it asks for next. Pages are filled
     * all the same; what fills them comes again on the next.
     *
     * <p>In another order than newest first, what has changed since the first page is left to the client's next
     * request. It may have stood on an earlier page, so that the rest moved up by as many places at most: a page begins
     * that much earlier, and may repeat records.
     */
    record Statement(String sql, Tuple parameters) {

        private static final String OF_PROVIDER = "from provider_documents where lead_provider_id = $1 and kind = $2";

        static Statement of(UUID leadProviderId, DocumentKind kind, DocumentQuery documentQuery) {
            Tuple parameters = Tuple.of(leadProviderId, kind.type());
            List<String> tags = documentQuery.tags.stream()
                    .map(oneOf -> next(parameters, oneOf.toArray(String[]::new)))
                    .toList();
            String found = "document is not null" + having("tags", tags);
            String order = documentQuery.order.stream().map(by -> by.sql).collect(joining(", ", " order by ", ", id"));
            String limit = " limit " + next(parameters, documentQuery.limit);
            String skipped = next(parameters, documentQuery.offset);
            String offset = " offset " + skipped;
            if (documentQuery.updatedSince == null) {
                return new Statement(
                        "select document, id, subject, updated_at " + OF_PROVIDER + " and " + found + order + limit
                                + offset,
                        parameters);
            }
            String since =
                    " and updated_at >= " + next(parameters, documentQuery.updatedSince.atOffset(ZoneOffset.UTC));
            if (documentQuery.upTo != null) {
                String newest = next(parameters, documentQuery.upTo.atOffset(ZoneOffset.UTC));
                since += " and updated_at <= " + newest;
                offset = " offset greatest(0, " + skipped + "::bigint - (select count(*) " + OF_PROVIDER
                        + " and updated_at > " + newest + having("tags_ever", tags) + "))";
            }
            String places = "select document, id, subject, updated_at, position, tags " + OF_PROVIDER + since
                    + having("tags_ever", tags) + order + offset;
            return new Statement(
                    "select document, id, subject, updated_at from (" + places + ") as places where " + found + order
                            + limit,
                    parameters);
        }

        private static String having(String column, List<String> tags) {
            return tags.stream()
                    .map(oneOf -> " and " + column + " && " + oneOf + "::text[]")
                    .collect(joining());
        }

        private static String next(Tuple parameters, Object value) {
            parameters.addValue(value);
            return "$" + parameters.size();
        }
    }
}
