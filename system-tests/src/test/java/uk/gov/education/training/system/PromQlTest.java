package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void functionsKeywordsAndNumbersAreNotMetrics() {
        var asked = PromQl.of("histogram_quantile(0.99, sum by (service, le) (rate(a_seconds_bucket[5m]))) > 5e3"
                + " and on (service) up offset 5m");

        assertThat(asked.metrics()).containsExactlyInAnyOrder("a_seconds_bucket", "up");
        assertThat(asked.labels()).containsExactlyInAnyOrder("service", "le");
    }

    @Test
    void labelsAreTakenFromBracesAndGroupings() {
        var asked = PromQl.of(
                "max without(pod) (a_total{x=~\"$service|b{c}\", y!=\"d[5m]\"}) / ignoring (z) b:rate > bool 1");

        assertThat(asked.metrics()).containsExactlyInAnyOrder("a_total", "b:rate");
        assertThat(asked.labels()).containsExactlyInAnyOrder("pod", "x", "y", "z");
    }

    @Test
    void dashboardVariablesAreQueriesToo() {
        var asked = PromQl.of("label_values(a_gauge{b=\"c\"}, service)");

        assertThat(asked.metrics()).containsExactly("a_gauge");
        assertThat(asked.labels()).containsExactlyInAnyOrder("b", "service");
    }
}
