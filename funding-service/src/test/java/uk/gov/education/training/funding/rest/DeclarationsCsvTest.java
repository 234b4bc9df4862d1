package uk.gov.education.training.funding.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeclarationsCsvTest {

    @Test
    void valuesAreQuotedIfNecessary() {
        assertThat(DeclarationsCsv.line("plain", "a,b", "say \"no\"", "two\nlines", ""))
                .isEqualTo("plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",");
    }
}
