package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.Ports;
import uk.gov.education.training.localstack.StartupException;

/** Checks that every port is free before anything starts. Otherwise names the process that uses it. */
final class PortCheck {

    private static final Pattern SS_PID = Pattern.compile("pid=(\\d+)");
    private static final Pattern LSOF_PID = Pattern.compile("^(\\d+)$", Pattern.MULTILINE);

    private PortCheck() {}

    /** @param timeout how long to wait until the servers of a killed run end */
    static void requireFree(Map<Integer, String> owners, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (owners.keySet().stream().anyMatch(Ports::isTaken) && System.nanoTime() < deadline) {
            ChildProcess.pause(Duration.ofMillis(200));
        }
        var taken = owners.keySet().stream().filter(Ports::isTaken).sorted().toList();
        if (!taken.isEmpty()) {
            throw new StartupException(taken.stream()
                    .map(port -> "Port " + port + ", which " + owners.get(port) + " needs, is in use" + by(port))
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String by(int port) {
        return holder(port)
                .map(process -> " by process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse("")
                        + ". Stop it with: kill " + process.pid())
                .orElse(" by another program. Stop that one first.");
    }

    private static Optional<ProcessHandle> holder(int port) {
        return pid(LSOF_PID, "lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .or(() -> pid(SS_PID, "ss", "-Hltnp", "sport = :" + port))
                .flatMap(ProcessHandle::of);
    }

    private static Optional<Long> pid(Pattern pattern, String... command) {
        try {
            var process = new ProcessBuilder(List.of(command)).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var matcher = pattern.matcher(output);
            return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            // The tool is not installed, so the owner of the port stays unknown.
            return Optional.empty();
        }
    }
}
