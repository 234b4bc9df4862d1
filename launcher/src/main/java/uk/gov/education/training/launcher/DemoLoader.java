package uk.gov.education.training.launcher;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.function.Function;

/** Loads the demonstration into a running system. Loading it again changes nothing. */
final class DemoLoader {

    private final HttpClient http;
    private final Databases databases;
    private final Function<Service, String> addresses;
    private final String serviceToken;
    private final Path file;

    /**
     * @param addresses of the services, as seen from here
     * @param file of the demonstration, which must exist
     */
    DemoLoader(
            HttpClient http, Databases databases, Function<Service, String> addresses, String serviceToken, Path file) {
        this.http = http;
        this.databases = databases;
        this.addresses = addresses;
        this.serviceToken = serviceToken;
        this.file = file;
    }

    /** Loads everything but the people. */
    Demo load() {
        var demo = Demo.read(file);
        new DemoTables(databases, serviceToken, new PortalKey(directory())).fill(demo);
        var clients = new DemoClients(http, addresses, demo);
        var support = clients.of(Service.SCHOOL_UPDATES, "support");
        new DemoSchools(support).importOnce(DemoData.register());
        var partnerships = DemoData.partnerships();
        if (demo.partnerships().size() < partnerships.size()) {
            demo = demo.withPartnerships(new DemoPartnerships(support).create(partnerships));
            demo.write(file);
        }
        new DemoContracts(clients.of(Service.FUNDING, "finance")).create(DemoData.contracts());
        return demo;
    }

    /** Loads the people, unless they have been loaded. */
    void loadPeopleOnce(Demo demo) {
        new DemoPeople(directory().resolve("demo-people-loaded"), new DemoClients(http, addresses, demo)).loadOnce();
    }

    private Path directory() {
        return file.toAbsolutePath().getParent();
    }
}
