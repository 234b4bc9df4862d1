package uk.gov.education.training.system.hostile;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.TestTimeouts;
import uk.gov.education.training.system.LoadGenerator;

/** Sends hostile requests, each on its own connection, and checks every response. */
final class HostileRequests {

    /** Response timeout, for half-sent requests too. Longer than any timeout of the server. */
    private static final Duration RESPONSE_TIMEOUT = TestTimeouts.of(Duration.ofSeconds(150));

    private static final List<Service> SERVICES = Service.WITH_DATABASE;
    private static final int CONCURRENCY = 8;
    private static final int SLOW_CONCURRENCY = 48;

    private final LocalSystem localSystem;
    private final List<Operation> operations;
    private final List<RequestKind> kinds = RequestKind.all();
    private final List<RawKind> rawKinds = RawKinds.all();
    private final Callers callers;
    private final ResponseChecks responseChecks;
    private final long seed;
    private final Semaphore slots = new Semaphore(CONCURRENCY);
    private final Semaphore slowSlots = new Semaphore(SLOW_CONCURRENCY);
    private int round;

    HostileRequests(LocalSystem localSystem, Demo demo, long seed, OutcomeCounts outcomeCounts, Findings findings) {
        this.localSystem = localSystem;
        this.operations = Descriptions.all(localSystem);
        this.callers = new Callers(demo);
        this.responseChecks = new ResponseChecks(outcomeCounts, findings);
        this.seed = seed;
    }

    /**
     * Sends each kind of request to every nth operation that it applies to, a different selection each round, and each
     * kind of connection to every service. The order is random.
     */
    void sendRound(int nth, long pauseMillis) {
        round++;
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            RequestKind kind = kinds.get(i);
            for (int j = 0; j < operations.size(); j++) {
                Operation operation = operations.get(j);
                if ((i + j + round) % nth == 0 && kind.operations().test(operation)) {
                    all.add(() -> send(kind, operation));
                }
            }
        }
        for (RawKind kind : rawKinds) {
            for (Service service : Service.values()) {
                // The first round only warms up, so leave out the slow kinds.
                if (round > 1 || !kind.isSlow()) {
                    all.add(() -> connect(kind, service));
                }
            }
        }
        Collections.shuffle(all, new Random(seed + round));
        System.out.printf(Locale.ROOT, "Sending %,d requests to %d operations%n", all.size(), operations.size());
        sendAll(all, pauseMillis);
    }

    private static void sendAll(List<Runnable> all, long pauseMillis) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (Runnable request : all) {
                sent.add(threads.submit(request));
                LoadGenerator.pause(pauseMillis);
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void send(RequestKind kind, Operation operation) {
        Random random = new Random(seed ^ (kind.name() + operation + round).hashCode());
        RequestDraft requestDraft = new RequestDraft(random, operation, fillIn(operation.path(), random));
        boolean isCostly = operation.method().equals("POST")
                && (operation.path().endsWith("/checks") || operation.path().endsWith("/rebuilds"));
        int from = callers.sign(requestDraft, !isCostly || kind.name().startsWith("body: "));
        if (operation.isForm()) {
            requestDraft.header("Sec-Fetch-Site", "same-origin");
        }
        kind.mutation().accept(requestDraft);
        slots.acquireUninterruptibly();
        try (Connection connection = new Connection(port(operation.service()), from, RESPONSE_TIMEOUT)) {
            connection.send(requestDraft.bytes());
            responseChecks.check(kind, requestDraft, connection.response(requestDraft.method));
        } catch (IOException noConnection) {
            responseChecks.noConnection(kind.name(), operation.service(), noConnection);
        } finally {
            slots.release();
        }
    }

    private void connect(RawKind kind, Service service) {
        Random random = new Random(seed ^ (kind.name() + service + round).hashCode());
        Operation health = new Operation(service, "GET", "/q/health", "", List.of(), false);
        Semaphore limit = kind.isSlow() ? slowSlots : slots;
        limit.acquireUninterruptibly();
        try (Connection connection =
                new Connection(port(service), Callers.untrustedAddress(random), RESPONSE_TIMEOUT)) {
            kind.exchange()
                    .on(connection, new RequestDraft(random, health, health.path()))
                    .forEach(response -> responseChecks.check(kind, service, response));
        } catch (IOException noConnection) {
            responseChecks.noConnection(kind.name(), service, noConnection);
        } finally {
            limit.release();
        }
    }

    private int port(Service service) {
        return URI.create(localSystem.service(service).address()).getPort();
    }

    /** A path to a resource that does not exist. */
    private static String fillIn(String path, Random random) {
        return path.replace("{year}", Integer.toString(1_000 + random.nextInt(900)))
                .replace("{urn}", Integer.toString(900_000 + random.nextInt(99_999)))
                .replace(
                        "{service}",
                        SERVICES.get(random.nextInt(SERVICES.size())).module())
                .replaceAll("\\{[^}]*}", ValidRecords.id(random));
    }
}
