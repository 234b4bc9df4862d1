package uk.gov.education.training.system.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.system.Declarer;
import uk.gov.education.training.system.LoadGenerator;
import uk.gov.education.training.system.PollingClient;
import uk.gov.education.training.system.RestClient;
import uk.gov.education.training.system.Retrying;
import uk.gov.education.training.system.SchoolAndProvider;

/**
 * Valid traffic during the whole run. Schools register and rename people; a lead provider submits declarations and
 * polls with {@code updated_since}.
 */
final class OrdinaryTraffic {

    private static final int WRITERS = 3;
    private static final int TARGETS = 20;
    private static final int RENAMES_PER_PARTICIPANT = 25;
    private static final long CHANGE_INTERVAL_MILLIS = 60;
    private static final long ARRIVAL_INTERVAL_MILLIS = 250;
    private static final long POLL_INTERVAL_MILLIS = 20;

    private final SchoolAndProvider schoolAndProvider;
    private final Declarer declarer;
    private final PollingClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Future<?>> workers = new ConcurrentLinkedQueue<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Set<String> targets = ConcurrentHashMap.newKeySet();
    private final Throughput changes = new Throughput();
    private final Throughput arrivals = new Throughput();
    private volatile boolean running = true;

    OrdinaryTraffic(Demo demo, int nth) {
        this.schoolAndProvider = SchoolAndProvider.nth(demo, nth);
        this.declarer = new Declarer(demo, schoolAndProvider, threads);
        this.client = new PollingClient(schoolAndProvider.provider());
    }

    /** Registers people whose keys only hostile records use afterwards. Returns their ids. */
    List<String> targets() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TARGETS; i++) {
            ids.add(register("Quennerstedt Bystander " + i));
        }
        targets.addAll(ids);
        return ids;
    }

    void start() {
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            work(() -> change(writer));
        }
        work(declarer::declare);
        work(this::arrive);
        work(() -> {
            client.poll();
            LoadGenerator.pause(POLL_INTERVAL_MILLIS);
        });
    }

    private interface Work {
        void once() throws Exception;
    }

    private void work(Work work) {
        Callable<Boolean> untilStopped = () -> {
            while (running) {
                work.once();
            }
            return true;
        };
        workers.add(threads.submit(untilStopped));
    }

    /** Registers a participant and renames them repeatedly. */
    private void change(int writer) {
        String name = "Quennerstedt Writer " + writer + " Change ";
        String id = timed(() -> register(name + 0));
        for (int i = 1; i < RENAMES_PER_PARTICIPANT && running; i++) {
            int nth = i;
            timed(() -> rename(id, name + nth));
            LoadGenerator.pause(CHANGE_INTERVAL_MILLIS);
        }
    }

    /** Registers a participant and waits until the lead provider sees them. */
    private void arrive() {
        String id = register("Quennerstedt Newcomer");
        long since = System.nanoTime();
        Retrying.ask(() -> schoolAndProvider.provider().get("/participants/" + id));
        arrivals.done(Duration.ofNanos(System.nanoTime() - since));
        LoadGenerator.pause(ARRIVAL_INTERVAL_MILLIS);
    }

    private <T> T timed(Supplier<T> change) {
        long since = System.nanoTime();
        T done = change.get();
        changes.done(Duration.ofNanos(System.nanoTime() - since));
        return done;
    }

    private String register(String name) {
        SchoolAndProvider once = schoolAndProvider.once(UUID.randomUUID().toString());
        String trn = SchoolAndProvider.nextTrn();
        String id = Retrying.ask(() -> once.registerEct(trn, name))
                .body()
                .path("id")
                .asText();
        names.put(id, name);
        return id;
    }

    private RestClient.Response rename(String id, String name) {
        SchoolAndProvider once = schoolAndProvider.once(UUID.randomUUID().toString());
        RestClient.Response response = Retrying.ask(() -> once.rename(id, name));
        names.put(id, name);
        return response;
    }

    /** Whether a thread has failed. */
    boolean hasFailed() {
        return workers.stream().anyMatch(worker -> worker.state() == Future.State.FAILED);
    }

    /** Stops the traffic and reports the threads that failed. */
    void stop(Findings findings) throws InterruptedException {
        running = false;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException failed) {
                findings.add("The ordinary traffic has stopped", String.valueOf(failed.getCause()));
            }
        }
        threads.close();
    }

    Throughput changes() {
        return changes;
    }

    Throughput arrivals() {
        return arrivals;
    }

    SchoolAndProvider schoolAndProvider() {
        return schoolAndProvider;
    }

    PollingClient client() {
        return client;
    }

    /** The last accepted name of each participant. */
    Map<String, String> names() {
        return Map.copyOf(names);
    }

    /** Whether hostile records use this participant's key. */
    boolean isTarget(String id) {
        return targets.contains(id);
    }

    List<Declarer.Expected> declared() {
        return declarer.expected();
    }
}
