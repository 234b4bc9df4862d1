package uk.gov.education.training.system.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that the run found, each with an example and a count. */
final class Findings {

    private final Map<String, Found> faults = new LinkedHashMap<>();

    private record Found(String example, int times) {

        Found again() {
            return new Found(example, times + 1);
        }
    }

    synchronized void add(String fault, String example) {
        Found known = faults.get(fault);
        faults.put(fault, known == null ? new Found(example, 1) : known.again());
    }

    synchronized List<String> all() {
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + " (" + fault.getValue().times() + " times): "
                        + fault.getValue().example())
                .toList();
    }
}
