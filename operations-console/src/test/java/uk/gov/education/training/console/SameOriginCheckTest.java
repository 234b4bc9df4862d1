package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginCheckTest {

    @ParameterizedTest
    @CsvSource({
        "same-origin, , operations.example, true",
        "cross-site, https://operations.example, operations.example, false",
        "same-site, https://other.example, operations.example, false",
        "none, , operations.example, false",
        ", https://operations.example, operations.example, true",
        ", http://127.0.0.1:8080, 127.0.0.1:8080, true",
        ", https://operations.example:8443, operations.example, false",
        ", https://elsewhere.example, operations.example, false",
        ", null, operations.example, false",
        ", not an origin, operations.example, false",
        ", , operations.example, false"
    })
    void formIsOursOnlyIfTheBrowserSaysSo(@Nullable String site, @Nullable String origin, String host, boolean ours) {
        assertThat(SameOriginCheck.isSameOrigin(site, origin, host)).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "/operations, /operations",
        "/operations/dead-letters?service=x, /operations/dead-letters?service=x",
        "/operations/sign-out, /operations",
        "/operationsx, /operations",
        "//elsewhere.example, /operations",
        "https://elsewhere.example/operations/, /operations"
    })
    void signingInLeadsOnlyToTheConsole(String wanted, String target) {
        assertThat(SignIn.target(wanted)).isEqualTo(target);
    }

    @Test
    void signingInWithoutAPageLeadsToTheFirst() {
        assertThat(SignIn.target(null)).isEqualTo("/operations");
    }
}
