package uk.gov.education.training.launcher;

import java.net.http.HttpClient;
import java.util.function.Function;

/**
 * Creates the clients with which the demonstration's data are loaded, one for each service and token.
 *
 * @param addresses of the services, as seen from here
 */
record DemoClients(HttpClient http, Function<Service, String> addresses, Demo demo) {

    DemoRequests of(Service service, String scope) {
        return client(service, demo.tokens().get(scope));
    }

    DemoReports reports() {
        return new DemoReports(of(Service.SCHOOL_UPDATES, "school"), of(Service.SCHOOL_UPDATES, "appropriate-body"));
    }

    DemoTraining training(DemoData.Organisation leadProvider) {
        String token = demo.leadProviders().stream()
                .filter(each -> each.id().equals(leadProvider.id()))
                .findFirst()
                .orElseThrow()
                .token();
        return new DemoTraining(client(Service.PROVIDER_API, token));
    }

    DemoStatements statements() {
        return new DemoStatements(of(Service.FUNDING, "finance"), of(Service.FUNDING, "operations"));
    }

    private DemoRequests client(Service service, String token) {
        return new DemoRequests(http, addresses.apply(service), token);
    }
}
