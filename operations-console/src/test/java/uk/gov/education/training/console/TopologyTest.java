package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.console.Topology.InstanceRates;
import uk.gov.education.training.console.Topology.ReaderLink;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;

class TopologyTest {

    private static final String TOPIC = "participant-changes";
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Activity activity(String instance, @Nullable Backlog lag, @Nullable Double p99) {
        return new Activity(
                "schedule-service",
                instance,
                "http://" + instance,
                NOON,
                false,
                new Backlog(3, 1),
                List.of(new ConsumerPosition(TOPIC, lag, p99, p99)),
                1L,
                0L,
                List.of());
    }

    private static InstanceRates instance(String instance, @Nullable Backlog lag, @Nullable Double p99, double rate) {
        return new InstanceRates(activity(instance, lag, p99), Map.of(TOPIC, rate), rate);
    }

    @Test
    void ratesAreSummedAndLatencyIsThatOfTheSlowestInstance() {
        Backlog lag = new Backlog(5, 2);

        Topology topology = Topology.of(List.of(instance("a", lag, 40.0, 2), instance("b", lag, 90.0, 3)), List.of());

        assertThat(topology.lanes().getFirst().readers()).containsExactly(new ReaderLink(1, 5, lag, 90.0, 90.0));
        assertThat(topology.services().get(1))
                .isEqualTo(new Topology.ServiceNode("schedule-service", 2, false, 5, 3L, 1L));
    }

    @Test
    void serviceWithoutReportsIsDrawn() {
        TopologyDrawing drawing = TopologyDrawing.of(Topology.of(List.of(), List.of("funding-service")));

        assertThat(drawing.columns()).hasSize(4).allSatisfy(column -> assertThat(column.instances())
                .isEqualTo("no report"));
        assertThat(drawing.columns().get(2).css()).contains("wrong");
        assertThat(drawing.lines()).hasSize(11).allSatisfy(line -> assertThat(line.arrowHeads())
                .isEmpty());
    }

    @Test
    void unknownLagIsNotDrawnAsZero() {
        TopologyDrawing drawing = TopologyDrawing.of(Topology.of(List.of(instance("a", null, null, 0)), List.of()));

        assertThat(drawing.lines().getFirst().arrowHeads())
                .singleElement()
                .satisfies(arrowHead -> assertThat(arrowHead.delay().text()).isEqualTo("lag unknown"));
    }

    @Test
    void historyKeepsAverageRatesAndLargestBacklogs() {
        HourlyHistory hourlyHistory = new HourlyHistory();
        hourlyHistory.add(activity("a", new Backlog(9, 1), 70.0), reported(30, 60), NOON);
        hourlyHistory.add(activity("a", new Backlog(2, 1), 50.0), reported(30, 0), NOON.plusSeconds(30));

        HourlyHistory.Charts charts = hourlyHistory.charts(NOON.plusSeconds(45));

        assertThat(last(charts.rates(), TOPIC)).isEqualTo(1.0);
        assertThat(last(charts.lag(), "schedule-service")).isEqualTo(9.0);
        assertThat(last(charts.propagation(), "schedule-service")).isEqualTo(70.0);
        assertThat(last(charts.outbox(), "schedule-service")).isEqualTo(3.0);
    }

    @Test
    void historyCoversAnHour() {
        HourlyHistory hourlyHistory = new HourlyHistory();
        hourlyHistory.add(activity("a", null, null), reported(10, 5), NOON);
        hourlyHistory.add(activity("a", null, null), reported(10, 5), NOON.plusSeconds(3_700));

        assertThat(hourlyHistory.charts(NOON.plusSeconds(3_700)).rates().get(TOPIC))
                .hasSize(60)
                .containsOnlyOnce(0.5);
    }

    @Test
    void chartHasGapsAndNoRowsForMinutesWithoutFigures() {
        Map<String, @Nullable Double[]> series = new TreeMap<>();
        series.put("a", new Double[] {1.0, null, 4.0});

        Chart chart = Chart.of("id", "title", "explanation", NOON, series, Formats::rate);

        assertThat(chart.lines()).containsExactly(new Chart.Line("a", "4.0/s"));
        assertThat(chart.data())
                .isEqualTo("{\"times\":[1795521600,1795521660,1795521720],"
                        + "\"series\":[{\"name\":\"a\",\"values\":[1.0,null,4.0]}]}");
        assertThat(chart.rows()).extracting(Chart.Row::minute).containsExactly("12:02", "12:00");
    }

    private static ActivityReported reported(double seconds, long in) {
        return new ActivityReported(seconds, 0, List.of(new Consumed(TOPIC, in, in, 0, 0)));
    }

    private static @Nullable Double last(Map<String, @Nullable Double[]> series, String name) {
        @Nullable Double[] values = series.get(name);
        return values[values.length - 1];
    }
}
