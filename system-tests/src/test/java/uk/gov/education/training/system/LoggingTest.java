package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LogsIT can't bring about: some failures come too seldom to wait for what is logged of them. */
class LoggingTest {

    private static final Pattern QUOTING = Pattern.compile("LOG\\.\\w+\\([^;]*\\.(?:toString|getMessage)\\(\\)[^;]*;");

    @ParameterizedTest
    @ValueSource(
            strings = {"events", "school-updates-service", "schedule-service", "funding-service", "provider-api-service"
            })
    void failuresAreToldByFailuresWhichQuotesNobody(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources).isNotEmpty().allSatisfy(file -> assertThat(
                            QUOTING.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .isEmpty());
        }
    }
}
