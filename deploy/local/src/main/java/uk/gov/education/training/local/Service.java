package uk.gov.education.training.local;

import java.net.URI;

/** The four services of the system, with their places on this machine. */
enum Service {
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

    String module() {
        return module;
    }

    int port() {
        return port;
    }

    String database() {
        return database;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    URI at(String path) {
        return URI.create(address() + path);
    }
}
