package uk.gov.education.training.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The contract check runs on every response, without a call by the test. */
class ContractCheckingClientTest {

    @Test
    void responseThatBreaksTheContractFails() throws IOException {
        HttpServer wrong = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wrong.createContext("/", exchange -> {
            byte[] body = "{\"data\": 1}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        wrong.start();
        try {
            RestClient client =
                    new RestClient("http://127.0.0.1:" + wrong.getAddress().getPort(), "a token");

            assertThatThrownBy(() -> client.get("/api/v3/participants"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("GET /api/v3/participants answered 200");
            assertThat(client.get("/api/v1/anything").status()).isEqualTo(200);
        } finally {
            wrong.stop(0);
        }
    }
}
