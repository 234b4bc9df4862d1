package uk.gov.education.training.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * DfE operations use the console in a real browser. A page fails if it logs errors or warnings in the browser, such as
 * a violation of the content security policy.
 *
 * <p>With {@code -Dconsole.screenshots=<folder>} it saves the run book's screenshots there.
 */
class ConsoleIT {

    private static final double SOON_MILLIS = SOON.toMillis();

    // The browser logs this for every page with an error status. It is a problem only for the resources of a page.
    private static final Pattern REFUSED =
            Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d .*");

    private static final List<Service> CONSUMERS = List.of(Service.SCHEDULE, Service.FUNDING, Service.PROVIDER_API);

    private static Chromium chromium;

    private final Demo demo = SystemUnderTest.demo();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(demo, 4);
    private final String token = demo.tokens().get("operations");
    private final String console = demo.operationsConsole() + "/operations";
    private final List<String> problems = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        setDefaultAssertionTimeout(SOON_MILLIS);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 900));
        context.setDefaultTimeout(SOON_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())
                    && !(REFUSED.matcher(message.text()).matches()
                            && message.location().startsWith(console))) {
                problems.add(message.type() + ": " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(problems::add);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(problems).as("problems that the browser or axe reported").isEmpty();
    }

    private void signIn() {
        page.navigate(console);
        page.getByLabel("Access token", new Page.GetByLabelOptions().setExact(true))
                .fill(token);
        button("Sign in").click();
        assertThat(heading("Overview")).isVisible();
    }

    private Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private Locator link(String text) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** The error summary has the focus and links to the field, whose description repeats the error. */
    private void assertProblem(String detail, Locator field) {
        assertProblem(detail, field, field);
    }

    /** @param described the element with the error in its description: the field or its group */
    private void assertProblem(String detail, Locator field, Locator described) {
        Locator summary = page.locator(".govuk-error-summary");
        assertThat(summary).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^Error: "));
        assertThat(described).hasAccessibleDescription(Pattern.compile("Error:\\s+" + detail.replace(".", "\\.")));
        summary.getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(detail).setExact(true))
                .click();
        assertThat(field).isFocused();
    }

    private Locator alert(String service, String condition) {
        return page.locator("#alert-" + service + "-" + condition);
    }

    private static LocatorAssertions.IsVisibleOptions visibleSoon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MILLIS);
    }

    private static LocatorAssertions.IsHiddenOptions hiddenSoon() {
        return new LocatorAssertions.IsHiddenOptions().setTimeout(SOON_MILLIS);
    }

    private void screenshot(String name) {
        String folder = System.getProperty("console.screenshots");
        if (folder != null) {
            page.setViewportSize(1280, 1480);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
            page.setViewportSize(1280, 900);
        }
    }

    /** Discards the dead letters that other tests left. */
    private void discardEverything() {
        for (Service service : Service.WITH_DATABASE) {
            new RestClient(SystemUnderTest.running().service(service).address() + "/api/v1", token)
                    .post("/dead-letters/discard", Map.of("filter", Map.of(), "reason", "Of another test"))
                    .ok();
        }
    }

    private int waiting(Service consumer, String id) {
        return new RestClient(SystemUnderTest.running().service(consumer).address() + "/api/v1", token)
                .get("/dead-letters?status=waiting&participant_id=" + id)
                .ok()
                .at("/meta/total")
                .asInt();
    }

    private String registered(String name) {
        return schoolAndProvider
                .registerEct(SchoolAndProvider.nextTrn(), name)
                .ok()
                .path("id")
                .asText();
    }

    private String leadProviderName() {
        return demo.leadProviders().stream()
                .filter(provider ->
                        provider.id().equals(schoolAndProvider.partnership().leadProviderId()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** The participant's next event: a change of name. */
    private static ObjectNode renamed(ConsumerRecord<String, byte[]> last, String name) {
        try {
            ObjectNode message = (ObjectNode) Json.MAPPER.readTree(last.value());
            String before = message.at("/snapshot/full_name").asText();
            message.put("version", message.path("version").asLong() + 1);
            message.set(
                    "change",
                    Json.MAPPER
                            .createObjectNode()
                            .put("type", "name-changed")
                            .put("from", before)
                            .put("to", name));
            ((ObjectNode) message.path("snapshot")).put("full_name", name);
            return message;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Publishes that event with an invalid version. Returns the valid body. */
    private String poison(String id, String name) {
        try (TopicClient topics = new TopicClient(demo.kafka())) {
            // an accepted report reaches the topic a moment later
            ConsumerRecord<String, byte[]> last = await().atMost(SOON)
                    .until(
                            () -> topics.records(Topics.PARTICIPANT_CHANGES_NAME).stream()
                                    .filter(record -> id.equals(record.key()))
                                    .reduce((earlier, later) -> later),
                            Optional::isPresent)
                    .orElseThrow();
            ObjectNode good = renamed(last, name);
            JsonNode bad = good.deepCopy().put("version", "two");
            Map<String, String> headers = new HashMap<>();
            last.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            headers.put("ce_type", "uk.gov.education.training.name-changed.v1");
            headers.put(
                    "ce_dataschema",
                    headers.get("ce_dataschema").replaceAll("/[^/]+\\.json$", "/name-changed.v1.json"));
            headers.put("ce_id", java.util.UUID.randomUUID().toString());
            topics.publishRaw(
                    Topics.PARTICIPANT_CHANGES_NAME, id, headers, bad.toString().getBytes(UTF_8));
            for (Service consumer : CONSUMERS) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(waiting(consumer, id)).isEqualTo(1));
            }
            return good.toPrettyString();
        }
    }

    @Test
    void onlyAnOperationsTokenOpensTheConsole() {
        assertThat(page.navigate(console + "/dead-letters").status()).isEqualTo(401);
        Locator field = page.getByLabel("Access token", new Page.GetByLabelOptions().setExact(true));
        Locator problem = page.getByRole(AriaRole.ALERT);

        button("Sign in").click();
        assertThat(problem).containsText("Enter your access token");
        field.fill("not-a-token");
        button("Sign in").click();
        assertThat(problem).containsText("not known");
        field.fill(schoolAndProvider.token());
        button("Sign in").click();
        assertThat(problem).containsText("its scope is “lead-provider”");
        field.fill(token);
        button("Sign in").click();

        // signing in opens the requested page
        assertThat(heading("Dead letters")).isVisible();
        assertThat(page.url()).isEqualTo(console + "/dead-letters").doesNotContain(token);
        assertThat(page.content()).doesNotContain(token);
        Cookie cookie = context.cookies().getFirst();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.path).isEqualTo("/operations");
        assertThat(context.request()
                        .post(
                                console + "/reconciliation/funding-service/checks",
                                com.microsoft.playwright.options.RequestOptions.create()
                                        .setHeader("Origin", "https://elsewhere.example"))
                        .status())
                .as("a form from another site")
                .isEqualTo(403);

        button("Sign out").click();
        assertThat(heading("Sign in to DfE operations")).isVisible();
        assertThat(context.cookies()).isEmpty();
    }

    @Test
    void reportOfASchoolShowsInTheFlow() {
        signIn();

        registered("Flora Flow");

        Locator rate = page.locator("#flow-participant-changes-provider-api-service td")
                .nth(2);
        assertThat(rate).not().hasText("0/s", new LocatorAssertions.HasTextOptions().setTimeout(SOON_MILLIS));
        assertThat(page.locator("#flow")).containsText("participant-changes");
        assertThat(heading("Flow")).isVisible();
        screenshot("overview");
        // a small screen hides the diagram with its heading
        page.setViewportSize(320, 640);
        assertThat(heading("Flow")).isHidden();
        assertThat(page.locator("#flow-table")).isVisible();
        page.setViewportSize(1280, 900);
        link("Last hour").click();
        assertThat(page.locator("#rate-heading")).isVisible();
        page.getByText("Events per second: the figures").click();
        assertThat(page.locator("#rate-figures table")).containsText("participant-changes");
        screenshot("charts");
    }

    @Test
    void editedRecordIsReplayedAndItsAlertIsCleared() {
        discardEverything();
        String id = registered("Minna Mend");
        signIn();

        String edited = poison(id, "Minna Mended");
        for (Service consumer : CONSUMERS) {
            assertThat(alert(consumer.module(), "dead-letters-waiting")).isVisible(visibleSoon());
        }
        screenshot("alert");
        alert("provider-api-service", "dead-letters-waiting")
                .getByRole(AriaRole.LINK)
                .click();
        page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("#errors")).containsText("/version");
        page.getByText("Edit before replaying").click();
        page.getByLabel("Body", new Page.GetByLabelOptions().setExact(true))
                .and(page.locator("textarea"))
                .fill(edited);
        button("Dry run").click();
        Locator outcome = page.locator("#outcome");
        assertThat(outcome).containsText("nothing was changed");
        assertThat(outcome).containsText("Would be applied");
        assertThat(outcome).isFocused();
        assertThat(page.locator("#status")).hasText("waiting");
        screenshot("dead-letter");
        button("Replay").click();
        assertThat(outcome).containsText("Replayed");
        assertThat(page.locator("#status")).hasText("replayed");
        assertThat(page.locator("#audit-log")).containsText("replayed, edited");

        // The other services apply the replayed record too, which supersedes their dead letters.
        page.navigate(console);
        for (Service consumer : CONSUMERS) {
            assertThat(alert(consumer.module(), "dead-letters-waiting")).isHidden(hiddenSoon());
        }
        page.getByText("Cleared in the last hour").click();
        assertThat(page.locator("#cleared")).containsText("Dead letters are waiting: provider-api-service");

        link("Audit log").click();
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("A later event of the key was applied.");

        page.navigate(console + "/participants");
        page.getByLabel("Participant’s id").fill(id);
        button("Show the timeline").click();
        Locator timeline = page.locator(".console-timeline");
        assertThat(timeline.getByRole(AriaRole.HEADING).first()).hasText("ect-registered on participant-changes");
        assertThat(timeline).containsText("schedule-assigned on schedule-assignments");
        assertThat(timeline).containsText(leadProviderName() + " now sees this participant");
        assertThat(timeline).containsText("No service could read it");
        assertThat(timeline.locator("tr", new Locator.LocatorOptions().setHasText("full_name"))
                        .last())
                .hasText(Pattern.compile("full_name\\s*Minna Mend\\s*Minna Mended"));
        screenshot("story");
    }

    @Test
    void editsStayVisibleWhenTheyAreRefused() {
        discardEverything();
        String id = registered("Rita Refused");
        poison(id, "Rita Refusal");
        signIn();
        assertThat(alert("provider-api-service", "dead-letters-waiting")).isVisible(visibleSoon());

        page.navigate(console + "/dead-letters?service=provider-api-service");
        page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).first().click();
        page.getByText("Edit before replaying").click();
        Locator headers = page.getByLabel("Headers", new Page.GetByLabelOptions().setExact(true))
                .and(page.locator("textarea"));
        Locator body = page.getByLabel("Body", new Page.GetByLabelOptions().setExact(true))
                .and(page.locator("textarea"));
        String originalHeaders = headers.inputValue();
        headers.fill("no colon");
        button("Replay").click();
        assertThat(headers).hasValue("no colon");
        assertProblem("Write each header on a line of its own, as “name: value”.", headers);

        headers.fill(originalHeaders);
        body.fill("{}");
        button("Replay").click();
        assertThat(body).isVisible();
        assertThat(body).hasValue("{}");
        assertThat(page.locator(".govuk-error-summary")).isFocused();
        assertThat(page.locator("#status")).hasText("waiting");
        checkPage("dead letter with a refused edit");
        discardEverything();
    }

    @Test
    void allMatchingDeadLettersAreDiscardedWithAReason() {
        discardEverything();
        poison(registered("Dora Discard"), "Dora Discarded");
        signIn();
        assertThat(alert("funding-service", "dead-letters-waiting")).isVisible(visibleSoon());

        page.navigate(console + "/dead-letters");
        page.getByLabel("Service", new Page.GetByLabelOptions().setExact(true)).selectOption("funding-service");
        button("Show").click();
        button("Discard: dry run first").click();
        assertProblem(
                "Select at least one dead letter, or all that match.",
                page.getByRole(AriaRole.CHECKBOX),
                page.getByRole(
                        AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile("^funding-service"))));
        checkPage("dead letters with none selected");
        page.getByLabel("All 1 that match").check();
        button("Discard: dry run first").click();
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("Would be discarded");
        button("Discard them now").click();
        assertProblem("Enter a reason for discarding them.", page.getByLabel("Reason"));
        page.getByLabel("Reason").fill("From a test tool");
        button("Discard them now").click();
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("Discarded");

        link("Audit log").click();
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("From a test tool");
        discardEverything();
    }

    @Test
    void deadLettersAfterTheDryRunAreLeftOut() {
        discardEverything();
        poison(registered("Sina Seen"), "Sina Seene");
        signIn();
        assertThat(alert("funding-service", "dead-letters-waiting")).isVisible(visibleSoon());
        page.navigate(console + "/dead-letters?service=funding-service");
        page.getByLabel("All 1 that match").check();
        button("Discard: dry run first").click();
        assertThat(button("Discard them now")).isVisible();

        poison(registered("Una Unseen"), "Una Unseene");
        RestClient funding = new RestClient(
                SystemUnderTest.running().service(Service.FUNDING).address() + "/api/v1", token);
        await().atMost(SOON)
                .until(() -> funding.get("/dead-letters").ok().at("/meta/total").asLong() == 2);
        page.getByLabel("Reason").fill("Only what was seen");
        button("Discard them now").click();

        assertThat(page.getByRole(AriaRole.TABLE)).containsText("1 of 1 dead letters");
        page.navigate(console + "/dead-letters?service=funding-service");
        assertThat(heading("funding-service: 1 waiting")).isVisible();
        discardEverything();
    }

    @Test
    void keyboardIsEnough() {
        discardEverything();
        String id = registered("Kim Keyboard");
        String edited = poison(id, "Kim Keys");

        page.navigate(console);
        tabTo("textbox", "Access token");
        page.keyboard().insertText(token);
        page.keyboard().press("Enter");
        assertThat(heading("Overview")).isVisible();
        assertThat(alert("schedule-service", "dead-letters-waiting")).isVisible(visibleSoon());
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("#main-content")).isFocused();
        tabTo("link", "Dead letters of this service");
        page.keyboard().press("Enter");
        assertThat(heading("Dead letters")).isVisible();
        tabTo("link", "participant-changes, partition");
        page.keyboard().press("Enter");
        assertThat(heading("Dead letter")).isVisible();
        tabTo("summary", "Edit before replaying");
        page.keyboard().press("Enter");
        tabTo("textarea", "body");
        page.keyboard().press("Control+A");
        page.keyboard().insertText(edited);
        tabTo("button", "Replay");
        page.keyboard().press("Enter");

        assertThat(page.locator("#outcome")).containsText("Replayed");
        assertThat(page.locator("#outcome")).isFocused();
        discardEverything();
    }

    @Test
    void incompleteFormKeepsItsFields() {
        signIn();
        page.navigate(console + "/reconciliation");
        page.getByText("Rebuild schedule-service").click();
        Locator participant = page.locator("#participant-schedule-service");
        Locator reason = page.locator("#reason-schedule-service");
        reason.fill("To see");
        button("Rebuild").click();
        assertProblem("Enter a participant’s id, or choose everything.", participant);
        assertThat(reason).hasValue("To see");
        checkPage("rebuild without a participant");

        page.navigate(console + "/participants/nobody");
        assertProblem(
                "Enter a participant’s id, such as fd286ec5-302b-4aeb-9769-002d3d5f614c.",
                page.getByLabel("Participant’s id"));
        assertThat(page.getByLabel("Participant’s id")).hasValue("nobody");

        page.navigate(console + "/dead-letters/funding-service/none");
        assertThat(page.locator(".govuk-error-summary")).isFocused();
        page.locator(".govuk-back-link").click();
        assertThat(heading("Dead letters")).isVisible();
    }

    /** Presses Tab until the element has the focus. */
    private void tabTo(String kind, String text) {
        for (int presses = 0; presses < 80; presses++) {
            page.keyboard().press("Tab");
            String focused = (String) page.evaluate("""
                    () => {
                      const e = document.activeElement
                      const role = { A: 'link', BUTTON: 'button', SUMMARY: 'summary', TEXTAREA: 'textarea', INPUT: 'textbox' }
                      return (role[e.tagName] ?? e.tagName) + ' ' + (e.labels?.[0]?.innerText ?? '') + ' '
                          + (e.tagName === 'TEXTAREA' ? e.name : e.innerText)
                    }""");
            if (focused.startsWith(kind + " ") && focused.strip().contains(text)) {
                return;
            }
        }
        throw new AssertionError("Tab never reaches the " + kind + " " + text);
    }

    @Test
    void everyPageIsAccessibleAndFitsASmallScreen() {
        String id = registered("Ada Axe");
        poison(id, "Ada Axed");
        page.navigate(console);
        checkPage("sign-in");
        signIn();
        assertThat(alert("provider-api-service", "dead-letters-waiting")).isVisible(visibleSoon());
        checkPage("overview");
        for (String path :
                List.of("/charts", "/reconciliation", "/audit-log", "/participants", "/participants?id=nobody")) {
            page.navigate(console + path);
            checkPage(path);
        }
        page.navigate(console + "/participants/" + id);
        checkPage("timeline");
        page.navigate(console + "/dead-letters");
        checkPage("dead letters");
        page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).first().click();
        page.getByText("Edit before replaying").click();
        checkPage("dead letter");
        button("Discard").click();
        assertProblem("Enter a reason for discarding it.", page.getByLabel("Reason"));
        checkPage("dead letter with an error");
        page.navigate(console + "/dead-letters?service=schedule-service");
        page.getByLabel(Pattern.compile("All \\d+ that match")).check();
        button("Replay: dry run first").click();
        checkPage("several dead letters");
        page.navigate(console + "/reconciliation");
        button("Check everything in schedule-service").click();
        assertThat(page.locator("#status"))
                .hasText("done", new LocatorAssertions.HasTextOptions().setTimeout(SOON_MILLIS));
        assertThat(page.locator("[aria-live], [role=status]")
                        .filter(new Locator.FilterOptions().setHas(page.locator("#status"))))
                .hasText("done");
        checkPage("check");
        page.navigate(console + "/dead-letters/funding-service/none");
        checkPage("failure");
        discardEverything();
    }

    /** Collects the problems of a page. The test fails at its end, so that one run reports all pages. */
    private void checkPage(String name) {
        new AxeBuilder(page).analyze().getViolations().forEach(violation -> problems.add(name + ": " + violation));
        page.setViewportSize(320, 640);
        int width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        if (width > 320) {
            problems.add(name + " is " + width + " pixels wide on a screen of 320");
        }
        page.setViewportSize(1280, 900);
    }

    @Test
    void consoleWorksWhileTheDatabaseIsUnavailable() {
        signIn();
        SystemUnderTest.running().postgres().stop();
        try {
            assertThat(alert("provider-api-service", "database-unavailable")).isVisible(visibleSoon());
            screenshot("database-unavailable");
            page.reload();
            assertThat(heading("Overview")).isVisible();
        } finally {
            SystemUnderTest.running().postgres().start();
        }
        assertThat(alert("provider-api-service", "database-unavailable")).isHidden(hiddenSoon());
    }
}
