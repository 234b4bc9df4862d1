package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Refuses requests that are too large, malformed or sent to a wrong address. None changes anything. */
@ServiceIT
class EdgeLimitsIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final RestAssuredConfig BYTES_AS_THEY_ARE = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs(FORM, ContentType.BINARY)
                    .encodeContentTypeAs("multipart/form-data; boundary=x", ContentType.BINARY)
                    .encodeContentTypeAs("multipart/form-data", ContentType.BINARY));
    private static final String DEFERRAL =
            "{\"data\": {\"attributes\": {\"reason\": \"other\", \"course_identifier\": \"ecf-induction\"}}}";

    @TestHTTPResource
    URI address;

    private final UUID amber = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void register() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        UUID training = UUID.randomUUID();
        topics.publish(Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), OakfieldFixtures.scheduled(priya, 1, training));
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(priya, amber, training, "Priya Okafor")));
        await().atMost(SOON).until(() -> show().statusCode() == 200);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(show().jsonPath().getString("data.attributes.ecf_enrolments[0].training_status"))
                .isEqualTo("active");
    }

    private RequestSpecification amber() {
        return given().auth().oauth2(token).urlEncodingEnabled(false).config(BYTES_AS_THEY_ARE);
    }

    private Response show() {
        return amber().get("/api/v3/participants/" + priya);
    }

    private String deferPath() {
        return "/api/v3/participants/" + priya + "/defer";
    }

    private Response defer(String contentType, byte[] body) {
        return amber().contentType(contentType).body(body).put(deferPath());
    }

    private static void assertRefused(Response response, int status, String title) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(response.jsonPath().getString("errors[0].title")).isEqualTo(title);
        assertThat(response.jsonPath().getString("errors[0].detail")).endsWith(".");
    }

    /** Returns the response to these bytes, read until the service closes the connection or sends no more. */
    private String raw(String head, byte[] body) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(3_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head.getBytes(ISO_8859_1));
                out.write(body);
                out.flush();
            } catch (IOException closedAlready) {
                // the response so far is still there
            }
            StringBuilder response = new StringBuilder();
            byte[] bytes = new byte[8192];
            try {
                for (int n = socket.getInputStream().read(bytes);
                        n >= 0;
                        n = socket.getInputStream().read(bytes)) {
                    response.append(new String(bytes, 0, n, UTF_8));
                }
            } catch (IOException noMore) {
                // an idle or a reset connection
            }
            return response.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String put(String headers) {
        return "PUT " + deferPath() + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }

    private static byte[] padded(int size) {
        return (DEFERRAL.substring(0, DEFERRAL.length() - 1) + ", \"x\": \"" + "x".repeat(size) + "\"}")
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 200_000, 3_000_000})
    void bodyOfMoreThan64KbIsTooLarge(int size) {
        assertRefused(defer("application/json", padded(size)), 413, "Content too large");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 200_000, 3_000_000})
    void bodyOfUnknownLengthIsTooLargeAfter64Kb(int size) {
        byte[] body = padded(size);
        String chunk = Integer.toHexString(body.length).toUpperCase(Locale.ROOT) + "\r\n" + new String(body, UTF_8)
                + "\r\n0\r\n\r\n";
        String response = raw(put("Transfer-Encoding: chunked\r\n"), chunk.getBytes(UTF_8));
        assertThat(response).startsWith("HTTP/1.1 413 ").contains("{\"title\":\"Content too large\"");
    }

    @Test
    void unfinishedLargeBodyIsRefusedAtOnce() {
        String response =
                raw(put("Transfer-Encoding: chunked\r\n"), ("FFFFFF\r\n" + "x".repeat(100_000)).getBytes(UTF_8));
        assertThat(response).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{} {}",
                "nonsense",
                "{\"data\": {\"attributes\": {\"reason\": \"a\\u0000b\", \"course_identifier\": \"ecf-induction\"}}}",
                "{\"data\": {\"attributes\": {\"reason\": \"a\\ud800b\", \"course_identifier\": \"ecf-induction\"}}}",
                "{\"data\": []}",
                "{\"data\": \"x\"}",
                "{\"data\": {\"attributes\": [1]}}",
                "{\"data\": {\"attributes\": {\"reason\": {}}}}",
                "null",
                "",
            })
    void malformedBodyIsABadRequest(String body) {
        assertRefused(defer("application/json", body.getBytes(UTF_8)), 400, "Bad request");
    }

    @Test
    void absurdJsonIsABadRequest() {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);
        assertRefused(defer("application/json", deep.getBytes(UTF_8)), 400, "Bad request");
        String inside = "{\"data\": {\"attributes\": {\"reason\": " + "{\"a\":".repeat(10_000) + "1"
                + "}".repeat(10_000) + "}}}";
        assertRefused(defer("application/json", inside.getBytes(UTF_8)), 400, "Bad request");
        String number = "{\"data\": {\"attributes\": {\"reason\": " + "9".repeat(60_000) + "}}}";
        assertRefused(defer("application/json", number.getBytes(UTF_8)), 400, "Bad request");
        String exponent = "{\"data\": {\"attributes\": {\"reason\": 1e999999999, \"course_identifier\": 1E400}}}";
        assertThat(defer("application/json", exponent.getBytes(UTF_8)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void nonTextBytesAreABadRequest() {
        byte[] body = DEFERRAL.replace("other", "oth\u00e9r").getBytes(ISO_8859_1);
        assertRefused(defer("application/json", body), 400, "Bad request");
        byte[] surrogate = DEFERRAL.replace("other", "\u00ed\u00a0\u0080").getBytes(ISO_8859_1);
        assertRefused(defer("application/json", surrogate), 400, "Bad request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/vnd.api+json", "application/xml", "nonsense", "/;;"})
    void bodyOfAnotherTypeCountsAsMissing(String type) {
        Response response = amber().header("Content-Type", type)
                .body(DEFERRAL.getBytes(UTF_8))
                .put(deferPath());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("errors[0].title")).isEqualTo("Bad request");
    }

    @Test
    void bodyWithoutATypeCountsAsMissing() {
        String response = raw(
                put("Content-Length: " + DEFERRAL.length() + "\r\nConnection: close\r\n")
                        .replace("Content-Type: application/json\r\n", ""),
                DEFERRAL.getBytes(UTF_8));
        assertThat(response).startsWith("HTTP/1.1 400 ").contains("Content-Type: application/json");
    }

    /** The reason is invalid, so each of these requests is read and then refused for its reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "application/json; {\"data\": {\"attributes\": {\"reason\": \"bored\"}}}",
                "~APPLICATION/JSON; charset=utf-8~; {\"data\": {\"attributes\": {\"reason\": \"bored\"}}}",
                "text/x-json; {\"data\": {\"attributes\": {\"reason\": \"bored\"}}}",
                "application/jsonrequest; {\"data\": {\"attributes\": {\"reason\": \"bored\"}}}",
                "application/problem+json; {\"data\": {\"attributes\": {\"reason\": \"bored\"}}}",
                "application/x-www-form-urlencoded; data[type]=x&data[attributes][reason]=bored",
                "application/x-www-form-urlencoded; data%5Battributes%5D%5Breason%5D=b%6Fred",
            })
    void bodyIsReadInEachFormThatClientsSend(String type, String body) {
        Response response = defer(type, body.getBytes(UTF_8));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getList("errors.title")).contains("reason");
    }

    @Test
    void multipartFormIsAccepted() {
        Response response = amber().multiPart("data[attributes][reason]", "bored")
                .multiPart("data[attributes][course_identifier]", "ecf-induction")
                .put(deferPath());
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getList("errors.title")).containsExactly("reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data%5Battributes%5D%5Breason%5D=%zz",
                "data[attributes][reason]=a%00b",
                "data[attributes]=x",
                "=&&&=",
                "%",
            })
    void malformedFormIsABadRequest(String body) {
        assertRefused(defer("application/x-www-form-urlencoded", body.getBytes(UTF_8)), 400, "Bad request");
        assertRefused(defer("multipart/form-data; boundary=x", body.getBytes(UTF_8)), 400, "Bad request");
        assertRefused(defer("multipart/form-data", body.getBytes(UTF_8)), 400, "Bad request");
    }

    @ParameterizedTest
    @CsvSource({
        "page[page]=9999999999, 200",
        "page[page]=99999999999999999999999, 200",
        "page[per_page]=12345678901, 200",
        "page[page]=-1, 400",
        "page[page]=abc, 400",
        "page[page]=, 400",
        "page[page]=999999999, 200",
        "page[page]=10.9, 200",
        "page[per_page]=5abc, 200",
        "page[per_page]=999999999, 200",
    })
    void invalidPageNumbersAreABadRequestAndLenientOnesAreNot(String query, int status) {
        Response response = amber().get("/api/v3/participants?" + query);
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(response.jsonPath().getString("errors[0].detail")).contains("page[per_page]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter[from_participant_id]=a%00b",
                "filter[training_status]=%C3",
                "filter[training_status]=%ED%A0%80",
                "filter[training_status]=%FF",
                "%00=1",
            })
    void nonTextQueryIsABadRequest(String query) {
        String response = raw(get("/api/v3/participants?" + query), new byte[0]);
        assertThat(response).startsWith("HTTP/1.1 400 ").contains("{\"errors\":[{\"title\":\"Bad request\"");
    }

    private String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n\r\n";
    }

    /** The HTTP server itself refuses some of these; HalfSentRequestsIT checks how. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v3/participants?filter[cohort]=%zz",
                "/api/v3/participants?filter[cohort]=%2",
                "/api/v3/participants?filter[cohort]=%",
                "/api/v3/participants/%zz",
                "/api/v3/participants/%00",
                "/api/v3/participants/%FF/defer",
                "/api/v3/participants/a\0b",
                "/api/v3/participants?filter[cohort]=\0",
                "/api/v3/participants?filter[cohort]=\u00ff",
            })
    void nonTextAddressIsABadRequest(String target) {
        // The server answers a request line that it can't decode as one of HTTP/1.0.
        assertThat(raw(get(target), new byte[0])).matches("(?s)HTTP/1\\.[01] 400 .*\\{\"errors\":.*");
    }

    @Test
    void longQueryIsAnsweredAndALongerOneIsTooLong() {
        Response fits = amber().get("/api/v3/participants?filter[x]=" + "x".repeat(16_000));
        assertThat(fits.statusCode()).isEqualTo(200);
        assertRefused(amber().get("/api/v3/participants?filter[x]=" + "x".repeat(20_000)), 414, "Address too long");
        assertThat(raw(get("/api/v3/participants?x=" + "x".repeat(70_000)), new byte[0]))
                .containsPattern("^HTTP/1\\.[01] 414 ");
    }

    /** The server stops reading. Whether its response arrives depends on the network. */
    @Test
    void endlessQueryOnlyClosesTheConnection() {
        String response = raw(get("/api/v3/participants?x=" + "x".repeat(10_000_000)), new byte[0]);
        assertThat(response).matches(text -> text.isEmpty() || text.matches("(?s)HTTP/1\\.[01] 414 .*"));
        assertThat(show().statusCode()).isEqualTo(200);
    }

    @Test
    void hugeHeadersAreTooLarge() {
        String response = raw(
                get("/api/v3/participants").replace("Host: test", "Host: test\r\nX-Large: " + "x".repeat(100_000)),
                new byte[0]);
        assertThat(response).startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v3/participants",
        "DELETE, /api/v3/participants/ID",
        "POST, /api/v3/participants/ID/defer",
        "GET, /api/v3/participants/ID/defer",
        "PATCH, /api/v3/participants/ID",
        "GET, /api/v3/nothing",
        "GET, /api/v3/participants/ID/nothing",
        "GET, /api/v3/",
    })
    void unknownRouteOrMethodIsNotFound(String method, String path) {
        Response response = amber().request(method, path.replace("ID", priya.toString()));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(response.body().asString()).isEqualTo("{\"error\":\"Resource not found\"}");
    }

    @Test
    void wrongMethodOnOtherRoutesGets405() {
        assertThat(amber().delete("/api/v1/lead-providers/x/tokens").statusCode())
                .isEqualTo(405);
    }

    @Test
    void addressCanEndInJson() {
        String id = priya.toString();
        assertThat(amber().get("/api/v3/participants.json?page[page]=1")
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(id);
        assertThat(amber().get("/api/v3/participants.json?page[page]=2")
                        .jsonPath()
                        .getList("data.id"))
                .isEmpty();
        assertThat(amber().get("/api/v3/participants.json?filter=x").statusCode())
                .isEqualTo(400);
        assertThat(amber().get("/api/v3/participants/" + id + ".json").statusCode())
                .isEqualTo(200);
        assertThat(amber().contentType("application/json")
                        .body("{}")
                        .put("/api/v3/participants/" + id + "/defer.json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(amber().get("/api/v3/nothing.json").statusCode()).isEqualTo(404);
        assertThat(given().get("/api/v3/participants.json").statusCode()).isEqualTo(401);
    }

    @Test
    void idIsReadLeniently() {
        String id = priya.toString();
        assertThat(amber().get("/api/v3/participants/" + id.toUpperCase(Locale.ROOT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(amber().get("/api/v3/participants/" + id.replace("-", "")).statusCode())
                .isEqualTo(200);
        assertThat(amber().get("/api/v3/participants/%7B" + id + "%7D").statusCode())
                .isEqualTo(200);
        assertThat(amber().get("/api/v3/participants/" + id + "0").statusCode()).isEqualTo(404);
        assertThat(amber().get("/api/v3/participants/1-1-1-1-1").statusCode()).isEqualTo(404);
    }
}
