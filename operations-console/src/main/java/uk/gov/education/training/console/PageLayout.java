package uk.gov.education.training.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param section the part of the console that it belongs to; null before anyone has signed in
 * @param refreshMillis after which the page brings itself up to date; 0 if it stays
 */
record PageLayout(String title, @Nullable Section section, long refreshMillis) {

    enum Section {
        OVERVIEW("Overview", "/operations"),
        CHARTS("Last hour", "/operations/charts"),
        DEAD_LETTERS("Dead letters", "/operations/dead-letters"),
        RECONCILIATION("Checks and rebuilds", "/operations/reconciliation"),
        INTERVENTIONS("Publish again and skip", "/operations/interventions"),
        TIMELINE("Participant", "/operations/participants"),
        AUDIT_LOG("Audit log", "/operations/audit-log");

        private final String name;
        private final String path;

        Section(String name, String path) {
            this.name = name;
            this.path = path;
        }

        public String label() {
            return name;
        }

        public String path() {
            return path;
        }
    }

    static PageLayout of(String title, Section section) {
        return new PageLayout(title, section, 0);
    }

    PageLayout refreshedEvery(long millis) {
        return new PageLayout(title, section, millis);
    }

    /** Where something is wrong, the title says so first: a screen reader begins with it. */
    PageLayout with(List<FieldError> problems) {
        return problems.isEmpty() ? this : new PageLayout("Error: " + title, section, refreshMillis);
    }

    public Section[] sections() {
        return Section.values();
    }
}
