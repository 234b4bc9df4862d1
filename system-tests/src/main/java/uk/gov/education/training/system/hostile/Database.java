package uk.gov.education.training.system.hostile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.Postgres;

/** Queries a service's database. */
record Database(Postgres postgres, Service service) {

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String sql, Row<T> row) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(service.database()), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
