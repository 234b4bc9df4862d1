package uk.gov.education.training.console;

import io.quarkus.qute.TemplateExtension;
import uk.gov.education.training.platform.operations.reconciliation.Check;
import uk.gov.education.training.platform.operations.reconciliation.Mismatch;
import uk.gov.education.training.platform.operations.reconciliation.Rebuild;
import uk.gov.education.training.platform.operations.reconciliation.Republication;
import uk.gov.education.training.platform.operations.skips.Skip;

/** Adds texts for people to the records of checks, rebuilds, republications and skips, for the templates. */
@TemplateExtension
final class WireTexts {

    private static final String RUNNING = "running";

    private WireTexts() {}

    static boolean isRunning(Check check) {
        return check.status().equals(RUNNING);
    }

    static boolean isRunning(Rebuild rebuild) {
        return rebuild.status().equals(RUNNING);
    }

    static String scope(Check check) {
        return keys(check.keys());
    }

    static String scope(Rebuild rebuild) {
        return rebuild.participantId() == null ? keys(rebuild.keys()) : "participant " + rebuild.participantId();
    }

    private static String keys(Integer keys) {
        return keys == null ? "everything" : keys == 1 ? "1 key" : keys + " keys";
    }

    static String progress(Check check) {
        return progress(check.read(), check.total());
    }

    static String progress(Rebuild rebuild) {
        return progress(rebuild.read(), rebuild.total());
    }

    private static String progress(long read, long total) {
        return Formats.count(read) + " of " + Formats.count(total) + " records";
    }

    /** For a progress bar. */
    static long percent(Check check) {
        return percent(check.read(), check.total());
    }

    /** For a progress bar. */
    static long percent(Rebuild rebuild) {
        return percent(rebuild.read(), rebuild.total());
    }

    private static long percent(long read, long total) {
        return total == 0 ? 0 : Math.min(100, read * 100 / total);
    }

    static String started(Check check) {
        return Formats.moment(check.startedAt());
    }

    static String started(Rebuild rebuild) {
        return Formats.moment(rebuild.startedAt());
    }

    static String started(Republication republication) {
        return Formats.moment(republication.startedAt());
    }

    static String finished(Check check) {
        return Formats.moment(check.finishedAt());
    }

    static String finished(Rebuild rebuild) {
        return Formats.moment(rebuild.finishedAt());
    }

    static String tag(Check check) {
        return tag(check.status());
    }

    static String tag(Rebuild rebuild) {
        return tag(rebuild.status());
    }

    private static String tag(String status) {
        return switch (status) {
            case "done" -> "green";
            case "failed" -> "red";
            default -> "blue";
        };
    }

    static boolean isRepairable(Check check) {
        return !isRunning(check) && check.unresolvedCount() > 0;
    }

    static String text(Mismatch mismatch) {
        return switch (mismatch.kind()) {
            case "missing" -> "Not stored";
            case "older" -> "The stored version is older";
            case "newer" -> "The stored version is newer";
            case "different" -> "The stored data differs";
            case "not-on-topic" -> "Stored, but not on the topic";
            case "too-far-ahead" -> "The topic’s version is too high: publish again from the owner";
            case "not-from-owner" -> "The topic has a record that its owner never published: publish again";
            case "derived" -> "Data derived from it is wrong";
            case "undecidable" -> "A rule failed for it";
            default -> mismatch.kind();
        };
    }

    static String versions(Mismatch mismatch) {
        return version(mismatch.storedVersion()) + " / " + version(mismatch.topicVersion());
    }

    private static String version(Long version) {
        return version == null ? "–" : version.toString();
    }

    static String resolved(Mismatch mismatch) {
        return Formats.moment(mismatch.resolvedAt());
    }

    static String requested(Skip skip) {
        return Formats.moment(skip.requestedAt());
    }

    static String record(Skip skip) {
        return skip.topic() + "-" + skip.partition() + "@" + skip.offset();
    }
}
