package uk.gov.education.training.platform.operations.domain;

import java.time.Duration;

/**
 * The limits beyond which a condition is raised.
 *
 * @param relayStalledAfter how long an event may wait to be published
 * @param lagRecords how many records of a topic may be unread
 * @param lagAfter how old the oldest unread record may be
 * @param propagationP99Over the limit for the 99th percentile of the time from event to effect
 */
public record Thresholds(Duration relayStalledAfter, long lagRecords, Duration lagAfter, Duration propagationP99Over) {}
