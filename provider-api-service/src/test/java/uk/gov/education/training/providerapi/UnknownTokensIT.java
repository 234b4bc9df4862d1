package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.RawConnection;
import uk.gov.education.training.testsupport.RawConnection.Response;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;

/** Limits unknown access tokens by the caller that a proxy reports. */
@ServiceIT
@TestProfile(UnknownTokensIT.BehindProxy.class)
class UnknownTokensIT {

    private static final int MOST = 10;

    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "training.unknown-tokens.most", Integer.toString(MOST),
                    "training.unknown-tokens.window", "10m",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1,[::1]");
        }
    }

    @TestHTTPResource
    URI address;

    private Response present(String from, String token) {
        return RawConnection.ask(
                address,
                "GET /api/v3/participants HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: " + from
                        + "\r\nAuthorization: bearer " + token + "\r\n\r\n");
    }

    @Test
    void manyUnknownTokensBlockUnknownTokensFromThatAddressOnly() {
        String from = "198.51.100.7";
        String valid = TestTokens.issue(Scope.LEAD_PROVIDER, UUID.randomUUID());
        assertThat(present(from, valid).status()).isEqualTo(200);
        for (int i = 0; i < MOST; i++) {
            assertThat(present(from, "guess" + i).status()).isEqualTo(401);
        }

        Response refused = present(from, "guess");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isBetween(1, 600);
        assertThat(refused.body()).contains("Too many requests").contains("unknown access tokens");
        assertThat(present(from, valid).status()).isEqualTo(200);
        assertThat(present("198.51.100.8", "guess").status()).isEqualTo(401);
    }

    @Test
    void httpsRequestGetsStrictTransportSecurity() {
        Response response = RawConnection.ask(
                address, "GET /api/v3/participants HTTP/1.1\r\nHost: test\r\nX-Forwarded-Proto: https\r\n\r\n");

        assertThat(response.headers().get("strict-transport-security")).startsWith("max-age=");
    }
}
