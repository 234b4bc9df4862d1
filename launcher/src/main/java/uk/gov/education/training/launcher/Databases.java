package uk.gov.education.training.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import uk.gov.education.training.localstack.Postgres;

/** The databases of the services, on one Postgres server. */
record Databases(Function<Service, String> jdbcUrl, String user, String password) {

    static Databases of(Postgres postgres) {
        return new Databases(service -> postgres.jdbcUrl(service.database()), postgres.user(), postgres.password());
    }

    Connection connect(Service service) throws SQLException {
        return DriverManager.getConnection(jdbcUrl.apply(service), user, password);
    }
}
