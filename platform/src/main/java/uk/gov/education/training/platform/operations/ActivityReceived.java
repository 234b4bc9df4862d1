package uk.gov.education.training.platform.operations;

import java.time.Instant;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.Message;

/**
 * A message of {@code operations-activity}, fired as a CDI event: first those of the last hour, then each new one. One
 * thread fires all of them in the order of their keys, so observers must be quick.
 *
 * @param publishedAt when its instance published it
 */
public record ActivityReceived(Message<ActivityChange, Activity> message, Instant publishedAt) {}
