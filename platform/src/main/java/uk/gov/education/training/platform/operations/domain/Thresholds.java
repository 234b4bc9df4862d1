package uk.gov.education.training.platform.operations.domain;

import java.time.Duration;

/**
 * From when on something is worth an alert.
 *
 * @param relayStalledAfter an event has waited so long to be published
 * @param lagRecords so many records of a topic are unread
 * @param lagAfter the oldest unread record is so old
 * @param propagationP99Over of a hundred events, one took so long to have its effect
 */
public record Thresholds(Duration relayStalledAfter, long lagRecords, Duration lagAfter, Duration propagationP99Over) {}
