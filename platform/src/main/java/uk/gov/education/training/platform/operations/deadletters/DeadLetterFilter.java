package uk.gov.education.training.platform.operations.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.PathUuid;

/**
 * Selects dead letters; null matches any.
 *
 * @param participantId the record's key, of any form
 * @param olderThan time since the record was parked
 * @param parkedBefore excludes dead letters that arrived after the operator looked
 * @param after the last dead letter of the previous batch; selects those after it
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
    private static final List<String> TOPICS = Topics.names().stream().sorted().toList();
    private static final Duration MAX_DURATION = Duration.ofDays(36_500);
    private static final int MAX_KEY_LENGTH = 500;
    // PostgreSQL has a smaller range of times than Java.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** The filter as the caller sent it. */
    record Request(
            @Nullable String topic,
            @Nullable String reason,
            @Nullable String participantId,
            @Nullable String olderThan,
            @Nullable String newerThan,
            @Nullable String parkedBefore,
            @Nullable String after) {}

    /**
     * Validates a filter.
     *
     * @param refusal makes the error for an invalid value from its field and detail
     */
    static DeadLetterFilter of(
            @Nullable String status, Request request, BiFunction<String, String, ApiException> refusal) {
        return new DeadLetterFilter(
                status == null || status.isEmpty()
                        ? StoredDeadLetter.WAITING
                        : oneOf("status", status, STATUSES, refusal),
                oneOf("topic", request.topic(), TOPICS, refusal),
                oneOf("reason", request.reason(), REASONS, refusal),
                key(request.participantId(), refusal),
                duration("older_than", request.olderThan(), refusal),
                duration("newer_than", request.newerThan(), refusal),
                instant("parked_before", request.parkedBefore(), refusal),
                id("after", request.after(), refusal));
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
        if (PlainText.length(value) > MAX_KEY_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw refusal.apply("participant_id", "Give the participant's id, or the record's key.");
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
            if (!duration.isNegative() && duration.compareTo(MAX_DURATION) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            // refused below
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
            // refused below
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
