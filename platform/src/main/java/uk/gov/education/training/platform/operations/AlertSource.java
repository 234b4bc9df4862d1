package uk.gov.education.training.platform.operations;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import uk.gov.education.training.events.Alert;

/**
 * A condition that is a matter of what the service has stored, such as records that wait for a decision. Every bean of
 * this type is asked every few seconds, as long as the database is there.
 */
public interface AlertSource {

    Alert.Condition condition();

    Uni<Found> look(SqlClient db);

    /**
     * @param count how many; the condition holds if there are any
     * @param detail what is wrong, without personal data. It says the same as long as the same is wrong, for whenever
     *     it changes an alert is published
     */
    record Found(long count, String detail) {}
}
