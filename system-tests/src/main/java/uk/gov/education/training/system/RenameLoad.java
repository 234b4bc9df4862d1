package uk.gov.education.training.system;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.system.LoadGenerator.Response;

/** The load of the benchmark: schools rename participants, and lead providers see the new names. */
final class RenameLoad {

    private static final int PARTICIPANTS = 1_000;
    private static final int PARTNERSHIPS = 8;
    // Faster polling would distort the result. The interval grows to a fifth of the time waited so far.
    private static final long POLL_NANOS = 10_000_000;
    private static final int POLL_FRACTION = 5;
    private static final int CONCURRENCY = 48;

    private final Demo demo;
    private final LoadGenerator loadGenerator;
    private final List<Person> people = new ArrayList<>();
    private final AtomicInteger names = new AtomicInteger();

    private record Person(SchoolAndProvider schoolAndProvider, String id) {}

    RenameLoad(Demo demo, LoadGenerator loadGenerator) {
        this.demo = demo;
        this.loadGenerator = loadGenerator;
    }

    SchoolAndProvider anySchoolAndProvider() {
        return people.getFirst().schoolAndProvider();
    }

    /** Registers the participants and waits until their lead providers see them. */
    void register() {
        System.out.println("Registering " + PARTICIPANTS + " ECTs");
        List<SchoolAndProvider> schoolsAndProviders = IntStream.range(0, PARTNERSHIPS)
                .mapToObj(n -> SchoolAndProvider.nth(demo, n * 3))
                .toList();
        AtomicInteger next = new AtomicInteger();
        var registered = new ConcurrentLinkedQueue<Person>();
        CompletableFuture<?>[] loops = new CompletableFuture<?>[8];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = registerNext(schoolsAndProviders, next, registered).toCompletableFuture();
        }
        CompletableFuture.allOf(loops).join();
        people.addAll(registered);
        people.forEach(person -> awaitName(person, null));
    }

    private CompletionStage<Void> registerNext(
            List<SchoolAndProvider> schoolsAndProviders, AtomicInteger next, ConcurrentLinkedQueue<Person> registered) {
        int n = next.getAndIncrement();
        if (n >= PARTICIPANTS) {
            return CompletableFuture.completedFuture(null);
        }
        SchoolAndProvider schoolAndProvider = schoolsAndProviders.get(n % schoolsAndProviders.size());
        String url = demo.schoolUpdates() + "/api/v1/schools/" + schoolAndProvider.urn() + "/ects";
        return loadGenerator
                .post(
                        url,
                        school(),
                        new JsonObject(asText(schoolAndProvider.ect(SchoolAndProvider.nextTrn(), "Person " + n))))
                .thenCompose(response -> {
                    registered.add(
                            new Person(schoolAndProvider, succeeded(response).getString("id")));
                    return registerNext(schoolsAndProviders, next, registered);
                });
    }

    private static Map<String, Object> asText(Map<String, Object> body) {
        var text = new HashMap<String, Object>();
        body.forEach((name, value) -> text.put(name, value.toString()));
        return text;
    }

    private static JsonObject succeeded(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("Status " + response.status() + ": " + response.body());
        }
        return response.body().toJsonObject();
    }

    private String school() {
        return demo.tokens().get("school");
    }

    private CompletionStage<Response> rename(Person person, String name) {
        String url = demo.schoolUpdates() + "/api/v1/schools/"
                + person.schoolAndProvider().urn() + "/participants/" + person.id() + "/name";
        return loadGenerator.put(url, school(), new JsonObject().put("full_name", name));
    }

    private CompletionStage<Response> participant(Person person) {
        return loadGenerator.get(
                demo.providerApi() + "/api/v3/participants/" + person.id(),
                person.schoolAndProvider().token());
    }

    /** Waits until the provider sees the participant, with this name if it is not null. */
    private void awaitName(Person person, String name) {
        while (true) {
            Response response = participant(person).toCompletableFuture().join();
            if (response.status() == 200
                    && (name == null || response.body().toString().contains("\"" + name + "\""))) {
                return;
            }
            LoadGenerator.pause(20);
        }
    }

    /** Renames people at a constant rate. Returns the nanoseconds until each new name is visible to the provider. */
    long[] renameAtRate(int rate, int seconds) {
        long begin = System.nanoTime();
        int count = rate * seconds;
        CompletableFuture<?>[] all = new CompletableFuture<?>[count];
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long due = begin + i * (1_000_000_000L / rate);
            LoadGenerator.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            int nth = i;
            Person person = people.get(i % people.size());
            String name = "Name " + names.incrementAndGet();
            all[i] = rename(person, name)
                    .thenCompose(response -> {
                        succeeded(response);
                        long accepted = System.nanoTime();
                        return awaitVisible(person, name, accepted)
                                .thenRun(() -> nanos[nth] = System.nanoTime() - accepted);
                    })
                    .toCompletableFuture();
        }
        CompletableFuture.allOf(all).join();
        return nanos;
    }

    private CompletionStage<Void> awaitVisible(Person person, String name, long since) {
        return participant(person).thenCompose(response -> {
            if (response.body().toString().contains("\"" + name + "\"")) {
                return CompletableFuture.completedFuture(null);
            }
            long pause = Math.max(POLL_NANOS, (System.nanoTime() - since) / POLL_FRACTION);
            var later = CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS);
            return CompletableFuture.runAsync(() -> {}, later)
                    .thenCompose(nothing -> awaitVisible(person, name, since));
        });
    }

    /** Renames people at full speed and waits until all are visible. Returns the number of accepted changes. */
    long renameForSeconds(int seconds) {
        AtomicInteger next = new AtomicInteger();
        var last = new ConcurrentHashMap<Person, String>();
        long changes = loadGenerator.closedLoop(
                CONCURRENCY, Duration.ofSeconds(seconds).toMillis(), () -> {
                    Person person = people.get(next.getAndIncrement() % people.size());
                    String name = "Name " + names.incrementAndGet();
                    last.put(person, name);
                    return rename(person, name);
                });
        last.forEach(this::awaitName);
        return changes;
    }
}
