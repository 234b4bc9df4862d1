package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commit-msg hook accepts subjects that follow CONTRIBUTING.md, and refuses others. */
class CommitMessageHookTest {

    private static final Path HOOK = Path.of("../.githooks/commit-msg");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fix(web): answer 404 for unknown routes",
                "docs: explain the outbox",
                "test(provider-api): correct a TRN in a later second than it was declared",
                "Merge branch 'main'",
                "Revert \"fix(web): answer 404 for unknown routes\"",
                "fixup! fix(web): answer 404 for unknown routes"
            })
    void acceptsAConventionalSubject(String subject) throws Exception {
        assertThat(exitCode(subject + "\n\nWhy.\n# A comment\n")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wip",
                "Answer 404 for unknown routes",
                "fix: Answer 404 for unknown routes",
                "fix(web): answer 404 for unknown routes.",
                "fix(web): answered",
                "fix(web): fixes the answer for unknown routes",
                "riddle(web): answer 404 for unknown routes",
                "fix(web): answer 404 for unknown routes, and say which routes there are too"
            })
    void refusesAnyOtherSubject(String subject) throws Exception {
        assertThat(exitCode(subject + "\n")).isEqualTo(1);
    }

    private int exitCode(String message) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("message"), message);
        return new ProcessBuilder("sh", HOOK.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
    }
}
