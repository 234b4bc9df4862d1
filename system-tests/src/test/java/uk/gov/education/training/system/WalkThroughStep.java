package uk.gov.education.training.system;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced {@code bash} block of a Markdown page, and the output that the next fenced block shows.
 *
 * @param line where the block begins in the page
 * @param repeatable whether the block only reads, so that it may run again until it prints the expected output: its
 *     fence says {@code bash repeat}
 * @param output empty if the block prints nothing
 */
record WalkThroughStep(int line, boolean repeatable, String commands, String output) {

    private static final String FENCE = "```";
    private static final String BASH = "```bash";
    private static final String REPEATABLE = "```bash repeat";

    static List<WalkThroughStep> read(List<String> page) {
        List<WalkThroughStep> steps = new ArrayList<>();
        int line = 0;
        while (line < page.size()) {
            String opening = page.get(line);
            if (!opening.startsWith(FENCE)) {
                line++;
                continue;
            }
            List<String> block = block(page, line + 1);
            String text = String.join("\n", block);
            if (opening.startsWith(BASH)) {
                steps.add(new WalkThroughStep(line + 1, opening.equals(REPEATABLE), text, ""));
            } else if (!steps.isEmpty() && steps.getLast().output().isEmpty()) {
                steps.add(steps.removeLast().printing(text));
            }
            line += block.size() + 2;
        }
        return steps;
    }

    private static List<String> block(List<String> page, int start) {
        return page.subList(start, page.size()).stream()
                .takeWhile(line -> !line.startsWith(FENCE))
                .toList();
    }

    private WalkThroughStep printing(String output) {
        return new WalkThroughStep(line, repeatable, commands, output);
    }
}
