package uk.gov.education.training.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import uk.gov.education.training.launcher.SchoolsRegister.Establishment;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.StartupException;
import uk.gov.education.training.localstack.TestTimeouts;

/** Imports the demonstration's schools register as DfE support does: by sending its file. */
final class DemoSchools {

    private static final String IMPORTS = "/api/v1/schools/imports";
    private static final Duration LONGEST_IMPORT = TestTimeouts.of(Duration.ofMinutes(1));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final DemoRequests support;

    DemoSchools(DemoRequests support) {
        this.support = support;
    }

    /**
     * Imports the schools, unless an import has finished before: sending the file again would undo what support has
     * changed since.
     */
    void importOnce(List<Establishment> schools) {
        DemoRequests.all("schools", List.of(() -> importRegister(schools)));
    }

    private Void importRegister(List<Establishment> schools) throws IOException, InterruptedException {
        if (!hasFinished()) {
            var started = support.postCsv(IMPORTS, file(schools));
            awaitEnd(IMPORTS + "/" + started.path("id").asText());
        }
        return null;
    }

    private boolean hasFinished() throws IOException, InterruptedException {
        return stream(support.get(IMPORTS).path("imports"))
                .anyMatch(each -> status(each).equals("finished"));
    }

    private void awaitEnd(String path) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var progress = support.get(path);
        while (status(progress).equals("running")) {
            if (System.nanoTime() - begin > LONGEST_IMPORT.toNanos()) {
                throw new StartupException("The import of the schools register is still running: " + progress);
            }
            ChildProcess.pause(BETWEEN_LOOKS);
            progress = support.get(path);
        }
        if (!status(progress).equals("finished") || progress.path("rejected").asInt() > 0) {
            throw new StartupException("The schools register could not be imported: " + progress);
        }
    }

    private static String status(JsonNode importView) {
        return importView.path("status").asText();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static byte[] file(List<Establishment> schools) {
        var file = new ByteArrayOutputStream();
        SchoolsRegister.write(schools, file);
        return file.toByteArray();
    }
}
