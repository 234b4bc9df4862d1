package uk.gov.education.training.platform.operations;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import uk.gov.education.training.events.Alert;

/**
 * An alert condition computed from the database, such as dead letters that wait for a decision. Every bean of this type
 * is queried every few seconds while the database is available.
 */
public interface AlertSource {

    Alert.Condition condition();

    Uni<Found> check(SqlClient db);

    /**
     * @param count how many were found; the condition holds if there are any
     * @param detail a description without personal data. Every change of it is published as an alert
     */
    record Found(long count, String detail) {}
}
