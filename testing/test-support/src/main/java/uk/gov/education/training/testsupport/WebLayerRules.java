package uk.gov.education.training.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.testsupport.RawConnection.Response;

/** Every service handles invalid requests in the same way. */
public abstract class WebLayerRules {

    private static final String MARK = "zq0hostile";
    private static final int MANY = 1_200;

    protected abstract URI service();

    private Response ask(String request) {
        return RawConnection.ask(service(), request);
    }

    private static String request(String method, String target) {
        return request(method, target, "");
    }

    private static String request(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
    }

    @Test
    void labelsOfMetricsHaveBoundedValuesWhateverCallersSend() throws Exception {
        Set<String> before = series();

        try (RawConnection connection = new RawConnection(service())) {
            for (int i = 0; i < MANY; i++) {
                String mark = MARK + i;
                connection
                        .say(request(mark + "x".repeat(i % 4 == 0 ? 4_000 : 10), "/" + mark))
                        .response();
                connection.say(request("GET", "/" + mark + "/" + mark)).response();
                connection
                        .say(request(
                                "GET", "/api/v1/" + mark, "Authorization: Bearer\r\nX-" + mark + ": " + mark + "\r\n"))
                        .response();
                connection.say(request("DELETE", "/q/health/" + mark)).response();
                connection
                        .say(request("PATCH", "/api/v3/participants;" + mark + "=1"))
                        .response();
            }
        }
        for (int i = 0; i < 50; i++) {
            String mark = MARK + i;
            ask(request(mark, "/" + mark, "X-Large: " + "x".repeat(100_000) + "\r\n"));
            ask(request(mark, "/" + mark + "x".repeat(70_000)));
            ask(request(mark, "/" + mark + "%zz"));
            ask(request("GET", "/" + mark + "%zz"));
            try (RawConnection given = new RawConnection(service())) {
                given.say(request("POST", "/api/v1/" + mark, "Content-Length: 100\r\nX-" + mark + ": 1\r\n") + "{");
            }
        }

        Set<String> added = series();
        added.removeAll(before);
        assertThat(added).noneMatch(series -> series.contains(MARK)).hasSizeLessThan(100);
    }

    /** The lines of the metrics without their values, except those of Kafka's clients, which come and go. */
    private Set<String> series() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var metrics = http.send(
                    HttpRequest.newBuilder(service().resolve("/q/metrics")).build(), BodyHandlers.ofString());
            assertThat(metrics.statusCode()).isEqualTo(200);
            return metrics.body()
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("kafka_"))
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v3;x=1/participants",
                "/api/v1;x=1/dead-letters",
                "/api/v1/dead-letters;x",
                "/api/v1/dead-letters%3Bx=1",
                "/api/v1/dead-letters%3bx=1",
                "//api/v1/dead-letters",
                "/api//v1/dead-letters",
                "/api/./v1/dead-letters",
                "/api/v1/../v1/dead-letters",
                "/api/v1/%2e%2E/v1/dead-letters",
                "/api/%2e/v1/dead-letters",
                "/api/v1%2Fdead-letters",
                "/api/v1%5cdead-letters",
                "/q/../api/v1/dead-letters",
                "/api/v1/dead-letters/..",
                "/;",
                "http://test/api/v1;x=1/dead-letters",
            })
    void pathsWithMoreThanOneReadingAreRefused(String path) {
        Response response = ask(request("GET", path));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).containsAnyOf("one reading only", "not well-formed");
        assertGuarded(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREW", "TRACE", "CONNECT", "get", "!", "PROPFIND"})
    void unknownMethodsAreToldSo(String method) {
        Response response = ask(request(method, "/api/v1/dead-letters"));

        assertThat(response.status()).isIn(400, 501);
        assertThat(response.body()).contains("detail");
        assertGuarded(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /q HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /q/nothing HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /q/health/nothing HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /nothing HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /api/v1/nothing HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /API/V1/dead-letters HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /api/v1/dead-letters HTTP/1.1\r\nHost: test\r\n\r\n",
                "PUT /api/v1/dead-letters HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET nothing HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /api/v1/dead-letters HTTP/9.9\r\nHost: test\r\n\r\n",
                "GET /api/v1/dead-letters HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /api/v1/dead-letters HTTP/1.1\r\nHost: \r\n\r\n",
                "GET /api/v1/dead-letters HTTP/1.1\r\n\r\n",
                "POST /api/v1/dead-letters/replay HTTP/1.1\r\nHost: test\r\nContent-Length: 99999999999\r\n\r\n",
            })
    void everyRefusalHasABodyThatSaysWhatToDo(String request) {
        Response response = ask(request);

        assertThat(response.status()).isBetween(400, 499);
        assertThat(response.body()).isNotEmpty();
        assertThat(response.headers().get("content-type")).startsWith("application/");
        assertGuarded(response);
    }

    @Test
    void addressBeyondAllReasonIsToldSo() {
        Response response = ask(request("GET", "/" + "x".repeat(20_000)));

        assertThat(response.status()).isEqualTo(414);
        assertThat(response.body()).contains("detail");
        assertGuarded(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer unknown", "bearer unknown", "BEARER unknown", "Token unknown", "token token=\"unknown\""
            })
    void answerToAnUnknownTokenSaysHowToPresentOne(String authorization) {
        Response response = ask(request("GET", "/api/v1/dead-letters", "Authorization: " + authorization + "\r\n"));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers()).containsEntry("www-authenticate", "Bearer");
        assertGuarded(response);
    }

    @Test
    void documentationMayRunOnlyItsOwnScripts() {
        Response response = ask(request("GET", "/q/swagger-ui/"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("content-security-policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(response.headers()).containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void nothingIsSaidOfHttpsToACallerWithoutIt() {
        Response response = ask(request("GET", "/api/v1/dead-letters", "X-Forwarded-Proto: https\r\n"));

        assertThat(response.headers()).doesNotContainKey("strict-transport-security");
    }

    /** Every response with a body has these headers. */
    protected static void assertGuarded(Response response) {
        assertThat(response.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("cache-control", "no-store")
                .containsKeys("content-security-policy", "referrer-policy");
    }
}
