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
 * A query for a page of a lead provider's documents of one kind.
 *
 * @param updatedSince inclusive; null for any
 * @param upTo inclusive; null for any. For a later page, the end of its snapshot (see {@link PagingSnapshots})
 * @param tags a document must have one tag of each collection, so an empty collection finds nothing
 * @param order the most important first; the id decides between equals
 * @param offset the number of documents before the page
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
     * Whether a client that follows changes could miss one at a page boundary. With the newest first it can't: a change
     * moves to the front, behind the client.
     */
    boolean isMovedByChanges() {
        return updatedSince != null && order.getFirst() != Order.UPDATED_AT_DESCENDING;
    }

    DocumentQuery upTo(Instant newest) {
        return new DocumentQuery(updatedSince, newest, tags, order, limit, offset);
    }

    /** Identifies the query without the page. */
    UUID fingerprint(DocumentKind kind) {
        List<Object> common = List.of(kind, String.valueOf(updatedSince), tags, order, limit);
        return UUID.nameUUIDFromBytes(common.toString().getBytes(UTF_8));
    }

    /**
     * A statement and its parameters.
     *
     * <p>In a list of changes, offsets count removed and re-tagged documents too. Otherwise a removal would shift later
     * records onto a page that the client has already read. Pages are filled all the same; the records that fill them
     * come again on the next page.
     *
     * <p>In another order than newest first, a later page leaves out changes since the first page: the client's next
     * request brings them. Each of them may have been on an earlier page, so the other records may have moved up by as
     * many positions. The page starts that much earlier, and may repeat records.
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
                        + " and updated_at > " + newest + having("historic_tags", tags) + "))";
            }
            String positions = "select document, id, subject, updated_at, position, tags " + OF_PROVIDER + since
                    + having("historic_tags", tags) + order + offset;
            return new Statement(
                    "select document, id, subject, updated_at from (" + positions + ") as positions where " + found
                            + order + limit,
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
