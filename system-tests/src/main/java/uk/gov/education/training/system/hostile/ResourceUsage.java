package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import uk.gov.education.training.launcher.ServiceProcess;

/**
 * The resource usage of a service, from its metrics.
 *
 * @param heap bytes in use after a full collection
 * @param files open files and sockets
 * @param queries database connections in use
 * @param labels the number of values of each metric label
 */
record ResourceUsage(
        long pid,
        double series,
        double heap,
        double threads,
        double files,
        double queries,
        Map<String, Integer> labels) {

    /** @throws IllegalStateException if the service does not return its metrics */
    static ResourceUsage of(ServiceProcess service) {
        collectGarbage(service.pid());
        Metrics metrics = Metrics.of(service);
        return new ResourceUsage(
                service.pid(),
                metrics.ownSeries().size(),
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
            if (!collecting.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
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
