package uk.gov.education.training.platform.operations.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.PathUuid;

/**
 * Which dead letters are meant; null stands for any.
 *
 * @param participantId the record's key, whatever it is
 * @param olderThan since it was parked
 * @param parkedBefore so that what came since somebody has looked is not meant
 * @param after the last letter that has been decided about; those behind it are meant
 */
record DeadLetterFilter(
        String status,
        @Nullable String topic,
        @Nullable String reason,
        @Nullable String participantId,
        @Nullable Duration olderThan,
        @Nullable Duration newerThan,
        @Nullable Instant parkedBefore,
        @Nullable UUID after) {

    private static final List<String> STATUSES =
            List.of(StoredDeadLetter.WAITING, StoredDeadLetter.SKIPPED, "replayed", "superseded", "discarded");
    private static final List<String> REASONS = List.of(
            "key-mismatch",
            "malformed-key",
            "no-key",
            "not-from-owner",
            "not-json",
            "refused",
            "schema",
            "skipped",
            "unknown-type",
            "version");
    private static final List<String> TOPICS =
            Topics.ALL.stream().map(Topic::name).sorted().toList();
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int LONGEST_KEY = 500;
    // A database knows fewer moments than Java.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** What a caller sent, as it came. */
    record Sent(
            @Nullable String topic,
            @Nullable String reason,
            @Nullable String participantId,
            @Nullable String olderThan,
            @Nullable String newerThan,
            @Nullable String parkedBefore,
            @Nullable String after) {}

    /**
     * Reads what was sent.
     *
     * @param refusal of a value that can't be meant
     */
    static DeadLetterFilter of(@Nullable String status, Sent sent, BiFunction<String, String, ApiException> refusal) {
        return new DeadLetterFilter(
                status == null || status.isEmpty()
                        ? StoredDeadLetter.WAITING
                        : oneOf("status", status, STATUSES, refusal),
                oneOf("topic", sent.topic(), TOPICS, refusal),
                oneOf("reason", sent.reason(), REASONS, refusal),
                key(sent.participantId(), refusal),
                duration("older_than", sent.olderThan(), refusal),
                duration("newer_than", sent.newerThan(), refusal),
                instant("parked_before", sent.parkedBefore(), refusal),
                id("after", sent.after(), refusal));
    }

    DeadLetterFilter parkedBefore(Instant moment) {
        return new DeadLetterFilter(status, topic, reason, participantId, olderThan, newerThan, moment, after);
    }

    private static @Nullable String oneOf(
            String name,
            @Nullable String value,
            List<String> values,
            BiFunction<String, String, ApiException> refusal) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!values.contains(value)) {
            throw refusal.apply(name, "Give one of " + String.join(", ", values) + ".");
        }
        return value;
    }

    private static @Nullable String key(@Nullable String value, BiFunction<String, String, ApiException> refusal) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST_KEY || value.chars().anyMatch(Character::isISOControl)) {
            throw refusal.apply("participant_id", "Give the participant's id, or whatever the record's key is.");
        }
        return value;
    }

    private static @Nullable Duration duration(
            String name, @Nullable String value, BiFunction<String, String, ApiException> refusal) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            Duration duration = Duration.parse(value);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            // answered below
        }
        throw refusal.apply(name, "Give an ISO 8601 duration, such as PT1H for an hour or P2D for two days.");
    }

    private static @Nullable Instant instant(
            String name, @Nullable String value, BiFunction<String, String, ApiException> refusal) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (instant.isAfter(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException malformed) {
            // answered below
        }
        throw refusal.apply(name, "Give an ISO 8601 date-time, such as 2026-11-25T01:58:03Z.");
    }

    private static @Nullable UUID id(
            String name, @Nullable String value, BiFunction<String, String, ApiException> refusal) {
        return value == null || value.isEmpty()
                ? null
                : PathUuid.of(value, () -> refusal.apply(name, "Give the id of a dead letter."));
    }
}
