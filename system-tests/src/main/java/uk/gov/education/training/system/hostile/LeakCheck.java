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

    private static final long BETWEEN_LOOKS_MILLIS = 3_000;
    /** Of a label that callers could fill, one value for each of them; of ours, none has as many. */
    private static final int MOST_VALUES = 100;

    private static final double MOST_MORE_SERIES = 2_000;
    private static final double MOST_MORE_THREADS = 40;
    private static final double MOST_MORE_FILES = 60;
    private static final double MOST_QUERIES = 4;
    private static final double MEGABYTE = 1024 * 1024;
    private static final double MOST_MORE_HEAP = 24 * MEGABYTE;

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
        ResourceUsage then = before.get(service);
        if (!localSystem.service(service).isRunning()) {
            findings.add("A service has ended", service.module());
            return;
        }
        try {
            ResourceUsage now = ResourceUsage.of(localSystem.service(service));
            long deadline = System.nanoTime() + TestTimeouts.LATER.toNanos();
            while (!leaks(then, now).isEmpty() && System.nanoTime() < deadline) {
                LoadGenerator.pause(BETWEEN_LOOKS_MILLIS);
                now = ResourceUsage.of(localSystem.service(service));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-24s series %,.0f -> %,.0f, heap %.0f -> %.0f MB, threads %.0f -> %.0f, open files %.0f -> %.0f%n",
                    service.module(),
                    then.series(),
                    now.series(),
                    then.heap() / MEGABYTE,
                    now.heap() / MEGABYTE,
                    then.threads(),
                    now.threads(),
                    then.files(),
                    now.files());
            leaks(then, now).forEach(leak -> findings.add(service.module() + " leaks", leak));
        } catch (IllegalStateException silent) {
            findings.add(service.module() + " does not tell its metrics", silent.toString());
        }
    }

    private static List<String> leaks(ResourceUsage then, ResourceUsage now) {
        List<String> leaks = new ArrayList<>();
        add(leaks, "series", now.series() - then.series(), MOST_MORE_SERIES);
        add(leaks, "bytes of heap", now.heap() - then.heap(), MOST_MORE_HEAP);
        add(leaks, "threads", now.threads() - then.threads(), MOST_MORE_THREADS);
        add(leaks, "open files", now.files() - then.files(), MOST_MORE_FILES);
        add(leaks, "connections to the database in use", now.queries(), MOST_QUERIES);
        now.labels().forEach((label, values) -> {
            if (values > MOST_VALUES) {
                leaks.add("the label " + label + " has " + values + " values");
            }
        });
        if (then.pid() != now.pid()) {
            leaks.add("its process is another one");
        }
        return leaks;
    }

    private static void add(List<String> leaks, String what, double more, double most) {
        if (more > most) {
            leaks.add(String.format(Locale.ROOT, "%,.0f more %s, of which %,.0f were allowed", more, what, most));
        }
    }
}
