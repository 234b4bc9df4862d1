package uk.gov.education.training.platform.operations;

import java.time.Instant;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;

/**
 * A message of {@code operations-alerts}, fired as a CDI event: first all that are on the topic, then each new one. One
 * thread fires all of them in the order of their keys. A repetition of the last message is not fired.
 *
 * @param publishedAt when it was published
 */
public record AlertReceived(Message<AlertChange, Alert> message, Instant publishedAt) {}
