package uk.gov.education.training.providerapi.store;

import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a lead provider's participants, in which order, and which page of them. A value that no participant has
 * finds nothing; null doesn't restrict.
 *
 * @param updatedSince inclusive
 * @param cohorts at least one enrolment is in one of them
 * @param trainingStatus at least one enrolment has it
 * @param formerId of a record that was merged into the participant's
 * @param order the first one first; participants that are equal by all are ordered by id
 * @param offset how many records come before the page
 */
public record Search(
        @Nullable Instant updatedSince,
        @Nullable List<String> cohorts,
        @Nullable String trainingStatus,
        @Nullable String formerId,
        List<Order> order,
        int limit,
        long offset) {

    public enum Order {
        CREATED_AT("created_at"),
        CREATED_AT_DESCENDING("created_at desc"),
        UPDATED_AT("updated_at"),
        UPDATED_AT_DESCENDING("updated_at desc");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** A statement and its parameters. */
    record Statement(String sql, Tuple parameters) {

        static Statement of(UUID leadProviderId, Search search) {
            Tuple parameters = Tuple.of(leadProviderId);
            StringBuilder sql = new StringBuilder(
                    "select document, participant_id, updated_at from provider_participants where lead_provider_id = $1");
            if (search.updatedSince != null) {
                parameters.addValue(search.updatedSince.atOffset(ZoneOffset.UTC));
                sql.append(" and updated_at >= $").append(parameters.size());
            }
            if (search.cohorts != null) {
                parameters.addValue(search.cohorts.toArray(String[]::new));
                sql.append(" and cohorts && $").append(parameters.size()).append("::text[]");
            }
            if (search.trainingStatus != null) {
                parameters.addValue(search.trainingStatus);
                sql.append(" and $").append(parameters.size()).append(" = any(training_statuses)");
            }
            if (search.formerId != null) {
                parameters.addValue(new String[] {search.formerId});
                // As the index has it.
                sql.append(" and former_ids <> '{}' and former_ids @> $")
                        .append(parameters.size())
                        .append("::text[]");
            }
            parameters.addValue(search.limit);
            parameters.addValue(search.offset);
            sql.append(search.order.stream().map(order -> order.sql).collect(joining(", ", " order by ", "")))
                    .append(", participant_id limit $")
                    .append(parameters.size() - 1)
                    .append(" offset $")
                    .append(parameters.size());
            return new Statement(sql.toString(), parameters);
        }
    }
}
