package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.TestTimeouts;
import uk.gov.education.training.system.LoadGenerator;

/** Compares the resource usage of the services before and after the run. */
final class LeakCheck {

    private static final long CHECK_INTERVAL_MILLIS = 3_000;
    /** Maximum number of values of a metric label. A label with caller-supplied values would exceed it. */
    private static final int MAX_LABEL_VALUES = 100;

    private static final double MAX_MORE_SERIES = 2_000;
    private static final double MAX_MORE_THREADS = 40;
    private static final double MAX_MORE_FILES = 60;
    private static final double MAX_CONNECTIONS = 4;
    private static final double MEGABYTE = 1024 * 1024;
    private static final double MAX_MORE_HEAP = 24 * MEGABYTE;

    private final LocalSystem localSystem;
    private final Map<Service, ResourceUsage> before = new EnumMap<>(Service.class);

    LeakCheck(LocalSystem localSystem) {
        this.localSystem = localSystem;
        for (Service service : Service.values()) {
            before.put(service, ResourceUsage.of(localSystem.service(service)));
        }
    }

    void compare(Findings findings) {
        System.out.println();
        for (Service service : Service.values()) {
            compare(service, findings);
        }
    }

    private void compare(Service service, Findings findings) {
        ResourceUsage earlier = before.get(service);
        if (!localSystem.service(service).isRunning()) {
            findings.add("A service has stopped", service.module());
            return;
        }
        try {
            ResourceUsage now = ResourceUsage.of(localSystem.service(service));
            long deadline = System.nanoTime() + TestTimeouts.LATER.toNanos();
            while (!leaks(earlier, now).isEmpty() && System.nanoTime() < deadline) {
                LoadGenerator.pause(CHECK_INTERVAL_MILLIS);
                now = ResourceUsage.of(localSystem.service(service));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-24s series %,.0f -> %,.0f, heap %.0f -> %.0f MB, threads %.0f -> %.0f, open files %.0f -> %.0f%n",
                    service.module(),
                    earlier.series(),
                    now.series(),
                    earlier.heap() / MEGABYTE,
                    now.heap() / MEGABYTE,
                    earlier.threads(),
                    now.threads(),
                    earlier.files(),
                    now.files());
            leaks(earlier, now).forEach(leak -> findings.add(service.module() + " leaks", leak));
        } catch (IllegalStateException noMetrics) {
            findings.add(service.module() + " does not return its metrics", noMetrics.toString());
        }
    }

    private static List<String> leaks(ResourceUsage earlier, ResourceUsage now) {
        List<String> leaks = new ArrayList<>();
        add(leaks, "series", now.series() - earlier.series(), MAX_MORE_SERIES);
        add(leaks, "bytes of heap", now.heap() - earlier.heap(), MAX_MORE_HEAP);
        add(leaks, "threads", now.threads() - earlier.threads(), MAX_MORE_THREADS);
        add(leaks, "open files", now.files() - earlier.files(), MAX_MORE_FILES);
        add(leaks, "connections to the database in use", now.queries(), MAX_CONNECTIONS);
        now.labels().forEach((label, values) -> {
            if (values > MAX_LABEL_VALUES) {
                leaks.add("the label " + label + " has " + values + " values");
            }
        });
        if (earlier.pid() != now.pid()) {
            leaks.add("the process was restarted");
        }
        return leaks;
    }

    private static void add(List<String> leaks, String resource, double more, double maximum) {
        if (more > maximum) {
            leaks.add(String.format(Locale.ROOT, "%,.0f more %s than before, maximum %,.0f", more, resource, maximum));
        }
    }
}
