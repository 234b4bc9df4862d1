/**
 * How facts travel: written to the {@link uk.gov.education.training.events.delivery.Outbox} with the change that they
 * report, published by the {@link uk.gov.education.training.events.delivery.OutboxRelay}, kept by the
 * {@link uk.gov.education.training.events.delivery.FactConsumer} where they are newer than what is held, and otherwise
 * ending in the {@link uk.gov.education.training.events.delivery.DeadLetters}.
 */
@NullMarked
package uk.gov.education.training.events.delivery;

import org.jspecify.annotations.NullMarked;
