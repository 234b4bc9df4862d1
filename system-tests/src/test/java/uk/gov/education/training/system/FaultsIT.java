package uk.gov.education.training.system;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange.DeclarationMadeEligible;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.system.Declarer.Expected;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Makes 2,000 changes and submits declarations while every process is killed once. No accepted change is lost, applied
 * twice or out of order. A client that polls with {@code updated_since} ends with the server's state. Statements add up
 * to the penny, before and after payment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final int WRITERS = 8;
    private static final int PARTICIPANTS_PER_WRITER = 10;
    private static final int CHANGES_PER_WRITER = 250;
    private static final int DECLARERS = 2;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(60);

    // The demo contracts from 2025: 995.00 x 0.6 x 0.2, and 876.00 x 0.5.
    private static final BigDecimal ECT_STARTED = new BigDecimal("119.40");
    private static final BigDecimal MENTOR_STARTED = new BigDecimal("438.00");
    private static final BigDecimal ECT_STARTED_WITH_VAT = new BigDecimal("143.28");

    private final LocalSystem localSystem = SystemUnderTest.running();
    private final Demo demo = SystemUnderTest.demo();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(demo, 1);
    private final Finance finance = Finance.of(demo);
    private final TopicClient topics = new TopicClient(localSystem.kafka().bootstrapServers());
    private final TopicLog log = new TopicLog(topics, localSystem.kafka().bootstrapServers());
    private final PollingClient client = new PollingClient(schoolAndProvider.provider());
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, List<String>> names = new HashMap<>();
    private final List<Expected> declared = new ArrayList<>();

    @BeforeAll
    void changeAndDeclareWhileEverythingIsKilledOnce() throws Exception {
        var polling = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var poller = threads.submit(() -> {
                while (polling.get()) {
                    client.poll();
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            });
            try {
                changeAndDeclare(threads);
            } finally {
                polling.set(false);
            }
            poller.get();
        }
        client.poll();
    }

    private void changeAndDeclare(ExecutorService threads) throws Exception {
        var writers = new ArrayList<Callable<Map<String, List<String>>>>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(() -> write(writer));
        }
        Future<?> faults = threads.submit(this::killEverythingOnce);
        var declarers = new ArrayList<Future<List<Expected>>>();
        for (int i = 0; i < DECLARERS; i++) {
            declarers.add(threads.submit(() -> declareUntilDone(faults, threads)));
        }
        for (var written : threads.invokeAll(writers)) {
            names.putAll(written.get());
        }
        faults.get();
        for (var declarer : declarers) {
            declared.addAll(declarer.get());
        }
        awaitVisible();
    }

    @AfterAll
    void close() {
        topics.close();
        RestartStopped.in(localSystem);
    }

    @Test
    @Order(1)
    void acceptedChangesAreVisibleOnceAndInOrderAfterKills() throws Exception {
        assertThat(accepted.get()).isEqualTo(WRITERS * CHANGES_PER_WRITER);
        assertThat(client.participants()).containsExactlyInAnyOrderEntriesOf(serverState());
        var published = log.versions(Topics.PARTICIPANT_CHANGES, names.keySet());
        names.forEach((id, written) -> assertThat(published.get(id))
                .extracting(message -> message.snapshot().fullName())
                .isEqualTo(written));
        assertThat(log.deadLetters(names.keySet())).isEmpty();
    }

    @Test
    @Order(2)
    void acceptedDeclarationsExistOnceAndAreDecidedOnceAfterKills() throws Exception {
        Set<String> participants = declared.stream().map(Expected::participant).collect(toSet());
        assertThat(declared).hasSizeGreaterThanOrEqualTo(DECLARERS * 7);
        assertThat(states()).containsExactlyInAnyOrderElementsOf(declared);

        var declarations = log.versions(Topics.DECLARATIONS, participants);
        assertThat(declarations.keySet()).isEqualTo(participants);
        declarations.values().forEach(versions -> assertThat(versions)
                .as("one change for each declaration, and one for each that was voided")
                .hasSize(versions.getLast().snapshot().declarations().stream()
                        .mapToInt(declaration -> declaration.isVoided() ? 2 : 1)
                        .sum()));

        var decisions = log.versions(Topics.FUNDING_DECISIONS, participants);
        List<UUID> madeEligible = decisions.values().stream()
                .flatMap(List::stream)
                .map(message -> message.change())
                .filter(DeclarationMadeEligible.class::isInstance)
                .map(change -> ((DeclarationMadeEligible) change).declarationId())
                .toList();
        List<Declaration> eligibleDeclarations = declarations.entrySet().stream()
                .flatMap(entry -> entry.getValue().getLast().snapshot().declarations().stream()
                        .filter(declaration -> isEligible(
                                decisions.get(entry.getKey()).getLast().snapshot(), declaration)))
                .toList();
        assertThat(madeEligible)
                .doesNotHaveDuplicates()
                .containsAll(eligibleDeclarations.stream()
                        .filter(declaration -> !declaration.isVoided())
                        .map(Declaration::id)
                        .toList())
                // A declaration that was voided before its participant became eligible needs no event.
                .isSubsetOf(eligibleDeclarations.stream().map(Declaration::id).toList());

        Set<String> keys = new HashSet<>(participants);
        finance.statements().forEach(statement -> keys.add(statement.id().toString()));
        log.versions(Topics.STATEMENTS, keys);
        assertThat(log.deadLetters(keys)).isEmpty();
    }

    private static boolean isEligible(FundingPosition position, Declaration declaration) {
        var funding = position.of(declaration.role());
        return funding != null && funding.eligibleFrom() != null;
    }

    @Test
    @Order(3)
    void statementsAddUpToThePennyAfterKills() {
        awaitMoneyAddsUp();
        assertThat(finance.statement(nextStatement(today()).id())
                        .at("/totals/output_fees")
                        .decimalValue())
                .isEqualByComparingTo(ECT_STARTED
                        .multiply(BigDecimal.valueOf(eligible("ecf-induction")))
                        .add(MENTOR_STARTED.multiply(BigDecimal.valueOf(eligible("ecf-mentor")))));
    }

    private long eligible(String course) {
        return declared.stream()
                .filter(expected -> expected.course().equals(course))
                .filter(expected -> expected.states().contains("eligible"))
                .count();
    }

    @Test
    @Order(4)
    void paidStatementStaysAndTheNextOneClawsBack() {
        // Given
        Statement statement = nextStatement(today());
        LocalDate payday = statement.deadlineDate().plusDays(1);
        LocalDate later = payday.plusDays(4);
        UUID next = nextStatement(payday).id();
        Map<UUID, BigDecimal> before = finance.totals();
        List<JsonNode> billed = onStatement(statement.id());

        // When the statement is paid
        finance.markAsPayable(statement.id(), payday);
        awaitState(billed, "payable");
        awaitMoneyAddsUp();
        finance.authorisePayment(statement.id(), payday);
        awaitState(billed, "paid");

        // Then its totals are unchanged
        awaitMoneyAddsUp();
        assertThat(finance.totals()).isEqualTo(before);
        JsonNode paid = finance.statement(statement.id());
        assertThat(paid.path("status").asText()).isEqualTo("paid");

        // When a paid declaration is voided
        JsonNode ect = billed.stream()
                .filter(each ->
                        each.at("/attributes/course_identifier").asText().equals("ecf-induction"))
                .findFirst()
                .orElseThrow();
        String path = "/participant-declarations/" + ect.path("id").asText();
        schoolAndProvider.provider().on(later).put(path + "/void", Map.of()).ok();

        // Then the next statement claws it back
        awaitState(List.of(ect), "awaiting-clawback");
        before.merge(next, ECT_STARTED_WITH_VAT, BigDecimal::subtract);
        patiently().untilAsserted(() -> assertThat(finance.totals()).isEqualTo(before));
        awaitMoneyAddsUp();
        assertThat(finance.statement(statement.id())).isEqualTo(paid);
        assertThat(finance.statement(next).at("/totals/clawbacks").decimalValue())
                .isEqualByComparingTo(ECT_STARTED.negate());
        assertThat(schoolAndProvider
                        .provider()
                        .get(path)
                        .ok()
                        .at("/data/attributes/clawback_statement_id")
                        .asText())
                .isEqualTo(next.toString());
    }

    @Test
    @Order(5)
    void everyServiceIsConsistentWithItsTopicsAfterKills() {
        SystemUnderTest.awaitAtRest();
        for (String service : List.of(demo.schoolUpdates(), demo.schedules(), demo.funding(), demo.providerApi())) {
            RestClient operations =
                    new RestClient(service + "/api/v1", demo.tokens().get("operations"));
            String check = "/checks/"
                    + operations.post("/checks", Map.of()).ok().at("/data/id").asText();
            patiently().until(() -> !operations
                    .get(check)
                    .ok()
                    .at("/data/status")
                    .asText()
                    .equals("running"));
            JsonNode found = operations.get(check).ok().path("data");
            assertThat(found.path("status").asText()).as(found.toString()).isEqualTo("done");
            assertThat(found.path("mismatches")).as(service).isEmpty();
        }
    }

    private void awaitState(List<JsonNode> declarations, String state) {
        Set<String> ids = ids(declarations).collect(toSet());
        patiently().untilAsserted(() -> assertThat(declarations().stream()
                        .filter(each -> ids.contains(each.path("id").asText()))
                        .map(each -> each.at("/attributes/state").asText()))
                .hasSize(ids.size())
                .containsOnly(state));
    }

    private static Stream<String> ids(List<JsonNode> declarations) {
        return declarations.stream().map(each -> each.path("id").asText());
    }

    private List<JsonNode> onStatement(UUID id) {
        return declarations().stream()
                .filter(each -> each.at("/attributes/statement_id").asText().equals(id.toString()))
                .toList();
    }

    /** Waits until the listed totals match those that the topics give. */
    private void awaitMoneyAddsUp() {
        SystemUnderTest.awaitAtRest();
        patiently().untilAsserted(() -> {
            Map<UUID, BigDecimal> listed = finance.totals();
            Map<UUID, BigDecimal> recalculated = finance.recalculated(topics);
            assertThat(listed).isEqualTo(recalculated);
            assertThat(Finance.sum(listed)).isEqualTo(Finance.sum(recalculated)).isPositive();
        });
    }

    private Statement nextStatement(LocalDate day) {
        return Statement.next(
                        finance.statements(),
                        schoolAndProvider.partnership().leadProviderId(),
                        schoolAndProvider.partnership().cohort(),
                        day)
                .orElseThrow();
    }

    private static LocalDate today() {
        return LocalDate.now(London.ZONE);
    }

    /** Declares at least once, and until the last process was killed. */
    private List<Expected> declareUntilDone(Future<?> faults, ExecutorService threads) throws Exception {
        var declarer = new Declarer(demo, schoolAndProvider, threads);
        do {
            declarer.declare();
        } while (!faults.isDone());
        return declarer.expected();
    }

    /** The state of each declaration of this provider. */
    private List<Expected> states() {
        Map<Expected, List<String>> states = new HashMap<>();
        declarations().stream()
                .map(each -> each.path("attributes"))
                .sorted(comparing(each -> each.path("created_at").asText()))
                .forEach(each -> states.computeIfAbsent(
                                new Expected(
                                        each.path("participant_id").asText(),
                                        each.path("course_identifier").asText(),
                                        List.of()),
                                none -> new ArrayList<>())
                        .add(each.path("state").asText()));
        return states.entrySet().stream()
                .map(entry -> new Expected(
                        entry.getKey().participant(), entry.getKey().course(), List.copyOf(entry.getValue())))
                .toList();
    }

    private List<JsonNode> declarations() {
        List<JsonNode> all = new ArrayList<>();
        schoolAndProvider
                .provider()
                .get("/participant-declarations?page%5Bper_page%5D=3000")
                .ok()
                .path("data")
                .forEach(all::add);
        return all;
    }

    /** Registers people and renames them in turn. Retries each request until it succeeds. */
    private Map<String, List<String>> write(int writer) {
        Map<String, List<String>> written = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int change = 0; change < CHANGES_PER_WRITER; change++) {
            String name = "Person " + writer + " Change " + change;
            if (change % (CHANGES_PER_WRITER / PARTICIPANTS_PER_WRITER) == 0) {
                String id = register(name);
                ids.add(id);
                written.put(id, new ArrayList<>(List.of(name)));
            } else {
                String id = ids.get(change % ids.size());
                rename(id, name);
                written.get(id).add(name);
            }
            accepted.incrementAndGet();
            LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
        }
        return written;
    }

    /** Uses an idempotency key: if only the response was lost, the retry returns it. */
    private String register(String name) {
        String trn = SchoolAndProvider.nextTrn();
        SchoolAndProvider once = schoolAndProvider.once(UUID.randomUUID().toString());
        return Retrying.ask(() -> once.registerEct(trn, name)).body().path("id").asText();
    }

    private void rename(String id, String name) {
        SchoolAndProvider once = schoolAndProvider.once(UUID.randomUUID().toString());
        Retrying.ask(() -> once.rename(id, name));
    }

    private void killEverythingOnce() {
        for (Service service : Service.values()) {
            pause();
            localSystem.service(service).kill();
            localSystem.service(service).start();
        }
        pause();
        localSystem.kafka().kill();
        localSystem.kafka().restart();
        pause();
        localSystem.postgres().kill();
        localSystem.postgres().restart();
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }

    /** Retries while a service does not respond. */
    private static ConditionFactory patiently() {
        return await().atMost(LATER).ignoreExceptionsInstanceOf(RuntimeException.class);
    }

    private void awaitVisible() {
        patiently().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Map<String, JsonNode> state = serverState();
            names.forEach((id, written) -> assertThat(
                            state.containsKey(id)
                                    ? state.get(id).path("full_name").asText()
                                    : null)
                    .isEqualTo(written.getLast()));
        });
        patiently().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(states())
                .containsExactlyInAnyOrderElementsOf(declared));
        SystemUnderTest.awaitAtRest();
        awaitUnchanged();
    }

    /** Waits until the provider's view no longer changes. */
    private void awaitUnchanged() {
        var last = new HashMap<String, JsonNode>();
        patiently().pollInterval(Duration.ofSeconds(2)).until(() -> {
            Map<String, JsonNode> now = serverState();
            boolean same = !now.isEmpty() && now.equals(last);
            last.clear();
            last.putAll(now);
            return same;
        });
    }

    private Map<String, JsonNode> serverState() {
        Map<String, JsonNode> state = new HashMap<>();
        try {
            schoolAndProvider
                    .provider()
                    .get("/participants?page%5Bper_page%5D=3000")
                    .ok()
                    .path("data")
                    .forEach(participant -> state.put(participant.path("id").asText(), participant.path("attributes")));
        } catch (UncheckedIOException | IllegalStateException unavailable) {
            return Map.of();
        }
        return state;
    }
}
