/**
 * How facts travel: written to the {@link uk.gov.education.training.platform.messaging.Outbox} with the change that
 * they report, published by the {@link uk.gov.education.training.platform.messaging.OutboxRelay}, kept by the
 * {@link uk.gov.education.training.platform.messaging.FactConsumer} where they are newer than what is held, and
 * otherwise ending in the {@link uk.gov.education.training.platform.messaging.DeadLetters}.
 */
@NullMarked
package uk.gov.education.training.platform.messaging;

import org.jspecify.annotations.NullMarked;
