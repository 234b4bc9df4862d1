package uk.gov.education.training.launcher;

/** The four services of the system, with their places on this machine. */
public enum Service {
    PROVIDER_API("provider-api-service", 8080, "provider_api"),
    SCHOOL_UPDATES("school-updates-service", 8081, "school_updates"),
    SCHEDULE("schedule-service", 8082, "schedule"),
    FUNDING("funding-service", 8083, "funding");

    private final String module;
    private final int port;
    private final String database;

    Service(String module, int port, String database) {
        this.module = module;
        this.port = port;
        this.database = database;
    }

    public String module() {
        return module;
    }

    /** Where it listens under {@code ./start}. */
    public int port() {
        return port;
    }

    public String database() {
        return database;
    }
}
