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
 * Runs the whole system among hostile records and requests, and says what gave way: {@code ./hostile-run}. What it does
 * follows from its seed, but for the order in which the services see it.
 */
public final class HostileRun {

    /** The index of the demo partnership that the ordinary traffic uses. */
    private static final int PLACE = 3;

    private static final Duration SETTLES_WITHIN = TestTimeouts.of(Duration.ofMinutes(8));
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
        this.traffic = new OrdinaryTraffic(demo, PLACE);
        this.records =
                new HostileRecords(demo.kafka(), traffic.bystanders(), runOptions.seed(), runOptions.pauseMillis());
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
        LoadGenerator.pause(runOptions.calm().toMillis());
        long calm = System.nanoTime();
        LoadGenerator.pause(runOptions.calm().toMillis());
        long hostile = System.nanoTime();
        List<String> topics = consumerPositions.topics();
        records.publishRound(recordCount, topics);
        requests.sendRound(FEW, 0);
        LeakCheck leaks = new LeakCheck(localSystem);
        beHostile(topics);
        comparePace(calm, hostile, System.nanoTime());
        traffic.stop(findings);
        settle(leaks);
        report();
        return findings.all();
    }

    /** Sends records and requests concurrently, until there are enough of both and the time is over. */
    private void beHostile(List<String> topics) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + runOptions.lasts().toNanos();
        Callable<Boolean> publishing = () -> {
            do {
                records.publishRound(recordCount, topics);
            } while (goesOn(records.lying().size(), RunOptions.LEAST_RECORDS, end));
            return true;
        };
        Callable<Boolean> asking = () -> {
            do {
                requests.sendRound(HALF, runOptions.pauseMillis());
            } while (goesOn(requestCount.total(), RunOptions.LEAST_REQUESTS, end));
            return true;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(List.of(publishing, asking))) {
                done.get();
            }
        }
    }

    /** Stops the run early if the ordinary traffic has failed. */
    private boolean goesOn(long sent, long least, long end) {
        return sent < least || (System.nanoTime() < end && !traffic.hasFailed());
    }

    private void comparePace(long calm, long hostile, long end) {
        Throughput.Figures before = traffic.changes().between(calm, hostile);
        Throughput.Figures during = traffic.changes().between(hostile, end);
        System.out.printf(Locale.ROOT, "%nAccepted changes: alone %s; among hostile ones %s%n", before, during);
        System.out.printf(
                Locale.ROOT,
                "New participants at their lead provider: alone %s; among hostile ones %s%n",
                traffic.arrivals().between(calm, hostile),
                traffic.arrivals().between(hostile, end));
        if (during.perSecond() < runOptions.leastPace() * before.perSecond()) {
            findings.add("The ordinary traffic has lost its pace", before + ", then " + during);
        }
    }

    private void settle(LeakCheck leaks) {
        FinalQueries finalQueries = new FinalQueries(findings, SETTLES_WITHIN);
        FinalState finalState = new FinalState(localSystem, consumerPositions, finalQueries);
        finalState.awaitRest();
        finalState.awaitHeard(records.lying());
        new RecordAccount(consumerPositions, localSystem.postgres()).settle(records.lying(), recordCount, findings);
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
        recordCount.print("Records, and what each became at each reader");
        requestCount.print("Requests, and how they were answered");
        System.out.printf(
                Locale.ROOT,
                "%nSeed %d: %,d records of %d kinds, %,d requests of %d kinds%n",
                runOptions.seed(),
                records.lying().size(),
                recordCount.kinds(),
                requestCount.total(),
                requestCount.kinds());
        findings.all().forEach(finding -> System.out.println("WRONG: " + finding));
        System.out.println(
                findings.all().isEmpty() ? "Nothing gave way" : findings.all().size() + " faults");
    }
}
