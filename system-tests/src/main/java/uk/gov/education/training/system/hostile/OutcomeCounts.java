package uk.gov.education.training.system.hostile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the outcomes of each kind. */
final class OutcomeCounts {

    private final Map<String, Map<String, Long>> kinds = new LinkedHashMap<>();

    synchronized void add(String kind, String outcome) {
        kinds.computeIfAbsent(kind, none -> new TreeMap<>()).merge(outcome, 1L, Long::sum);
    }

    synchronized long total() {
        return kinds.values().stream()
                .flatMap(outcomes -> outcomes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    synchronized int kinds() {
        return kinds.size();
    }

    synchronized void print(String title) {
        System.out.printf(Locale.ROOT, "%n%s: %d of %d kinds%n", title, total(), kinds());
        kinds.forEach((kind, outcomes) -> System.out.printf(
                Locale.ROOT,
                "  %-42s %6d  %s%n",
                kind,
                outcomes.values().stream().mapToLong(Long::longValue).sum(),
                outcomes.entrySet().stream()
                        .map(outcome -> outcome.getKey() + " " + outcome.getValue())
                        .collect(Collectors.joining(", "))));
    }
}
