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
import uk.gov.education.training.local.Demo;
import uk.gov.education.training.local.Patience;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;
import uk.gov.education.training.system.Load;

/** Sends hostile requests, each on a connection of its own, and judges every answer. */
final class HostileRequests {

    /** For how long a request may be without an answer, or a half-sent one open: more than any limit of the server. */
    private static final Duration PATIENCE = Patience.of(Duration.ofSeconds(150));

    private static final List<Service> SERVICES = List.of(Service.values());
    private static final int AT_ONCE = 8;
    private static final int SLOW_AT_ONCE = 48;

    private final Running running;
    private final List<Operation> operations;
    private final List<RequestKind> kinds = RequestKind.all();
    private final List<RawKind> rawKinds = RawKinds.all();
    private final Callers callers;
    private final Verdicts verdicts;
    private final long seed;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Semaphore slowSlots = new Semaphore(SLOW_AT_ONCE);
    private int round;

    HostileRequests(Running running, Demo demo, long seed, Count count, Findings findings) {
        this.running = running;
        this.operations = Descriptions.all(running);
        this.callers = new Callers(demo);
        this.verdicts = new Verdicts(count, findings);
        this.seed = seed;
    }

    /**
     * Each kind on every nth of the operations that it is one for, others each time, and each kind of connection to
     * each service; in any order.
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
                // The first round only warms up, and waits for nobody.
                if (round > 1 || !kind.isSlow()) {
                    all.add(() -> talk(kind, service));
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
                Load.pause(pauseMillis);
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
        Ask ask = new Ask(random, operation, filled(operation.path(), random));
        boolean isCostly = operation.method().equals("POST")
                && (operation.path().endsWith("/checks") || operation.path().endsWith("/rebuilds"));
        int from = callers.sign(ask, !isCostly || kind.name().startsWith("body: "));
        if (operation.isForm()) {
            ask.header("Sec-Fetch-Site", "same-origin");
        }
        kind.spoil().accept(ask);
        slots.acquireUninterruptibly();
        try (Wire wire = new Wire(port(operation.service()), from, PATIENCE)) {
            wire.send(ask.bytes());
            verdicts.judge(kind, ask, wire.answer(ask.method));
        } catch (IOException noConnection) {
            verdicts.noConnection(kind.name(), operation.service(), noConnection);
        } finally {
            slots.release();
        }
    }

    private void talk(RawKind kind, Service service) {
        Random random = new Random(seed ^ (kind.name() + service + round).hashCode());
        Operation health = new Operation(service, "GET", "/q/health", "", List.of(), false);
        Semaphore limit = kind.isSlow() ? slowSlots : slots;
        limit.acquireUninterruptibly();
        try (Wire wire = new Wire(port(service), Callers.stranger(random), PATIENCE)) {
            kind.talk()
                    .on(wire, new Ask(random, health, health.path()))
                    .forEach(answer -> verdicts.judge(kind, service, answer));
        } catch (IOException noConnection) {
            verdicts.noConnection(kind.name(), service, noConnection);
        } finally {
            limit.release();
        }
    }

    private int port(Service service) {
        return URI.create(running.service(service).address()).getPort();
    }

    /** A path to what does not exist: nobody's id, year or school. */
    private static String filled(String path, Random random) {
        return path.replace("{year}", Integer.toString(1_000 + random.nextInt(900)))
                .replace("{urn}", Integer.toString(900_000 + random.nextInt(99_999)))
                .replace(
                        "{service}",
                        SERVICES.get(random.nextInt(SERVICES.size())).module())
                .replaceAll("\\{[^}]*}", Genuine.id(random));
    }
}
