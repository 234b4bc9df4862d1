package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.RawHttp.Response;

/**
 * Checks every call of a service against its own OpenAPI description. A service's {@code EveryResponseIT} extends this,
 * and names the records to ask about.
 */
public abstract class EveryResponse {

    /** The lead providers' API has its own published error format. */
    private static final String PUBLISHED = "/api/v3/";

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_000);
    private static final long SEED = Long.getLong("fuzz.seed", 16);
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private OpenApiDescription openApiDescription;

    /** A token that authorises an operation. */
    protected abstract String token(Operation operation);

    /** The port of the service under test. */
    protected abstract int port();

    /** Values that exist in the service, by parameter or field name. */
    protected abstract Map<String, List<String>> known();

    @BeforeEach
    void readDescription() {
        openApiDescription = OpenApiDescription.of(port());
    }

    /** The differences between a response and the description. */
    protected List<String> problems(Operation operation, Response response) {
        return openApiDescription.problems(operation, response);
    }

    private RequestFuzzer fuzz(long seed) {
        return new RequestFuzzer(openApiDescription, known(), this::token, new Random(seed));
    }

    private Stream<Operation> operations() {
        return openApiDescription.operations().stream();
    }

    private Stream<Operation> ownOperations() {
        return operations().filter(operation -> !operation.path().startsWith(PUBLISHED));
    }

    private static String address(Operation operation) {
        return operation.path().replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
    }

    private Response ask(Operation operation, String target, String headers, byte[] body) {
        return RawHttp.send(
                port(),
                operation.method() + " " + target + " HTTP/1.1\r\nAuthorization: Bearer " + token(operation) + "\r\n"
                        + headers + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n"),
                body);
    }

    private List<String> refusals(Operation operation, Response response, int status, String... words) {
        List<String> problems = new ArrayList<>(problems(operation, response));
        if (response.status() != status) {
            problems.add("answers " + response.status() + " instead of " + status + ": " + response.body());
        }
        Stream.of(words)
                .filter(word -> !response.body().contains(word))
                .forEach(word -> problems.add("does not say '" + word + "': " + response.body()));
        return problems.stream().map(problem -> operation + " " + problem).toList();
    }

    @Test
    void keyThatComesTwiceIsABadRequestThatNamesIt() {
        assertThat(operations()
                        .filter(operation -> openApiDescription.body(operation) != null)
                        .flatMap(operation -> refusals(
                                operation,
                                ask(
                                        operation,
                                        address(operation),
                                        "Content-Type: application/json\r\n",
                                        "{\"twin_field\":1,\"other\":2,\"twin_field\":1}".getBytes(UTF_8)),
                                400,
                                "twin_field")
                                .stream()))
                .isEmpty();
    }

    @Test
    void bodyOfAnotherTypeIsUnsupportedAndToldWhatIsAccepted() {
        assertThat(ownOperations().filter(operation -> !operation.reads()).flatMap(operation -> Stream.of(
                                "Content-Type: text/plain\r\n",
                                "",
                                "Content-Type: application/json; charset=latin1\r\n",
                                "Content-Type: ;garbage/\r\n",
                                "Content-Type: application/x-www-form-urlencoded\r\n")
                        .flatMap(type -> refusals(
                                operation,
                                ask(operation, address(operation), type, "{}".getBytes(UTF_8)),
                                415,
                                bodyType(operation))
                                .stream())))
                .isEmpty();
    }

    private static String bodyType(Operation operation) {
        JsonNode types = operation.node().at("/requestBody/content");
        return types.isObject() && !types.isEmpty() ? types.fieldNames().next() : "application/json";
    }

    @Test
    void unknownMediaTypeIsNotAcceptableAndTheErrorNamesTheOfferedOnes() {
        assertThat(ownOperations().flatMap(operation -> Stream.of(
                                "text/html", "garbage", "application/xml", "*/*;q=0", "application/problem+json")
                        .flatMap(type -> refusals(
                                operation,
                                ask(operation, address(operation), "Accept: " + type + "\r\n", new byte[0]),
                                406,
                                operation.path().endsWith(".csv") ? "text/csv" : "application/json")
                                .stream())))
                .isEmpty();
    }

    @Test
    void queryParameterThatACallDoesNotHaveIsABadRequestWithThoseThatItHas() {
        assertThat(ownOperations()
                        .flatMap(operation -> refusals(
                                operation,
                                ask(operation, address(operation) + "?cohorte=2027", "", new byte[0]),
                                400,
                                Stream.concat(Stream.of("cohorte"), queryNames(operation))
                                        .toArray(String[]::new))
                                .stream()))
                .isEmpty();
    }

    @Test
    void queryParameterThatComesTwiceIsABadRequest() {
        assertThat(ownOperations().flatMap(operation -> queryNames(operation)
                        .flatMap(name -> refusals(
                                operation,
                                ask(operation, address(operation) + "?" + name + "=1&" + name + "=1", "", new byte[0]),
                                400,
                                name)
                                .stream())))
                .isEmpty();
    }

    private static Stream<String> queryNames(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText());
    }

    @Test
    void largePageNumbersAreCappedOrPastTheEnd() {
        assertThat(ownOperations()
                        .filter(operation -> queryNames(operation).anyMatch("page"::equals))
                        .flatMap(operation -> Stream.of("2147483647", "2147483648", "9".repeat(40))
                                .flatMap(number -> refusals(
                                        operation,
                                        ask(
                                                operation,
                                                plainAddress(operation) + "?page=" + number + "&per_page=" + number,
                                                "",
                                                new byte[0]),
                                        200)
                                        .stream())))
                .isEmpty();
    }

    private String plainAddress(Operation operation) {
        return fuzz(SEED).plain(operation).head().split(" ", 3)[1].split("\\?", 2)[0];
    }

    @Test
    void requestThatIsNoHttpIsAnsweredWithABody() {
        Operation any = operations().filter(Operation::reads).findFirst().orElseThrow();
        for (String target :
                List.of("?filter[cohort]=%zz", "?a=%", "/%ff", "?a=%C3", "/%zz", "?" + "a".repeat(70_000))) {
            Response response = ask(any, any.path().replaceAll("\\{[^}]*}", "1") + target, "", new byte[0]);
            assertThat(response.status()).as(target).isIn(400, 414);
            assertThat(error(response)).as(target).isNotEmpty();
        }
        for (String head : List.of(
                "GET /api/v1/a b HTTP/1.1\r\n",
                "GARBAGE\r\n",
                "GET " + any.path() + " HTTP/1.1\r\nX-Long: " + "l".repeat(40_000) + "\r\n")) {
            Response response = RawHttp.send(port(), head, new byte[0]);
            assertThat(response.status()).as(head).isIn(400, 431);
            assertThat(error(response)).as(head).isNotEmpty();
        }
    }

    @Test
    void unknownAddressesAndMethodsAreAnsweredWithABody() {
        Operation any = operations().filter(Operation::reads).findFirst().orElseThrow();
        assertThat(error(ask(any, "/api/v1/nothing", "", new byte[0]))).isNotEmpty();
        assertThat(error(ask(any, "/nothing", "", new byte[0]))).isNotEmpty();
        assertThat(error(RawHttp.send(port(), "PATCH " + address(any) + " HTTP/1.1\r\n", new byte[0])))
                .isNotEmpty();
    }

    /** The error text; empty if the error format is not documented. */
    private static String error(Response response) {
        JsonNode body = OpenApiDescription.json(response.body());
        return response.contentType().endsWith("json")
                ? body.path("errors").toString() + body.path("error").asText()
                : "";
    }

    @Test
    void responseToAnyRequestIsADescribedOne() {
        System.out.println("fuzz.seed=" + SEED + " fuzz.requests=" + REQUESTS);
        RequestFuzzer requestFuzzer = fuzz(SEED);
        List<Operation> operations = operations().toList();
        Set<String> problems = new TreeSet<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            RequestFuzzer.Request request = requestFuzzer.next(operations.get(i % operations.size()));
            Response response =
                    RawHttp.send(port(), request.head(), request.body().getBytes());
            statuses.merge(response.status(), 1, Integer::sum);
            if (response.status() < 300) {
                requestFuzzer.learn(response);
            }
            List<String> found = problems(request, response);
            if (!found.isEmpty() && problems.size() < 40) {
                problems.add(request.operation() + ": " + found + "\n" + request + "\n" + response);
            }
        }
        System.out.println("answers by status: " + statuses);
        assertThat(problems).isEmpty();
        assertThat(statuses).containsKeys(200, 400, 401, 404);
    }

    private List<String> problems(RequestFuzzer.Request request, Response response) {
        if (response.body().isEmpty() && !WITHOUT_BODY.contains(response.status())) {
            return List.of(response.status() + " has no body");
        }
        // A broken address may be another one, at which this method means nothing.
        if (request.broken() > 0 && (response.status() == 404 || response.status() == 405)) {
            return error(response).isEmpty() ? List.of(response.status() + " is no documented error") : List.of();
        }
        return problems(request.operation(), response);
    }
}
