package uk.gov.education.training.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every page.
 *
 * @param section the active item of the navigation; null before signing in
 * @param refreshMillis the interval of updates; 0 for none
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

    /** Puts "Error: " before the title, because a screen reader reads it first. */
    PageLayout with(List<FieldError> problems) {
        return problems.isEmpty() ? this : new PageLayout("Error: " + title, section, refreshMillis);
    }

    public Section[] sections() {
        return Section.values();
    }
}
