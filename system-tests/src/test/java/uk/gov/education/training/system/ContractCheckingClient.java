package uk.gov.education.training.system;

import java.net.http.HttpResponse;
import java.util.List;
import uk.gov.education.training.providerapi.testing.ContractCheck;

/** Checks every response to a lead provider in the system tests against the API's contract. */
public final class ContractCheckingClient implements RestClient.Witness {

    @Override
    public void saw(HttpResponse<String> answer) {
        List<String> problems = ContractCheck.problems(
                answer.request().method(),
                answer.uri().getPath(),
                new ContractCheck.Answer(answer.statusCode(), answer.headers().map(), answer.body()));
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems) + "\n" + answer.body());
        }
    }
}
