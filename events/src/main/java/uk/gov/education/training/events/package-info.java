/**
 * The contract between the services: the changes of each topic, the snapshot that comes with every change, and how both
 * are written.
 *
 * <p>Dates are civil dates in London. Instants are UTC. A property that may be absent is {@code @Nullable}; all others
 * are always present.
 */
@NullMarked
package uk.gov.education.training.events;

import org.jspecify.annotations.NullMarked;
