package uk.gov.education.training.launcher;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** Loads the demonstration into a running system. Loading it again changes nothing. */
final class DemoLoader {

    private final HttpClient http;
    private final Databases databases;
    private final Function<Service, String> addresses;
    private final String serviceToken;

    /** @param addresses of the services, as seen from here */
    DemoLoader(HttpClient http, Databases databases, Function<Service, String> addresses, String serviceToken) {
        this.http = http;
        this.databases = databases;
        this.addresses = addresses;
        this.serviceToken = serviceToken;
    }

    /**
     * Loads the demonstration of this file.
     *
     * @param created the demonstration that the file receives if it does not exist
     */
    Demo load(Path file, Supplier<Demo> created) {
        if (!Files.exists(file)) {
            created.get().write(file);
        }
        var demo = Demo.read(file);
        new DemoTables(databases, serviceToken).fill(demo);
        new DemoSchools(requests(Service.SCHOOL_UPDATES, demo, "support")).importOnce(DemoData.register());
        var partnerships = DemoData.partnerships();
        if (demo.partnerships().size() < partnerships.size()) {
            demo = demo.withPartnerships(
                    new DemoPartnerships(requests(Service.SCHOOL_UPDATES, demo, "support")).create(partnerships));
            demo.write(file);
        }
        new DemoContracts(requests(Service.FUNDING, demo, "finance")).create(DemoData.contracts());
        return demo;
    }

    private DemoRequests requests(Service service, Demo demo, String scope) {
        return new DemoRequests(http, addresses.apply(service), demo.tokens().get(scope));
    }
}
