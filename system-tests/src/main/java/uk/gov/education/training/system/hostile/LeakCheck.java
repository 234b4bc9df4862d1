package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.local.Patience;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;
import uk.gov.education.training.system.Load;

/** Compares what the services take with what they took before, once they have had time to give it back. */
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

    private final Running running;
    private final Map<Service, Vitals> before = new EnumMap<>(Service.class);

    LeakCheck(Running running) {
        this.running = running;
        for (Service service : Service.values()) {
            before.put(service, Vitals.of(running.service(service)));
        }
    }

    void compare(Findings findings) {
        System.out.println();
        for (Service service : Service.values()) {
            compare(service, findings);
        }
    }

    private void compare(Service service, Findings findings) {
        Vitals then = before.get(service);
        if (!running.service(service).isRunning()) {
            findings.add("A service has ended", service.module());
            return;
        }
        try {
            Vitals now = Vitals.of(running.service(service));
            long deadline = System.nanoTime() + Patience.LATER.toNanos();
            while (!leaks(then, now).isEmpty() && System.nanoTime() < deadline) {
                Load.pause(BETWEEN_LOOKS_MILLIS);
                now = Vitals.of(running.service(service));
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

    private static List<String> leaks(Vitals then, Vitals now) {
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
