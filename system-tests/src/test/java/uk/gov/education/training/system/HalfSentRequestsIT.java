package uk.gov.education.training.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.launcher.ServiceProcess;
import uk.gov.education.training.testsupport.RawConnection;
import uk.gov.education.training.testsupport.RawConnection.Response;

/**
 * Connections that send no complete request, against a packaged service: Netty finds our connection limits only if one
 * class loader loads both. This test sets short limits. All services use the same code.
 */
class HalfSentRequestsIT {

    private static final int LIMIT = 20;

    @TempDir
    static Path data;

    private static LocalSystem localSystem;
    private static URI address;

    @BeforeAll
    static void start() {
        localSystem = LocalSystem.onFreePorts(
                Path.of("").toAbsolutePath().getParent(),
                data,
                Map.of(
                        "TRAINING_CONNECTIONS_REQUEST_WITHIN", "2s",
                        "TRAINING_CONNECTIONS_MOST", Integer.toString(LIMIT),
                        "QUARKUS_HTTP_IDLE_TIMEOUT", "4s"));
        ServiceProcess service = localSystem.service(Service.SCHEDULE);
        service.start();
        address = URI.create(service.address());
        await().atMost(LATER).ignoreException(UncheckedIOException.class).until(HalfSentRequestsIT::isAlive);
    }

    @AfterAll
    static void stop() {
        localSystem.close();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }

    private static boolean isAlive() {
        try (RawConnection connection = new RawConnection(address)) {
            Response response = connection.say(get("/q/health/live")).next();
            return response != null && response.status() == 200;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /q/health",
                "GET /q/health HTTP/1.1\r\n",
                "GET /q/health HTTP/1.1\r\nHost: te",
                "GET /q/health HTTP/1.1\r\nHost: test\r\n",
                "POST /q/health HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n",
                "POST /api/v1/dead-letters/replay HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n{",
                "POST /api/v1/rebuilds HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
            })
    void incompleteRequestGetsAResponseAndItsConnectionIsClosed(String incomplete) {
        try (RawConnection connection = new RawConnection(address)) {
            Response response = connection.say(incomplete).response();

            assertThat(response.status()).isBetween(400, 599);
            assertThat(response.body()).isNotEmpty();
            assertThat(connection.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET / HTTP/1.1\r\nX: ",
                "POST /api/v1/rebuilds HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\n\r\n",
            })
    void slowBytesDoNotKeepAConnectionOpen(String begin) {
        try (RawConnection connection = new RawConnection(address)) {
            connection.say(begin);
            await().atMost(LATER)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> connection.say("x").isClosed());
        }
    }

    @Test
    void idleConnectionIsClosed() {
        try (RawConnection connection = new RawConnection(address)) {
            assertThat(connection.say(get("/q/health/live")).response().status())
                    .isEqualTo(200);
            assertThat(connection.next()).isNull();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (RawConnection connection = new RawConnection(address)) {
            connection.say(get("/q/health/live") + get("/nothing") + "nonsense\r\n\r\n");

            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.response().status()).isEqualTo(404);
            assertThat(connection.response().status()).isEqualTo(400);
            assertThat(connection.next()).isNull();
        }
    }

    @Test
    void connectionsOverTheLimitAreRejectedAndOthersContinue() {
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * LIMIT; i++) {
                open.add(new RawConnection(address));
            }
            Response refused = open.getLast().response();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("too many connections");
        } finally {
            open.forEach(RawConnection::close);
        }
        await().atMost(LATER).ignoreException(UncheckedIOException.class).until(HalfSentRequestsIT::isAlive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /nothing\r\nHost: test\r\n\r\n",
                "GET /nothing HTTP/x\r\nHost: test\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /nothing HTTP/1.1\r\n broken\r\n\r\n",
                "GET /nothing?page=%zz HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /nothing\\else HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /nothing HTTP/1.1\r\nHost: test\r\nContent-Length: x\r\n\r\n",
                "POST /api/v1/rebuilds HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /api/v1/rebuilds HTTP/1.1\r\nHost: test\r\nContent-Length: 99999999999999999999\r\n\r\n",
            })
    void invalidRequestGetsAnErrorBody(String text) {
        Response response = RawConnection.ask(address, text);

        assertThat(response.status()).isBetween(400, 499);
        assertThat(response.body()).contains("detail");
        assertThat(response.headers()).containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void oversizedAddressesAndHeadersAreRejected() {
        Response address = RawConnection.ask(HalfSentRequestsIT.address, get("/" + "x".repeat(100_000)));
        Response headers = RawConnection.ask(
                HalfSentRequestsIT.address, "GET / HTTP/1.1\r\nHost: test\r\nX: " + "x".repeat(50_000) + "\r\n\r\n");

        assertThat(address.status()).isEqualTo(414);
        assertThat(headers.status()).isEqualTo(431);
        assertThat(List.of(address, headers))
                .allSatisfy(
                        response -> assertThat(response.body().getBytes(UTF_8)).isNotEmpty());
    }
}
