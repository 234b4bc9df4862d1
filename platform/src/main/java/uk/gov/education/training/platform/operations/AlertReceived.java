package uk.gov.education.training.platform.operations;

import java.time.Instant;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;

/**
 * A message of {@code operations-alerts}, as a CDI event: at start all that the topic has, then each one as it comes,
 * on one thread, in the order of its key. A message that says nothing new, since two said the same, is left out.
 *
 * @param publishedAt when it was published
 */
public record AlertReceived(Message<AlertChange, Alert> message, Instant publishedAt) {}
