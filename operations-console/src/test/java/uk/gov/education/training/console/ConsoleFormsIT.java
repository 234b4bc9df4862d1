package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.RawConnection;
import uk.gov.education.training.testsupport.RawConnection.Response;

/** Invalid forms are answered with a page, and attempts with unknown tokens are limited. */
@QuarkusTest
@TestProfile(ConsoleFormsIT.Impatient.class)
@QuarkusTestResource(StubServices.class)
class ConsoleFormsIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST = 10;

    public static class Impatient implements QuarkusTestProfile {
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

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nSec-Fetch-Site: same-origin\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private Response send(String path, String type, String body) {
        String token = StubServices.token(Scope.OPERATIONS);
        return RawConnection.ask(
                address, post(path, "Authorization: Bearer " + token + "\r\nContent-Type: " + type + "\r\n", body));
    }

    private static void assertPage(Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().get("content-type")).startsWith("text/html");
        assertThat(response.headers().get("content-security-policy")).contains("style-src 'self'");
        assertThat(response.body()).contains("There is a problem").doesNotContain("database");
    }

    private static List<String> forms() {
        return List.of(
                "/operations/sign-in",
                "/operations/dead-letters/schedule-service",
                "/operations/dead-letters/schedule-service/1/replay",
                "/operations/dead-letters/schedule-service/1/discard",
                "/operations/reconciliation/schedule-service/rebuilds",
                "/operations/interventions/schedule-service/skips",
                "/operations/interventions/schedule-service/republications");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | token=% | 400",
                "application/x-www-form-urlencoded | token=%zz&reason=%&operation=%C3 | 400",
                "application/x-www-form-urlencoded; charset=nonsense | token=x | 415",
                "multipart/form-data | token=x | 415",
                "multipart/form-data; boundary=x | --x broken | 415",
                "application/json | {} | 415",
            })
    void invalidFormIsAnsweredWithAPage(String type, String body, int status) {
        for (String form : forms()) {
            assertPage(send(form, type, body), status);
        }
    }

    @Test
    void formWithTooManyFieldsOrBytesIsTooLarge() {
        for (String form : forms()) {
            assertPage(send(form, FORM, "field=x&".repeat(2_000)), 413);
            assertPage(send(form, FORM, "reason=" + "x".repeat(200_000)), 413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations/nothing", "/operations/dead-letters/a/b/c/d"})
    void unknownAddressIsAnsweredWithAPage(String path) {
        Response response = RawConnection.ask(address, "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.headers().get("content-type")).startsWith("text/html");
    }

    @Test
    void signingInWithUnknownTokensIsLimited() {
        String from = "X-Forwarded-For: 2001:db8::";
        for (int i = 0; i < MOST; i++) {
            assertThat(signIn(from + i).status()).isEqualTo(401);
        }

        Response refused = signIn(from + "ffff");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(refused.body()).contains("Too many unknown access tokens");
    }

    private Response signIn(String from) {
        return RawConnection.ask(
                address,
                post("/operations/sign-in", from + "\r\nContent-Type: " + FORM + "\r\n", "token=" + UUID.randomUUID()));
    }
}
