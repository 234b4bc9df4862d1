package uk.gov.education.training.system;

import java.net.http.HttpResponse;
import java.util.List;
import uk.gov.education.training.providerapi.testing.ContractCheck;

/** Checks every response to a lead provider in the system tests against the API's contract. */
public final class ContractCheckingClient implements RestClient.Witness {

    @Override
    public void saw(HttpResponse<String> response) {
        List<String> problems = ContractCheck.problems(
                response.request().method(),
                response.uri().getPath(),
                new ContractCheck.Response(
                        response.statusCode(), response.headers().map(), response.body()));
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems) + "\n" + response.body());
        }
    }
}
