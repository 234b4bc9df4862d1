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
 * Schools that register and rename people, a lead provider that declares for some of them and follows all by
 * {@code updated_since}: nobody hostile, and all of them at work all the time.
 */
final class OrdinaryTraffic {

    private static final int WRITERS = 3;
    private static final int BYSTANDERS = 20;
    private static final int RENAMES_OF_EACH = 25;
    private static final long BETWEEN_CHANGES_MILLIS = 60;
    private static final long BETWEEN_ARRIVALS_MILLIS = 250;
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final SchoolAndProvider schoolAndProvider;
    private final Declarer declarer;
    private final PollingClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Future<?>> workers = new ConcurrentLinkedQueue<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Set<String> bystanders = ConcurrentHashMap.newKeySet();
    private final Throughput changes = new Throughput();
    private final Throughput arrivals = new Throughput();
    private volatile boolean running = true;

    OrdinaryTraffic(Demo demo, int nth) {
        this.schoolAndProvider = SchoolAndProvider.nth(demo, nth);
        this.declarer = new Declarer(demo, schoolAndProvider, threads);
        this.client = new PollingClient(schoolAndProvider.provider());
    }

    /** Registers people to whom nothing happens any more, if nobody does them harm; returns their ids. */
    List<String> bystanders() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < BYSTANDERS; i++) {
            ids.add(register("Quennerstedt Bystander " + i));
        }
        bystanders.addAll(ids);
        return ids;
    }

    void start() {
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            work(() -> change(writer));
        }
        work(declarer::declare);
        work(this::newcomer);
        work(() -> {
            client.poll();
            LoadGenerator.pause(BETWEEN_LOOKS_MILLIS);
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

    /** Somebody new, and then so many new names. */
    private void change(int writer) {
        String name = "Quennerstedt Writer " + writer + " Change ";
        String id = timed(() -> register(name + 0));
        for (int i = 1; i < RENAMES_OF_EACH && running; i++) {
            int nth = i;
            timed(() -> rename(id, name + nth));
            LoadGenerator.pause(BETWEEN_CHANGES_MILLIS);
        }
    }

    /** Somebody new, until the lead provider sees them. */
    private void newcomer() {
        String id = register("Quennerstedt Newcomer");
        long since = System.nanoTime();
        Retrying.ask(() -> schoolAndProvider.provider().get("/participants/" + id));
        arrivals.done(Duration.ofNanos(System.nanoTime() - since));
        LoadGenerator.pause(BETWEEN_ARRIVALS_MILLIS);
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

    private RestClient.Answer rename(String id, String name) {
        SchoolAndProvider once = schoolAndProvider.once(UUID.randomUUID().toString());
        RestClient.Answer response = Retrying.ask(() -> once.rename(id, name));
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
            } catch (ExecutionException gaveUp) {
                findings.add("The ordinary traffic does not go on", String.valueOf(gaveUp.getCause()));
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

    /** Whether somebody is one of those whose keys hostile records bear, too. */
    boolean isBystander(String id) {
        return bystanders.contains(id);
    }

    List<Declarer.Expected> declared() {
        return declarer.expected();
    }
}
