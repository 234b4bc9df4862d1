package uk.gov.education.training.localstack;

import java.sql.DriverManager;
import java.sql.SQLException;

/** The address and credentials of a Postgres. */
public record PostgresServer(String host, int port, String user, String password) {

    private static final String DUPLICATE_DATABASE = "42P04";
    // Concurrent creations would collide in the catalogue before the check for duplicates.
    private static final String UNIQUE_VIOLATION = "23505";

    String jdbcUrl(String database) {
        return "jdbc:" + reactiveUrl(database);
    }

    String reactiveUrl(String database) {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    void createDatabaseIfAbsent(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new IllegalStateException("Could not create the database " + name, e);
            }
        }
    }
}
