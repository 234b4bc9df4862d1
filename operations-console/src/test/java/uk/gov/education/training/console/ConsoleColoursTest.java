package uk.gov.education.training.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the charts are drawn with can be seen, and told apart. */
class ConsoleColoursTest {

    private static final Pattern SERIES = Pattern.compile(
            "\\.console-chart \\.line--(\\d+) \\{ stroke: (#[0-9a-f]{6});(?: stroke-dasharray: ([\\d ]+);)? }");
    private static final String WHITE = "#ffffff";

    /** Where differences are as large as they look. */
    private record Lab(double lightness, double greenToRed, double blueToYellow) {

        private static Lab of(String colour) {
            double[] light = light(colour);
            double x = (0.4124 * light[0] + 0.3576 * light[1] + 0.1805 * light[2]) / 0.9505;
            double y = luminance(colour);
            double z = (0.0193 * light[0] + 0.1192 * light[1] + 0.9505 * light[2]) / 1.089;
            return new Lab(116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z)));
        }

        private static double root(double part) {
            return part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16.0 / 116;
        }

        private double distance(Lab other) {
            return Math.hypot(
                    lightness - other.lightness,
                    Math.hypot(greenToRed - other.greenToRed, blueToYellow - other.blueToYellow));
        }
    }

    private static List<MatchResult> series() {
        try (InputStream css = ConsoleColoursTest.class.getResourceAsStream("/META-INF/resources/assets/console.css")) {
            return SERIES.matcher(new String(Objects.requireNonNull(css).readAllBytes(), UTF_8))
                    .results()
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> colours() {
        return series().stream().map(line -> line.group(2)).toList();
    }

    /** Red, green and blue as they are emitted. */
    private static double[] light(String colour) {
        double[] light = new double[3];
        for (int i = 0; i < light.length; i++) {
            double value = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            light[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return light;
    }

    private static double luminance(String colour) {
        double[] light = light(colour);
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    }

    /** As WCAG 2.2 has it, on white. */
    private static double contrast(String colour) {
        return (luminance(WHITE) + 0.05) / (luminance(colour) + 0.05);
    }

    @Test
    void everyTopicHasItsOwnSeries() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < Topology.of(List.of(), List.of()).lanes().size(); i++) {
            numbers.add(String.valueOf(i));
        }

        assertThat(series()).extracting(line -> line.group(1)).isEqualTo(numbers);
    }

    @Test
    void everySeriesStandsOutFromThePage() {
        assertThat(colours())
                .allSatisfy(colour -> assertThat(contrast(colour)).as(colour).isGreaterThanOrEqualTo(3));
    }

    @Test
    void noTwoSeriesLookAlike() {
        List<String> colours = colours();

        for (int i = 0; i < colours.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Lab.of(colours.get(i)).distance(Lab.of(colours.get(j))))
                        .as("%s and %s", colours.get(i), colours.get(j))
                        .isGreaterThan(20);
            }
        }
        assertThat(series()).extracting(line -> line.group(3)).doesNotHaveDuplicates();
    }
}
