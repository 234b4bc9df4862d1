package uk.gov.education.training.system.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import uk.gov.education.training.launcher.ServiceProcess;

/**
 * How much of everything a service takes, by its own metrics.
 *
 * @param heap bytes in use after a full collection
 * @param files open files, sockets among them
 * @param queries connections to the database that are in use
 * @param labels how many values each metric's label has
 */
record ResourceUsage(
        long pid,
        double series,
        double heap,
        double threads,
        double files,
        double queries,
        Map<String, Integer> labels) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @throws IllegalStateException if the service does not tell */
    static ResourceUsage of(ServiceProcess service) {
        collectGarbage(service.pid());
        Metrics metrics = Metrics.of(service);
        return new ResourceUsage(
                service.pid(),
                metrics.ours().size(),
                metrics.sum("jvm_memory_used_bytes", "area", "heap"),
                metrics.sum("jvm_threads_live_threads"),
                metrics.sum("process_files_open_files"),
                metrics.sum("sql_pool_active"),
                metrics.labels());
    }

    private static void collectGarbage(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process collecting = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collecting.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                collecting.destroy();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
