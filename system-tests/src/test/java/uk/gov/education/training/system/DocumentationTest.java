package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;

/** Every link in the documentation works, and required sections exist. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_README = 150;
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^\\s*```.*?^\\s*```\\s*$");
    private static final Pattern RUN_BOOK_LINK = Pattern.compile("runbook: *\"?([^\"\\n]+)");

    private static final Pattern VARIABLE = Pattern.compile("\\bTRAINING_[A-Z_]+[A-Z]");
    private static final Pattern KEY = Pattern.compile("\\btraining(\\.[a-z0-9-]+)+");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFileAndAHeading(Path page) {
        assertThat(brokenLinks(page)).isEmpty();
    }

    @Test
    void readmeIsShort() {
        assertThat(read(PROJECT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(LONGEST_README);
    }

    @Test
    void runBookHasAHeadingForEveryCondition() {
        assertThat(anchors(PROJECT.resolve("docs/run-book.md")))
                .containsAll(Stream.of(Condition.values())
                        .map(condition -> Alert.key("", condition).substring(1))
                        .toList());
    }

    @Test
    void everyAlertRuleLinksToTheRunBook() {
        List<String> links = RUN_BOOK_LINK
                .matcher(read(PROJECT.resolve("deploy/prometheus/alerts.yaml")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> {
            assertThat(link).startsWith("docs/run-book.md#");
            assertThat(anchors(PROJECT.resolve("docs/run-book.md"))).contains(link.substring(link.indexOf('#') + 1));
        });
    }

    @Test
    void indexListsEveryDecision() throws IOException {
        Path decisions = PROJECT.resolve("docs/adr");
        try (Stream<Path> files = Files.list(decisions)) {
            String index = read(decisions.resolve("README.md"));
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void everySettingOfThePagesExists() throws IOException {
        Set<String> settings = settings();

        for (Path page : pages()) {
            List<String> unknown = VARIABLE.matcher(read(page))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !name.contains("_SERVICES__")) // the service is a key of a map
                    .filter(name -> !settings.contains(name))
                    .toList();
            assertThat(unknown).as(page.toString()).isEmpty();
        }
    }

    /** The settings of the project, as names of environment variables. */
    private static Set<String> settings() throws IOException {
        Set<String> settings = new HashSet<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> file.toString().endsWith(".properties")
                            || file.toString().endsWith(".java"))
                    .forEach(file -> KEY.matcher(read(file))
                            .results()
                            .map(key -> key.group().replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT))
                            .forEach(settings::add));
        }
        return settings;
    }

    private static List<String> brokenLinks(Path page) {
        String text = FENCED.matcher(read(page)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .filter(target -> isBroken(page, target))
                .toList();
    }

    private static boolean isBroken(Path page, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path linked = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(linked)) {
            return true;
        }
        return hash >= 0 && !anchors(linked).contains(target.substring(hash + 1));
    }

    /** The ids that GitHub gives to headings. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        FENCED.matcher(read(page))
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", ""))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
