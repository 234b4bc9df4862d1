package uk.gov.education.training.system.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that the run found, each with an example and a count. */
final class Findings {

    private final Map<String, Occurrences> faults = new LinkedHashMap<>();

    private record Occurrences(String example, int count) {

        Occurrences again() {
            return new Occurrences(example, count + 1);
        }
    }

    synchronized void add(String fault, String example) {
        Occurrences known = faults.get(fault);
        faults.put(fault, known == null ? new Occurrences(example, 1) : known.again());
    }

    synchronized List<String> all() {
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + " (" + fault.getValue().count() + " times): "
                        + fault.getValue().example())
                .toList();
    }
}
