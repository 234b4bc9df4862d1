package uk.gov.education.training.system.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.localstack.TestTimeouts;
import uk.gov.education.training.system.LoadGenerator;

/**
 * Sends hostile records and requests to the whole system and reports the faults: {@code ./hostile-run}. The seed
 * decides everything except the order in which the services read.
 */
public final class HostileRun {

    /** The index of the demo partnership that the ordinary traffic uses. */
    private static final int PARTNERSHIP = 3;

    private static final Duration SETTLE_TIMEOUT = TestTimeouts.of(Duration.ofMinutes(8));
    private static final int FEW = 16;
    private static final int HALF = 2;

    private final LocalSystem localSystem;
    private final Demo demo;
    private final RunOptions runOptions;
    private final Findings findings = new Findings();
    private final OutcomeCounts requestCount = new OutcomeCounts();
    private final OutcomeCounts recordCount = new OutcomeCounts();
    private final ConsumerPositions consumerPositions;
    private final OrdinaryTraffic traffic;
    private final HostileRecords records;
    private final HostileRequests requests;

    /** @param localSystem that has been started */
    public HostileRun(LocalSystem localSystem, Demo demo, RunOptions runOptions) {
        this.localSystem = localSystem;
        this.demo = demo;
        this.runOptions = runOptions;
        this.consumerPositions = new ConsumerPositions(demo.kafka());
        this.traffic = new OrdinaryTraffic(demo, PARTNERSHIP);
        this.records = new HostileRecords(demo.kafka(), traffic.targets(), runOptions.seed(), runOptions.pauseMillis());
        this.requests = new HostileRequests(localSystem, demo, runOptions.seed(), requestCount, findings);
    }

    public static void main(String[] arguments) throws Exception {
        RunOptions runOptions;
        try {
            runOptions = RunOptions.of(arguments);
        } catch (IllegalArgumentException usage) {
            System.err.print(usage.getMessage());
            System.exit(2);
            return;
        }
        Path project = Path.of("").toAbsolutePath();
        Path data = project.resolve("system-tests/target/hostile-run");
        Files.createDirectories(data);
        var localSystem = LocalSystem.onFreePorts(project, data);
        Runtime.getRuntime().addShutdownHook(new Thread(localSystem::close));
        List<String> found = new HostileRun(localSystem, localSystem.start(true), runOptions).run();
        System.exit(found.isEmpty() ? 0 : 1);
    }

    /** Runs everything and returns the faults. */
    public List<String> run() throws InterruptedException, ExecutionException {
        System.out.println("Hostile run with seed " + runOptions.seed());
        traffic.start();
        LoadGenerator.pause(runOptions.baseline().toMillis());
        long baseline = System.nanoTime();
        LoadGenerator.pause(runOptions.baseline().toMillis());
        long hostile = System.nanoTime();
        List<String> topics = consumerPositions.topics();
        records.publishRound(recordCount, topics);
        requests.sendRound(FEW, 0);
        LeakCheck leaks = new LeakCheck(localSystem);
        sendHostile(topics);
        compareRates(baseline, hostile, System.nanoTime());
        traffic.stop(findings);
        settle(leaks);
        report();
        return findings.all();
    }

    /** Sends records and requests concurrently, until there are enough of both and the time is over. */
    private void sendHostile(List<String> topics) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + runOptions.duration().toNanos();
        Callable<Boolean> publishing = () -> {
            do {
                records.publishRound(recordCount, topics);
            } while (continues(records.published().size(), RunOptions.MIN_RECORDS, end));
            return true;
        };
        Callable<Boolean> requesting = () -> {
            do {
                requests.sendRound(HALF, runOptions.pauseMillis());
            } while (continues(requestCount.total(), RunOptions.MIN_REQUESTS, end));
            return true;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(List.of(publishing, requesting))) {
                done.get();
            }
        }
    }

    /** Stops the run early if the ordinary traffic has failed. */
    private boolean continues(long sent, long minimum, long end) {
        return sent < minimum || (System.nanoTime() < end && !traffic.hasFailed());
    }

    private void compareRates(long baseline, long hostile, long end) {
        Throughput.Figures before = traffic.changes().between(baseline, hostile);
        Throughput.Figures during = traffic.changes().between(hostile, end);
        System.out.printf(Locale.ROOT, "%nAccepted changes: baseline %s; during the hostile part %s%n", before, during);
        System.out.printf(
                Locale.ROOT,
                "New participants at their lead provider: baseline %s; during the hostile part %s%n",
                traffic.arrivals().between(baseline, hostile),
                traffic.arrivals().between(hostile, end));
        if (during.perSecond() < runOptions.minRate() * before.perSecond()) {
            findings.add("The ordinary traffic became too slow", before + ", then " + during);
        }
    }

    private void settle(LeakCheck leaks) {
        FinalQueries finalQueries = new FinalQueries(findings, SETTLE_TIMEOUT);
        FinalState finalState = new FinalState(localSystem, consumerPositions, finalQueries);
        finalState.awaitIdle();
        finalState.awaitOperationsRead(records.published());
        new RecordAccount(consumerPositions, localSystem.postgres()).settle(records.published(), recordCount, findings);
        new OrdinaryTrafficCheck(traffic, demo, finalQueries, findings).check();
        try (ActivityLog activityLog = new ActivityLog(demo.kafka())) {
            finalState.checkHealth(activityLog);
        }
        leaks.compare(findings);
        new LogCheck(localSystem, demo).read(findings);
        records.close();
        consumerPositions.close();
    }

    private void report() {
        recordCount.print("Records by outcome at each consumer");
        requestCount.print("Requests by response");
        System.out.printf(
                Locale.ROOT,
                "%nSeed %d: %,d records of %d kinds, %,d requests of %d kinds%n",
                runOptions.seed(),
                records.published().size(),
                recordCount.kinds(),
                requestCount.total(),
                requestCount.kinds());
        findings.all().forEach(finding -> System.out.println("WRONG: " + finding));
        System.out.println(
                findings.all().isEmpty() ? "No faults" : findings.all().size() + " faults");
    }
}
