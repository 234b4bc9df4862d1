package uk.gov.education.training.events.delivery;

import java.time.Instant;

/**
 * Why something is decided now.
 *
 * @param at the domain's time
 * @param traceparent the W3C trace that this belongs to
 */
public record Cause(Instant at, String traceparent) {}
