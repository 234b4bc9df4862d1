/**
 * Sends and receives events. A service writes its events to the
 * {@link uk.gov.education.training.platform.messaging.Outbox} in the transaction of the change; the
 * {@link uk.gov.education.training.platform.messaging.OutboxRelay} publishes them. The
 * {@link uk.gov.education.training.platform.messaging.FactConsumer} stores newer facts of other services, and parks
 * records that it cannot use as {@link uk.gov.education.training.platform.messaging.DeadLetters}.
 */
@NullMarked
package uk.gov.education.training.platform.messaging;

import org.jspecify.annotations.NullMarked;
