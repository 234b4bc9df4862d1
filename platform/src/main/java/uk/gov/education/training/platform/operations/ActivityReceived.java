package uk.gov.education.training.platform.operations;

import java.time.Instant;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.Message;

/**
 * A message of {@code operations-activity}, as a CDI event: at start the last hour's, then each one as it comes, on one
 * thread, in the order of its key. An observer is quick.
 *
 * @param publishedAt when its instance published it
 */
public record ActivityReceived(Message<ActivityChange, Activity> message, Instant publishedAt) {}
