package uk.gov.education.training.providerapi.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks every response in any integration test against the contract. Quarkus finds it by its name in
 * {@code META-INF/services}, so tests need not register it.
 */
public final class ContractCheckCallback implements QuarkusTestBeforeClassCallback {

    @Override
    public void beforeClass(Class<?> testClass) {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static final class ContractFilter implements Filter {

        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification expected,
                FilterContext context) {
            Response response = context.next(request, expected);
            List<String> problems = ContractCheck.problems(request.getMethod(), path(request), checked(response));
            if (!problems.isEmpty()) {
                throw new AssertionError(String.join("\n", problems) + "\n" + response.asString());
            }
            return response;
        }

        /** Addresses may end in .json. */
        private static String path(FilterableRequestSpecification request) {
            return request.getDerivedPath().replaceFirst("\\.json$", "");
        }

        private static ContractCheck.Response checked(Response response) {
            return new ContractCheck.Response(
                    response.statusCode(),
                    response.headers().asList().stream()
                            .collect(Collectors.groupingBy(
                                    header -> header.getName(),
                                    Collectors.mapping(header -> header.getValue(), Collectors.toList()))),
                    response.asString());
        }
    }
}
