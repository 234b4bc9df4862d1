package uk.gov.education.training.console;

import org.jspecify.annotations.Nullable;

/** What came, or would come, of replaying or discarding one dead letter, as the service tells it. */
record Outcome(
        @Nullable String id,
        String outcome,
        @Nullable String detail,
        @Nullable Long storedVersion,
        @Nullable Long version) {

    /** As a person says it. */
    public String text() {
        return switch (outcome) {
            case "would-be-applied" -> "Would be applied";
            case "replayed" -> "Replayed";
            case "superseded" -> "Superseded by something newer";
            case "unreadable" -> "Still can’t be read";
            case "refused" -> "Still refused";
            case "already-resolved" -> "Was decided meanwhile";
            case "discarded" -> "Discarded";
            case "would-be-discarded" -> "Would be discarded";
            default -> outcome;
        };
    }

    public boolean isBad() {
        return outcome.equals("unreadable") || outcome.equals("refused") || outcome.equals("already-resolved");
    }

    public String tag() {
        return switch (outcome) {
            case "would-be-applied", "replayed", "discarded", "would-be-discarded" -> "green";
            case "superseded" -> "grey";
            default -> "red";
        };
    }

    public String versions() {
        return version == null ? "" : "version " + version + ", held is " + (storedVersion == null ? 0 : storedVersion);
    }
}
