package uk.gov.education.training.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A bash process that runs blocks of commands in turn and keeps their variables and functions. */
final class BashShell implements AutoCloseable {

    private final String end = "end of " + UUID.randomUUID();
    private final Path script;
    private final Process process;
    private final Writer commands;
    private final BufferedReader output;

    BashShell(Path folder) throws IOException {
        this.script = folder.resolve("block.sh").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", java, (path, first) -> first + ":" + path);
        this.process = builder.start();
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs a block and returns its output and errors. */
    String run(String block) throws IOException {
        Files.writeString(script, block + "\n");
        // Without this redirect the commands would read the next block as input.
        commands.write(". '" + script + "' < /dev/null\nprintf '\\n%s\\n' '" + end + "'\n");
        commands.flush();
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); !end.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("The shell ended. It printed: " + printed);
            }
            printed.append(line).append('\n');
        }
        return printed.toString().strip();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
