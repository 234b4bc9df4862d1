package uk.gov.education.training.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    @TempDir
    Path directory;

    private Postgres postgres;

    @BeforeEach
    void start() {
        postgres = new Postgres(directory, 0);
        postgres.start();
        postgres.createDatabaseIfAbsent("kept");
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @Test
    void committedRowsSurviveAKillWithClientsConnected() throws Exception {
        // Given
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create table fact (id int primary key)");
            statement.execute("insert into fact select generate_series(1, 1000)");

            // When
            postgres.kill();
        } catch (SQLException e) {
            // Closing the connection of a killed server may fail.
            assertThat(postgres.isRunning()).isFalse();
        }
        postgres.restart();

        // Then
        assertThat(number("select count(*) from fact")).isEqualTo(1000);
    }

    @Test
    void anotherHandleOnTheDirectoryIsTheSameServer() throws Exception {
        // Given
        var other = new Postgres(directory, 0);

        // When
        other.kill();

        // Then
        assertThat(postgres.isRunning()).isFalse();
        other.restart();
        other.createDatabaseIfAbsent("kept");
        assertThat(number("select 1")).isEqualTo(1);
    }

    @Test
    void commitsReachTheDisk() throws Exception {
        assertThat(number("select count(*) from pg_settings"
                        + " where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'on'"))
                .isEqualTo(3);
    }

    private int number(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("kept"), postgres.user(), postgres.password());
    }
}
