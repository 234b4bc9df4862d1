package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterFilterTest {

    private static DeadLetterFilter of(String service, String reason, int page) {
        return new DeadLetterFilter(service, "", reason, "", "", "", "waiting", page);
    }

    @Test
    void nextPageIsOfOneServiceOnly() {
        DeadLetterFilter everywhere = of("", "schema", 1);

        assertThat(everywhere.of("funding-service").address(2))
                .isEqualTo("/operations/dead-letters?reason=schema&status=waiting&service=funding-service&page=2");
    }
}
