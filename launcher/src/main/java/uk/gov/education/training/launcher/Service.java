package uk.gov.education.training.launcher;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The services of the system, with their ports and databases on this machine. */
public enum Service {
    PROVIDER_API("provider-api-service", 8080, "provider_api"),
    SCHOOL_UPDATES("school-updates-service", 8081, "school_updates"),
    SCHEDULE("schedule-service", 8082, "schedule"),
    FUNDING("funding-service", 8083, "funding"),
    OPERATIONS_CONSOLE("operations-console", 8084);

    /** The services that own data and read topics: all but the console. */
    public static final List<Service> WITH_DATABASE =
            Stream.of(values()).filter(Service::hasDatabase).toList();

    private final String module;
    private final int port;
    private final Optional<String> database;

    Service(String module, int port, String database) {
        this.module = module;
        this.port = port;
        this.database = Optional.of(database);
    }

    Service(String module, int port) {
        this.module = module;
        this.port = port;
        this.database = Optional.empty();
    }

    public String module() {
        return module;
    }

    /** The port under {@code ./start}. */
    public int port() {
        return port;
    }

    public boolean hasDatabase() {
        return database.isPresent();
    }

    /** The name of its database. Only for the services {@link #WITH_DATABASE}. */
    public String database() {
        return database.orElseThrow();
    }
}
